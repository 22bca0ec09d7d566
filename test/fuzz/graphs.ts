/** Random graphs: every backend gives the same bits, and derivatives agree with hyper-dual numbers on the graph. */
import { gradientOf, hessianOf } from '../../src/engine/calculus/gradient.ts';
import { BACKENDS, compileEvaluator } from '../../src/engine/program/evaluator.ts';
import { argumentsOf, Graph, type Node, reachable } from '../../src/engine/program/graph.ts';
import { OPERATIONS, type OperationName, operation } from '../../src/engine/program/operations.ts';
import { type Hyperdual, lastPlaces, NO_NOISE } from '../oracle/hyperdual.ts';
import { orderOfJump } from '../oracle/margins.ts';
import type { Random } from '../oracle/random.ts';
import { emptyTally, type Reason, type Tally } from '../oracle/tally.ts';
import { HyperdualGraph, WITH_ORDER } from './hyperdual-graph.ts';

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const INPUTS = 3;
/** Two lengths, so that sums over rows of each stand beside one another. */
const ROWS = [4, 7];
const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 53,
  -(2 ** 31),
  Number.EPSILON,
  Math.PI,
  0.5,
];

/** One choice a node: which operation of which nodes before it. */
export interface Recipe {
  readonly constants: readonly number[];
  readonly columns: readonly Float64Array[];
  readonly steps: readonly { readonly name: OperationName; readonly args: readonly number[]; readonly sum: boolean }[];
}

/** A number of any magnitude, often an everyday one, sometimes a special one. */
function anyNumber(random: Random): number {
  const kind = random.next();
  if (kind < 0.15) return random.pick(SPECIAL);
  if (kind < 0.35) return random.integer(21) - 10;
  if (kind < 0.8) return random.between(-4, 4);
  return (random.chance(0.5) ? 1 : -1) * 10 ** random.between(-320, 308);
}

export function randomRecipe(random: Random): Recipe {
  const size = 1 + random.integer(random.chance(0.1) ? 60 : 18);
  const leaves = INPUTS + 2 + ROWS.length;
  const tame = random.chance(0.5);
  return {
    constants: [
      tame ? random.pick([2, 3, 0.5, -1]) : anyNumber(random),
      tame ? random.between(-3, 3) : anyNumber(random),
    ],
    columns: ROWS.map((rows) =>
      Float64Array.from({ length: rows }, () => (tame ? random.between(-3, 3) : anyNumber(random))),
    ),
    steps: Array.from({ length: size }, (_, i) => {
      const name = random.pick(NAMES);
      // Mostly of what was made last, so that most nodes are used.
      const args = Array.from({ length: operation(name).arity }, () =>
        random.chance(0.5) ? Math.max(0, leaves + i - 1 - random.integer(4)) : random.integer(leaves + i),
      );
      return { name, args, sum: random.chance(0.3) };
    }),
  };
}

/** Grows the graph; where columns of different lengths would meet one is summed first. */
export function grow(graph: Graph, recipe: Recipe): Node {
  const nodes: Node[] = [
    ...Array.from({ length: INPUTS }, (_, slot) => graph.input(slot)),
    ...recipe.constants.map((value) => graph.constant(value)),
    ...ROWS.map((rows, column) => graph.column(column, rows)),
  ];
  const number = (node: Node) => (node.rows > 0 ? graph.rowSum(node) : node);
  for (const { name, args, sum } of recipe.steps) {
    // An order stands in the formula and is at most 20: the reader sees to it.
    const used = args.map((arg, i) => (i === 0 && WITH_ORDER.has(name) ? graph.constant(arg % 21) : nodes[arg]!));
    const rows = new Set(used.map((node) => node.rows).filter((count) => count > 0));
    const node = graph.call(name, rows.size > 1 ? used.map(number) : used);
    nodes.push(sum ? number(node) : node);
  }
  return number(nodes.at(-1)!);
}

/** Equal numbers, the two zeros apart; every NaN is the same one. */
function firstDifference(a: Float64Array, b: Float64Array): number {
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}

export function randomInputs(random: Random): number[] {
  const tame = random.chance(0.6);
  return Array.from({ length: INPUTS }, () => (tame ? random.between(-3, 3) : anyNumber(random)));
}

/** What was looked at. */
export interface GraphTally extends Tally {
  graphs: number;
}

export function emptyGraphTally(): GraphTally {
  return { ...emptyTally(), graphs: 0 };
}

/**
 * Looks for a fault of one graph at some points.
 *
 * @param points inputs, each of three numbers.
 */
export function graphFault(
  recipe: Recipe,
  points: readonly (readonly number[])[],
  random: Random,
  tally: GraphTally,
): string | undefined {
  tally.graphs++;
  const graph = new Graph();
  const output = grow(graph, recipe);
  const gradient = gradientOf(graph, output, INPUTS);
  const second = hessianOf(graph, gradient).flat();
  const outputs = [output, ...gradient, ...second];
  const evaluators = BACKENDS.map((backend) => compileEvaluator(outputs, INPUTS, recipe.columns, backend));
  for (const point of points) {
    const results = evaluators.map((evaluate) => {
      const result = new Float64Array(outputs.length);
      evaluate(point, result);
      return result;
    });
    for (let k = 1; k < BACKENDS.length; k++) {
      const at = firstDifference(results[0]!, results[k]!);
      if (at < 0) continue;
      const values = `${BACKENDS[0]} gives ${results[0]![at]}, ${BACKENDS[k]} ${results[k]![at]}`;
      return `at ${point.join(', ')} output ${at}: ${values}\n${describe([outputs[at]!])}`;
    }
    const wrong = derivativeFault(output, results[0]!, recipe, point, random, tally);
    if (wrong !== undefined) return `at ${point.join(', ')}: ${wrong}\n${describe([output])}`;
  }
  return undefined;
}

