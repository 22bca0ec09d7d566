import { spread, type TrailPoint } from '../engine/calculus/check/points.ts';
import { rowCount } from '../protocol/state.ts';
import type { RunState } from '../protocol/view.ts';

/** Iterates of the last run that has any, spread over it, the start left out. */
export function trailOf(runs: readonly RunState[]): TrailPoint[] {
  const run = runs.findLast((one) => rowCount(one) > 1);
  if (!run) return [];
  return spread(rowCount(run)).map((step) => ({ step, point: pointAt(run, step) }));
}

function pointAt({ slices }: RunState, row: number): number[] {
  let first = 0;
  for (const { parameters, value } of slices) {
    if (row < first + value.length) return parameters.map((column) => column[row - first]!);
    first += value.length;
  }
  throw new RangeError(`The run has no row ${row}.`);
}
