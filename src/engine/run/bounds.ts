/**
 * Bounds that a formula keeps for every value of its parameters: interval arithmetic over its graph. Moore (1966); bounds
 * may be wide, since what occurs twice is taken as two, but for squares.
 */
import { type Node, reachable } from '../program/graph.ts';
import type { OperationName } from '../program/operations.ts';

/** A closed interval; its ends may be infinite. */
export type Interval = readonly [low: number, high: number];

const { NEGATIVE_INFINITY: LOW, POSITIVE_INFINITY: HIGH } = Number;
const ALL: Interval = [LOW, HIGH];

/** The interval of a node's values. @param columns the data. */
export function boundsOf(output: Node, columns: readonly Float64Array[]): Interval {
  const known = new Map<Node, Interval>();
  for (const node of reachable([output])) known.set(node, boundsOfNode(node, known, columns));
  return known.get(output)!;
}

function boundsOfNode(node: Node, known: ReadonlyMap<Node, Interval>, columns: readonly Float64Array[]): Interval {
  switch (node.kind) {
    case 'constant':
      return [node.value, node.value];
    case 'input':
      return ALL;
    case 'column':
      return columns[node.column]!.reduce<Interval>(
        ([low, high], x) => [Math.min(low, x), Math.max(high, x)],
        [HIGH, LOW],
      );
    case 'rowSum': {
      const [low, high] = known.get(node.body)!;
      return [node.body.rows * low, node.body.rows * high];
    }
    case 'call': {
      const args = node.args.map((arg) => known.get(arg)!);
      const bounds =
        node.operation === 'multiply' && node.args[0] === node.args[1]
          ? square(args[0]!)
          : ofCall(node.operation, args);
      return bounds.some(Number.isNaN) ? ALL : bounds;
    }
  }
}

/** Functions that rise wherever they are defined, with their least and greatest value. */
const RISING: Partial<Record<OperationName, readonly [of: (x: number) => number, low: number, high: number]>> = {
  exp: [Math.exp, 0, HIGH],
  expm1: [Math.expm1, -1, HIGH],
  sqrt: [(x) => Math.sqrt(Math.max(0, x)), 0, HIGH],
  tanh: [Math.tanh, -1, 1],
  sigmoid: [(x) => 1 / (1 + Math.exp(-x)), 0, 1],
  softplus: [(x) => (x > 700 ? x : Math.log1p(Math.exp(x))), 0, HIGH],
  relu: [(x) => Math.max(0, x), 0, HIGH],
  atan: [Math.atan, -Math.PI / 2, Math.PI / 2],
};

/** Functions whose values are within bounds, whatever is put into them. */
const WITHIN: Partial<Record<OperationName, Interval>> = {
  sin: [-1, 1],
  cos: [-1, 1],
  erf: [-1, 1],
  erfc: [0, 2],
  cosh: [1, HIGH],
  logcosh: [0, HIGH],
  hypot: [0, HIGH],
  less: [0, 1],
  lessOrEqual: [0, 1],
  greater: [0, 1],
  greaterOrEqual: [0, 1],
  equal: [0, 1],
  unequal: [0, 1],
};

function ofCall(name: OperationName, [a = ALL, b = ALL, c = ALL]: readonly Interval[]): Interval {
  const rising = RISING[name];
  if (rising) {
    const [of, low, high] = rising;
    return [a[0] === LOW ? low : of(a[0]), a[1] === HIGH ? high : of(a[1])];
  }
  switch (name) {
    case 'add':
      return [a[0] + b[0], a[1] + b[1]];
    case 'subtract':
      return [a[0] - b[1], a[1] - b[0]];
    case 'negate':
      return [-a[1], -a[0]];
    case 'multiply':
      return product(a, b);
    case 'divide':
      return b[0] > 0 || b[1] < 0 ? product(a, [1 / b[1], 1 / b[0]]) : ALL;
    case 'power':
      return power(a, b);
    case 'abs':
      return magnitude(a);
    case 'max':
      return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
    case 'min':
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
    case 'select':
      return [Math.min(b[0], c[0]), Math.max(b[1], c[1])];
    default:
      return WITHIN[name] ?? ALL;
  }
}

function product(a: Interval, b: Interval): Interval {
  // 0 times what may be infinite: every finite value of it gives 0.
  const all = a.flatMap((x) => b.map((y) => (x === 0 || y === 0 ? 0 : x * y)));
  return [Math.min(...all), Math.max(...all)];
}

function magnitude([low, high]: Interval): Interval {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return [low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)), most];
}

function square(a: Interval): Interval {
  const [low, high] = magnitude(a);
  return [low * low, high * high];
}

/** Of a constant exponent: even, or of a base that is not negative. */
function power(a: Interval, [n, other]: Interval): Interval {
  if (n !== other || n < 0) return a[0] >= 0 ? [0, HIGH] : ALL;
  if (n % 2 === 0) {
    const [low, high] = magnitude(a);
    return [low ** n, high ** n];
  }
  return n % 2 === 1 || a[0] >= 0 ? [a[0] ** n, a[1] ** n] : ALL;
}
