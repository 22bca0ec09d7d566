/** The kinks of an objective: where its slope or its value jumps, how that reads, and which slope is taken there. */
import { show } from '../calculus/show.ts';
import type { Problem, Range } from '../problem.ts';
import { argumentsOf, type Graph, type Node, reachable } from '../program/graph.ts';
import { type Kink as KinkKind, type OperationName, operation } from '../program/operations.ts';
import { brief } from './numerals.ts';

type Call = Node & { kind: 'call' };

/** A place where an objective has no derivative. */
export interface Kink {
  /** The slope jumps, the value jumps, or one case of the formula gives way to another (and either may jump). */
  readonly kind: KinkKind | 'case';
  readonly node: Call;
  /** The number that changes its sign there; with `levels`, a whole number that changes there. */
  readonly quantity: Node;
  readonly levels: boolean;
  readonly at?: Range;
}

const ORDERED: ReadonlySet<OperationName> = new Set(['less', 'lessOrEqual', 'greater', 'greaterOrEqual'] as const);
const LOGICAL: ReadonlySet<OperationName> = new Set(['and', 'or', 'xor', 'not', 'equal', 'unequal'] as const);
const LEVELS: ReadonlySet<OperationName> = new Set(['floor', 'ceil', 'trunc', 'round', 'mod'] as const);

/** The kinks of a problem's objective, in the order of computation. Comparisons by == and != are none: no path meets one. */
export function kinksOf(problem: Problem): Kink[] {
  const nodes = reachable([problem.objective]);
  const users = new Map<Node, Call[]>();
  const moving = new Set<Node>();
  for (const node of nodes) {
    if (node.kind === 'input' || argumentsOf(node).some((arg) => moving.has(arg))) moving.add(node);
    if (node.kind !== 'call') continue;
    for (const arg of new Set(node.args)) {
      const sofar = users.get(arg);
      if (sofar) sofar.push(node);
      else users.set(arg, [node]);
    }
  }
  const conditions = conditionsOf(nodes, users);
  return nodes.flatMap((node): Kink[] => {
    if (node.kind !== 'call' || !moving.has(node)) return [];
    const kind = kindOf(node, users.get(node) ?? [], conditions);
    if (!kind) return [];
    const quantity = quantityOf(problem.graph, node);
    const at = problem.places.get(node);
    return [{ kind, node, quantity, levels: LEVELS.has(node.operation), ...(at && { at }) }];
  });
}

function kindOf(node: Call, users: readonly Call[], conditions: ReadonlySet<Node>): Kink['kind'] | undefined {
  if (ORDERED.has(node.operation)) return conditions.has(node) ? 'case' : 'jump';
  // A case is told of its conditions.
  if (node.operation === 'select') return undefined;
  const [, slope] = node.args;
  if (node.operation === 'elu' && slope!.kind === 'constant' && slope!.value === 1) return undefined;
  const kind = operation(node.operation).kinked;
  return kind === 'kink' && isSmoothed(node, users) ? undefined : kind;
}

/** The nodes that only pick cases: conditions of `select`, and what those are made of. */
function conditionsOf(nodes: readonly Node[], users: ReadonlyMap<Node, readonly Call[]>): Set<Node> {
  const found = new Set<Node>();
  for (const node of nodes.toReversed()) {
    const above = users.get(node) ?? [];
    const picks = above.every(({ operation: name, args }, i) =>
      name === 'select' ? args.lastIndexOf(node) === 0 : LOGICAL.has(name) && found.has(above[i]!),
    );
    if (above.length > 0 && picks) found.add(node);
  }
  return found;
}

/** Whether a kink at the value 0 is only ever raised to a power above 1, which has the slope 0 there. */
function isSmoothed(node: Call, users: readonly Call[]): boolean {
  const isZero = (arg: Node) => arg.kind === 'constant' && arg.value === 0;
  const atZero = node.operation === 'abs' || node.operation === 'relu' || node.args.some(isZero);
  const raises = ({ operation: name, args: [base, exponent] }: Call) =>
    name === 'power'
      ? base === node && exponent!.kind === 'constant' && exponent!.value > 1
      : name === 'multiply' && base === exponent;
  return atZero && users.length > 0 && users.every(raises);
}