/** How much more than in the oracle's disturbed evaluations rounding may do in the engine. */
const ALLOWANCE = 500;

/** Only where no number on the way is so large or small that overflow decides. */
function derivativeFault(
  output: Node,
  values: Float64Array,
  { columns }: Recipe,
  point: readonly number[],
  random: Random,
  tally: GraphTally,
): string | undefined {
  const exact = new HyperdualGraph(output, columns, NO_NOISE);
  const noise = lastPlaces(random);
  const disturbed = [1, 2, 3].map(() => new HyperdualGraph(output, columns, noise));
  const inputs = (i: number, j: number, rounding: () => number): Hyperdual[] =>
    point.map((a, k) => ({ a: a * rounding(), b: k === i ? 1 : 0, c: k === j ? 1 : 0, d: 0 }));
  for (let i = 0; i < INPUTS; i++) {
    for (let j = 0; j <= i; j++) {
      const found = exact.at(inputs(i, j, NO_NOISE));
      const parts: [number, 'a' | 'b' | 'd'][] = [
        [0, 'a'],
        [1 + i, 'b'],
        [1 + INPUTS + i * INPUTS + j, 'd'],
      ];
      if (!found || !exact.ordinary) {
        tally.skipped[!found ? 'unknown' : exact.finite ? 'size' : 'unreal'] += parts.length;
        continue;
      }
      const others = disturbed.map((run) => run.at(inputs(i, j, noise)));
      const margins = disturbed.map((run) => run.margins);
      const smooth = orderOfJump(exact.margins, margins, ALLOWANCE);
      for (const [order, [index, part]] of parts.entries()) {
        const expected = found[part];
        const spread = others.reduce(
          (most, other) => Math.max(most, Math.abs((other?.[part] ?? Number.NaN) - expected)),
          0,
        );
        const allowed = Math.max(1e-10 * Math.abs(expected), 1e-12, ALLOWANCE * spread);
        const size = Math.max(1, Math.abs(expected));
        const reason = reasonToSkip(order >= smooth, allowed < 1e-4 * size, exact.singular, values[index]!);
        if (reason !== undefined) {
          tally.skipped[reason]++;
          continue;
        }
        tally.numbers++;
        if (!(allowed <= 1e-6 * size)) tally.uncertain++;
        if (Math.abs(values[index]! - expected) <= allowed) continue;
        const name = part === 'a' ? 'value' : part === 'b' ? `∂/∂i${i}` : `∂²/∂i${i}∂i${j}`;
        return `${name} is ${values[index]}, by hyper-dual numbers ${expected} (allowed ${allowed})`;
      }
    }
  }
  return undefined;
}

function reasonToSkip(beside: boolean, certain: boolean, singular: boolean, value: number): Reason | undefined {
  if (beside) return 'jump';
  if (!certain) return 'rounding';
  return singular && !Number.isFinite(value) ? 'singular' : undefined;
}

/** A graph as text, one node a line. */
export function describe(outputs: readonly Node[]): string {
  return reachable(outputs)
    .map((node) => {
      const args = argumentsOf(node).map((arg) => `t${arg.id}`);
      if (node.kind === 'call') return `t${node.id} = ${node.operation}(${args.join(', ')})`;
      if (node.kind === 'constant') return `t${node.id} = ${Object.is(node.value, -0) ? '-0' : node.value}`;
      if (node.kind === 'rowSum') return `t${node.id} = sum(${args[0]})`;
      return `t${node.id} = ${node.kind} ${node.kind === 'input' ? node.slot : node.column}`;
    })
    .join('\n');
}

/** The shortest recipe near this one that still has a fault at one of the points. */
export function smallestGraphFault(
  recipe: Recipe,
  points: readonly (readonly number[])[],
  makeRandom: () => Random,
): string | undefined {
  const fault = (candidate: Recipe) => graphFault(candidate, points, makeRandom(), emptyGraphTally());
  let smallest = recipe;
  for (let again = true; again; ) {
    again = false;
    const { steps } = smallest;
    const candidates = steps.flatMap((step, i): Recipe[] => [
      { ...smallest, steps: steps.slice(0, i) },
      ...step.args.map((arg) => ({ ...smallest, steps: without(steps, i, arg) })),
      ...(step.sum ? [{ ...smallest, steps: steps.with(i, { ...step, sum: false }) }] : []),
    ]);
    const shorter = candidates.find((candidate) => candidate.steps.length > 0 && fault(candidate) !== undefined);
    if (!shorter) break;
    smallest = shorter;
    again = true;
  }
  return fault(smallest);
}

/** The steps without one, for which another node stands from then on. */
function without(steps: Recipe['steps'], removed: number, standIn: number): Recipe['steps'] {
  const leaves = INPUTS + 2 + ROWS.length;
  const moved = (arg: number) => (arg === leaves + removed ? standIn : arg > leaves + removed ? arg - 1 : arg);
  return steps.toSpliced(removed, 1).map((step) => ({ ...step, args: step.args.map(moved) }));
}
