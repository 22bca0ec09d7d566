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
    for (const arg of new Set(node.args)) users.set(arg, [...(users.get(arg) ?? []), node]);
  }
  return nodes.flatMap((node): Kink[] => {
    if (node.kind !== 'call' || !moving.has(node)) return [];
    const kind = kindOf(node, users);
    if (!kind) return [];
    const quantity = quantityOf(problem.graph, node);
    const at = problem.places.get(node);
    return [{ kind, node, quantity, levels: LEVELS.has(node.operation), ...(at && { at }) }];
  });
}

function kindOf(node: Call, users: ReadonlyMap<Node, readonly Call[]>): Kink['kind'] | undefined {
  if (ORDERED.has(node.operation)) return isCondition(node, users) ? 'case' : 'jump';
  // A case is told of its conditions.
  if (node.operation === 'select') return undefined;
  const [, slope] = node.args;
  if (node.operation === 'elu' && slope!.kind === 'constant' && slope!.value === 1) return undefined;
  const kind = operation(node.operation).kinked;
  return kind === 'kink' && isSmoothed(node, users.get(node) ?? []) ? undefined : kind;
}

/** Whether what is made of a comparison only picks cases. */
function isCondition(node: Node, users: ReadonlyMap<Node, readonly Call[]>): boolean {
  const above = users.get(node) ?? [];
  return above.every((user) =>
    user.operation === 'select'
      ? user.args[0] === node && user.args[1] !== node && user.args[2] !== node
      : LOGICAL.has(user.operation) && isCondition(user, users),
  );
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

/** A number that depends on one parameter alone, as slope·x + offset. */
function affine(node: Node): { readonly slot: number; readonly slope: number; readonly offset: number } | undefined {
  if (node.kind === 'input') return { slot: node.slot, slope: 1, offset: 0 };
  if (node.kind !== 'call') return undefined;
  const [a, b] = node.args as readonly [Node, Node];
  const first = affine(a);
  if (node.operation === 'negate') return first && scaled(first, -1);
  if (node.operation === 'add' || node.operation === 'subtract') {
    const sign = node.operation === 'add' ? 1 : -1;
    if (first && b.kind === 'constant') return { ...first, offset: first.offset + sign * b.value };
    const second = affine(b);
    if (second && a.kind === 'constant') {
      const turned = scaled(second, sign);
      return { ...turned, offset: turned.offset + a.value };
    }
    return undefined;
  }
  if (node.operation === 'multiply' && a.kind === 'constant') {
    const second = affine(b);
    return second && scaled(second, a.value);
  }
  return node.operation === 'divide' && b.kind === 'constant' && first ? scaled(first, 1 / b.value) : undefined;
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
