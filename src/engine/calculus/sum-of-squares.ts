/** Whether a formula is a sum of squares, as it is written: what least-squares methods need to know. */
import { argumentsOf, type Graph, type Node, reachable } from '../program/graph.ts';
import { Interpreter } from '../program/interpreter.ts';
import { nodeOf, productOf, TooManyParts } from './structure.ts';

/** The form scale · Σ r² + offset. */
export interface SumOfSquares {
  /** The residuals: one number each, or one number a row. At least one. */
  readonly residuals: readonly Node[];
  /** Above 0: the weight that all squares share, or the first one's. */
  readonly scale: number;
  /** What is added that depends on no parameter. */
  readonly offset: number;
}

/** A part of the sum: `factor` · `weight` · node, of which every row counts. */
interface Part {
  readonly node: Node;
  readonly factor: number;
  /** A factor made of data. */
  readonly weight?: Node;
  readonly rows: number;
}

/** A square, before its weight is put into the residual. */
interface Square {
  readonly root: Node;
  readonly factor: number;
  readonly weight?: Node;
}

/** As many residuals as a Jacobian is worth writing out for. */
const MOST_SQUARES = 10_000;

/**
 * The residuals of a formula that is written as a sum of squares with positive weights: Σ over rows, their mean, terms
 * written out, and sums of these, such as a fit with a ridge. Products of even powers are squares: x²y² is (xy)². A
 * weight may be a column or made of columns, of values ≥ 0.
 *
 * @returns undefined for a formula that is written otherwise, whether or not it could be rewritten.
 */
export function sumOfSquares(
  graph: Graph,
  objective: Node,
  columns: readonly Float64Array[],
): SumOfSquares | undefined {
  const active = dependsOnInputs(objective);
  const squares: Square[] = [];
  let offset = 0;
  const waiting: Part[] = [{ node: objective, factor: 1, rows: 0 }];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const { node, factor, rows } = part;
    const [a, b] = argumentsOf(node);
    if (node.kind === 'constant' && !part.weight) offset += factor * node.value * Math.max(1, rows);
    else if (node.kind === 'rowSum') {
      // Within a row, a sum over rows is one number, whose terms are no terms of the whole.
      if (rows > 0) return undefined;
      waiting.push({ ...part, node: a!, rows: node.body.rows });
    } else if (node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract')) {
      const sign = node.operation === 'add' ? 1 : -1;
      // The last one waiting is taken first: terms stay in their order.
      waiting.push({ ...part, node: b!, factor: sign * factor }, { ...part, node: a! });
    } else {
      const taken = taking(graph, part, active);
      if (!taken) return undefined;
      if ('root' in taken) squares.push(taken);
      else waiting.push(taken);
    }
    if (squares.length > MOST_SQUARES) return undefined;
  }
  const scale = squares[0]?.factor;
  if (scale === undefined || !squares.every((square) => square.factor > 0 && hasNoNegative(square.weight, columns))) {
    return undefined;
  }
  return { residuals: squares.map((square) => weighted(graph, square, scale)), scale, offset };
}

function dependsOnInputs(objective: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of reachable([objective])) {
    if (node.kind === 'input' || argumentsOf(node).some((argument) => found.has(argument))) found.add(node);
  }
  return found;
}

/** A product as a square, or as a weight times one factor that is a sum; undefined where it is neither. */
function taking(graph: Graph, part: Part, active: ReadonlySet<Node>): Square | Part | undefined {
  const product = factorsOf(part.node);
  if (!product) return undefined;
  const factor = part.factor * product.coefficient;
  const own = [...product.exponents].filter(([base]) => active.has(base));
  const data = [...product.exponents].filter(([base]) => !active.has(base));
  const weightNode = data.length === 0 ? undefined : nodeOf(graph, { coefficient: 1, exponents: new Map(data) });
  const weight = part.weight && weightNode ? graph.multiply(part.weight, weightNode) : (part.weight ?? weightNode);
  const weights = weight ? { weight } : {};
  const [first] = own;
  if (!first) return undefined;
  if (own.length === 1 && first[1] === 1 && isSum(first[0])) {
    return { node: first[0], factor, rows: part.rows, ...weights };
  }
  if (!own.every(([, exponent]) => exponent % 2 === 0)) return undefined;
  const root = nodeOf(graph, { coefficient: 1, exponents: new Map(own.map(([base, e]) => [unsigned(base), e / 2])) });
  // What is the same in every row counts once for each.
  const times = part.rows > 0 && root.rows === 0 && (weight?.rows ?? 0) === 0 ? part.rows : 1;
  return { root, factor: factor * times, ...weights };
}

function factorsOf(node: Node): ReturnType<typeof productOf> | undefined {
  try {
    return productOf(node, false);
  } catch (error) {
    if (error instanceof TooManyParts) return undefined;
    throw error;
  }
}

function isSum(node: Node): boolean {
  return (
    node.kind === 'rowSum' || (node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract'))
  );
}

/** u for |u| and −u, whose squares are the same. */
function unsigned(node: Node): Node {
  const bare = node.kind === 'call' && (node.operation === 'abs' || node.operation === 'negate');
  return bare ? unsigned(node.args[0]!) : node;
}

function hasNoNegative(weight: Node | undefined, columns: readonly Float64Array[]): boolean {
  if (!weight) return true;
  const interpreter = new Interpreter([weight], columns);
  interpreter.run([]);
  return interpreter.rows(weight).every((value) => value >= 0 && value < Number.POSITIVE_INFINITY);
}

/** The residual with the root of its weight, beside a common scale. */
function weighted(graph: Graph, { root, factor, weight }: Square, scale: number): Node {
  const scaled = graph.multiply(graph.constant(Math.sqrt(factor / scale)), root);
  return weight ? graph.multiply(graph.call('sqrt', [weight]), scaled) : scaled;
}
