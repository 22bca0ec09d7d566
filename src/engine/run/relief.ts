/** The objective over an interval of one of its parameters, or a box of two: what a curve or a map is drawn from. */
import type { Problem } from '../problem.ts';
import { compileProgram } from '../program/evaluator.ts';
import { compileGrid, type Grid } from './grid.ts';

type Interval = readonly [low: number, high: number];

/** Which values are wanted. */
export interface ReliefChoice {
  /** The parameter from left to right, by index. */
  readonly across: number;
  /** The parameter from below to above; absent for values along a line. */
  readonly down?: number;
  readonly x: Interval;
  readonly y?: Interval;
  /** How many values; `height` is 1 along a line. */
  readonly width: number;
  readonly height: number;
  /** A point: the values of the other parameters are taken from it. */
  readonly fixed: readonly number[];
}

/**
 * The objective as written. Along a line both ends have a value; in a box every value is of the middle of its cell, the
 * lowest row first.
 */
export interface Relief {
  readonly values: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** Values are computed in bands of about so many terms, between which the caller may do something else. */
const BAND = 200_000;
/** With many rows of data a map has fewer cells, so that it costs no more terms than this. */
const MOST = 20_000_000;
/** But no fewer cells than this. */
const LEAST = 500;

/** The middles of `count` cells that fill an interval. */
export function middles([low, high]: Interval, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((i + 0.5) / count) * (high - low));
}

/** `count` numbers, two or more, at even distances, the ends among them. */
export function evenly([low, high]: Interval, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + (i / (count - 1)) * (high - low));
}

/** How many columns and rows a map has, where a value costs as many terms as there are rows of data. */
export function sizeOf({ width, height }: ReliefChoice, terms: number): readonly [width: number, height: number] {
  const share = Math.sqrt(Math.max(LEAST, MOST / terms) / (width * height));
  if (share >= 1) return [width, height];
  return [Math.max(2, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

/** Computes reliefs of a problem. What is compiled for one is kept for the next of its kind. */
export function reliefs(problem: Problem): (choice: ReliefChoice) => Generator<void, Relief> {
  const terms = Math.max(1, ...problem.columns.map(({ values }) => values.length));
  let kept: { readonly key: string; readonly grid: Grid } | undefined;

  function gridOf(across: number, down: number, width: number, height: number): Grid {
    const key = [across, down, width, height].join(' ');
    if (kept?.key !== key) kept = { key, grid: compileGrid(problem, { across, down, width, height }) };
    return kept.grid;
  }

  return function* relief(choice) {
    const { across, down, x, y = x, fixed } = choice;
    const [width, height] = sizeOf(choice, terms);
    if (down === undefined) return yield* line(problem, choice, width, Math.ceil(BAND / terms));
    const xs = middles(x, width);
    const ys = middles(y, height);
    const band = Math.min(height, Math.max(1, Math.floor(BAND / (width * terms))));
    const grid = gridOf(across, down, width, band);
    const values = new Float64Array(width * height);
    for (let row = 0; row < height; row += band) {
      // The last band may overlap the one before: a grid is compiled for its size.
      const first = Math.min(row, height - band);
      values.set(grid.values(xs, ys.subarray(first, first + band), fixed), first * width);
      yield;
    }
    return { values, width, height };
  };
}

function* line(problem: Problem, { across, x, fixed }: ReliefChoice, count: number, slice: number) {
  const { objective, parameters, columns } = problem;
  const program = compileProgram(
    [objective],
    parameters.length,
    columns.map(({ values }) => values),
  );
  program.inputs.set(fixed);
  const values = evenly(x, count);
  for (let i = 0; i < count; i++) {
    program.inputs[across] = values[i]!;
    program.run();
    values[i] = program.outputs[0]!;
    if (i % slice === slice - 1) yield;
  }
  return { values, width: count, height: 1 } satisfies Relief;
}
