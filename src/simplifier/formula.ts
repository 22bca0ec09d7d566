/** A node of the graph as text for mathjs, and mathjs's tree as a node again. */
import type { MathNode } from 'mathjs';
import { type Graph, type Node, reachable } from '../engine/program/graph.ts';
import type { OperationName } from '../engine/program/operations.ts';

const INFIX: Partial<Record<OperationName, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  power: '^',
};

/** Functions that mathjs's rules know something of. Whatever else there is stays a thing of its own, with a name. */
const FUNCTIONS = new Set<OperationName>(['abs', 'cos', 'cosh', 'exp', 'log', 'sin', 'sinh', 'sqrt', 'tan', 'tanh']);

const isSpelled = (node: Node): node is Node & { kind: 'call' } =>
  node.kind === 'call' &&
  (INFIX[node.operation] !== undefined || node.operation === 'negate' || FUNCTIONS.has(node.operation));

/**
 * How many pieces each node has when it is written out, in which what is shared stands once for each use; Infinity beyond
 * what a double counts.
 */
export function sizesOf(nodes: readonly Node[]): ReadonlyMap<Node, number> {
  const sizes = new Map<Node, number>();
  for (const node of reachable(nodes)) {
    sizes.set(node, isSpelled(node) ? node.args.reduce((sum, arg) => sum + sizes.get(arg)!, 1) : 1);
  }
  return sizes;
}

/** A formula for mathjs: names are v0, v1, …, so that none means anything to it. */
export interface Spelled {
  readonly text: string;
  /** What the names stand for: parameters, columns, sums over rows and functions that mathjs does not know. */
  readonly atoms: readonly Node[];
}

export function spell(node: Node): Spelled {
  const atoms: Node[] = [];
  const text = (part: Node): string => {
    if (part.kind === 'constant' && Number.isFinite(part.value)) return `(${part.value})`;
    if (!isSpelled(part)) {
      const known = atoms.indexOf(part);
      return `v${known < 0 ? atoms.push(part) - 1 : known}`;
    }
    const args = part.args.map(text);
    const infix = INFIX[part.operation];
    if (infix) return `(${args[0]} ${infix} ${args[1]})`;
    return part.operation === 'negate' ? `(-${args[0]})` : `${part.operation}(${args[0]})`;
  };
  return { text: text(node), atoms };
}

const OPERATORS: Readonly<Record<string, OperationName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
};

/** mathjs's fields, of the node types that a simplified formula has. */
interface Fields {
  readonly type: string;
  readonly value: unknown;
  readonly name: string;
  readonly content: MathNode;
  readonly args: readonly MathNode[];
  readonly op: string;
}

/** mathjs's tree as a node; undefined where there is something in it that was not in the formula. */
export function fromMathjs(graph: Graph, tree: MathNode, atoms: readonly Node[]): Node | undefined {
  const { type, value, name, content, args, op } = tree as unknown as Fields;
  switch (type) {
    case 'ParenthesisNode':
      return fromMathjs(graph, content, atoms);
    case 'ConstantNode':
      return typeof value === 'number' ? graph.constant(value) : undefined;
    case 'SymbolNode':
      return /^v\d+$/.test(name) ? atoms[Number(name.slice(1))] : undefined;
    case 'OperatorNode':
    case 'FunctionNode': {
      const nodes = args.map((arg) => fromMathjs(graph, arg, atoms));
      if (!nodes.every((node) => node !== undefined)) return undefined;
      if (type === 'OperatorNode') return operator(graph, op, nodes);
      const known = nodes.length === 1 && FUNCTIONS.has(name as OperationName);
      return known ? graph.call(name as OperationName, nodes) : undefined;
    }
    default:
      return undefined;
  }
}

/** Sums and products of mathjs's may have more than two parts. */
function operator(graph: Graph, op: string, nodes: readonly Node[]): Node | undefined {
  if (nodes.length === 1) return op === '-' ? graph.negate(nodes[0]!) : op === '+' ? nodes[0] : undefined;
  const name = OPERATORS[op];
  if (name === 'power') return power(graph, nodes[0]!, nodes[1]!);
  return name && nodes.reduce((left, right) => graph.call(name, [left, right]));
}

/** mathjs writes 1/u³ as (1/u)³, and leaves √u² as it is. */
function power(graph: Graph, base: Node, exponent: Node): Node {
  if (base.kind === 'call' && exponent.kind === 'constant') {
    const [u, v] = base.args;
    if (base.operation === 'sqrt' && exponent.value === 2) return u!;
    if (base.operation === 'divide' && u!.kind === 'constant' && u!.value === 1) {
      return graph.divide(u!, power(graph, v!, exponent));
    }
  }
  return graph.power(base, exponent);
}
