/**
 * Derivatives by reverse accumulation over the shared graph: a gradient costs a small multiple of the objective,
 * however many parameters there are. Linnainmaa (1970); Griewank & Walther, Evaluating Derivatives (2008), ch. 3.
 */
import { argumentsOf, type Graph, type Node, reachable } from '../program/graph.ts';
import { COMPARISONS } from '../program/operations.ts';
import { partial } from './rules.ts';

/** The nodes among `nodes` (topologically ordered) whose value depends on the inputs asked for. */
function dependent(nodes: readonly Node[], isSought: (slot: number) => boolean): Set<Node> {
  const found = new Set<Node>();
  for (const node of nodes) {
    if (node.kind === 'input' ? isSought(node.slot) : argumentsOf(node).some((arg) => found.has(arg))) found.add(node);
  }
  return found;
}

/** What was differentiated already: reading, showing and running ask for the same gradient. */
const gradients = new WeakMap<Node, readonly Node[]>();

/**
 * The partial derivatives of a scalar node by the inputs 0 … parameters − 1, as nodes of the same graph.
 */
export function gradientOf(graph: Graph, output: Node, parameters: number): Node[] {
  const known = gradients.get(output);
  if (known?.length === parameters) return [...known];
  const made = differentiate(graph, output, parameters);
  gradients.set(output, made);
  return [...made];
}

function differentiate(graph: Graph, output: Node, parameters: number): readonly Node[] {
  const order = reachable([output]);
  const active = dependent(order, (slot) => slot < parameters);
  const adjoints = new Map<Node, Node>([[output, graph.constant(1)]]);
  for (const node of order.toReversed()) {
    // Rows are handled within the sum over them.
    if (node.rows > 0 || !active.has(node)) continue;
    const adjoint = adjoints.get(node);
    if (!adjoint) continue;
    if (node.kind === 'call') propagate(graph, node, adjoint, active, adjoints);
    else if (node.kind === 'rowSum') sumOverRows(graph, node.body, adjoint, active, adjoints);
  }
  return Array.from({ length: parameters }, (_, slot) => adjoints.get(graph.input(slot)) ?? graph.constant(0));
}

function accumulate(graph: Graph, adjoints: Map<Node, Node>, node: Node, contribution: Node): void {
  const sofar = adjoints.get(node);
  adjoints.set(node, sofar ? graph.add(sofar, contribution) : contribution);
}

function propagate(
  graph: Graph,
  node: Node & { kind: 'call' },
  adjoint: Node,
  active: ReadonlySet<Node>,
  adjoints: Map<Node, Node>,
): void {
  node.args.forEach((arg, i) => {
    if (!active.has(arg)) return;
    const slope = partial(graph, node, i);
    // A slope that is a condition picks a branch: of the other one nothing counts, not even an infinite adjoint.
    const isCondition = slope.kind === 'call' && COMPARISONS.has(slope.operation);
    const zero = graph.constant(0);
    accumulate(graph, adjoints, arg, isCondition ? graph.select(slope, adjoint, zero) : graph.multiply(adjoint, slope));
  });
}

/**
 * ∂/∂u Σ body = Σ ∂body/∂u for every number u that the rows use: the body's own reverse pass, whose results are summed
 * and scaled by the sum's adjoint.
 */
function sumOverRows(
  graph: Graph,
  body: Node,
  adjoint: Node,
  active: ReadonlySet<Node>,
  adjoints: Map<Node, Node>,
): void {
  const inRow = new Map<Node, Node>([[body, graph.constant(1)]]);
  for (const node of reachable([body]).toReversed()) {
    const own = inRow.get(node);
    if (!own || !active.has(node)) continue;
    if (node.rows > 0 && node.kind === 'call') propagate(graph, node, own, active, inRow);
    else if (node.rows === 0) {
      accumulate(graph, adjoints, node, graph.multiply(adjoint, graph.rowSum(own, body.rows)));
    }
  }
}

/** The Hessian's rows of a scalar node, as nodes: the gradient of each partial derivative. */
export function hessianOf(graph: Graph, gradient: readonly Node[]): Node[][] {
  return gradient.map((partialDerivative) => gradientOf(graph, partialDerivative, gradient.length));
}