function quantityOf(graph: Graph, node: Call): Node {
  const [u, v] = node.args as readonly [Node, Node];
  if (node.operation === 'mod') return graph.call('floor', [graph.divide(u, v)]);
  if (LEVELS.has(node.operation)) return node;
  const compares = ORDERED.has(node.operation) || node.operation === 'max' || node.operation === 'min';
  return compares ? graph.subtract(u, v) : u;
}

/** Deeper formulas than this are not written as one number's place. */
const DEEPEST = 50;

/** A number that depends on one parameter alone, as slope·x + offset. */
function affine(
  node: Node,
  depth = 0,
): { readonly slot: number; readonly slope: number; readonly offset: number } | undefined {
  if (node.kind === 'input') return { slot: node.slot, slope: 1, offset: 0 };
  if (node.kind !== 'call' || depth > DEEPEST) return undefined;
  const [a, b] = node.args as readonly [Node, Node | undefined];
  const [fixed, varying] = b && a.kind === 'constant' ? [a, b] : [b, a];
  if (fixed && fixed.kind !== 'constant') return undefined;
  const inner = affine(varying, depth + 1);
  if (!inner) return undefined;
  const number = fixed?.value ?? Number.NaN;
  switch (node.operation) {
    case 'negate':
      return scaled(inner, -1);
    case 'add':
      return { ...inner, offset: inner.offset + number };
    case 'subtract': {
      const [turned, moved] = varying === a ? [inner, -number] : [scaled(inner, -1), number];
      return { ...turned, offset: turned.offset + moved };
    }
    case 'multiply':
      return scaled(inner, number);
    case 'divide':
      return varying === a ? scaled(inner, 1 / number) : undefined;
    default:
      return undefined;
  }
}

function scaled({ slot, slope, offset }: { slot: number; slope: number; offset: number }, by: number) {
  return { slot, slope: slope * by, offset: offset * by };
}

function textOf(node: Node, problem: Problem): string | undefined {
  const names = { parameters: problem.parameters, columns: problem.columns.map((column) => column.name) };
  const text = show(node, names)?.text;
  return text !== undefined && text.length <= LONGEST ? text : undefined;
}

/** Longer pieces of formula make a sentence unreadable. */
const LONGEST = 60;

/** Where a kink is: `at x = 2`, `where x - y = 0`. */
export function whereOf(kink: Kink, problem: Problem): string {
  const { node, quantity } = kink;
  const rows = node.rows > 0 ? 'in every row ' : '';
  if (kink.levels) {
    const [u, v] = node.args as readonly [Node, Node | undefined];
    const whole = textOf(v ? problem.graph.divide(u, v) : u, problem) ?? 'what it is of';
    return node.operation === 'round'
      ? `${rows}halfway between two whole numbers of ${whole}`
      : `${rows}wherever ${whole} is a whole number`;
  }
  const single = affine(quantity);
  if (single && single.slope !== 0) {
    // 0 − 0 would be written −0.
    return `at ${problem.parameters[single.slot]} = ${brief(-single.offset / single.slope + 0)}`;
  }
  const zero = textOf(quantity, problem);
  return zero === undefined ? `${rows}where its argument changes sign` : `${rows}where ${zero} = 0`;
}

/** The piece of the user's text that has the kink, or the formula for it. */
export function sourceOf({ node, at }: Kink, problem: Problem): string {
  const written = at && problem.text.slice(at.start, at.end);
  if (written !== undefined && written.length <= LONGEST && !/[\n\r]/.test(written)) return written;
  return textOf(node, problem) ?? node.operation;
}

/** The subgradient that is taken, by operation. */
const TAKEN: Partial<Record<OperationName, string>> = {
  abs: 'its slope there is taken as 0',
  relu: 'its slope there is taken as 0',
  max: 'the slope of the argument written first is taken there',
  min: 'the slope of the argument written first is taken there',
  leakyrelu: 'its slope from below is taken there',
  elu: 'its slope from below is taken there',
  mod: 'its slope leaves the jumps out',
};

/** A kink and the slope that is taken there, as a sentence. */
export function kinkSentence(kink: Kink, problem: Problem): string {
  const where = whereOf(kink, problem);
  const source = sourceOf(kink, problem);
  if (kink.kind === 'case') {
    return `The formula changes its case ${where} (${source}); the slope of the case that holds there is taken.`;
  }
  const taken = TAKEN[kink.node.operation] ?? 'its slope is taken as 0';
  return `${source} ${kink.kind === 'jump' ? 'jumps' : 'has a kink'} ${where}; ${taken}.`;
}
