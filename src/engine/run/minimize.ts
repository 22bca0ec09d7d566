/** Runs a problem to its end without blocking its host. */
import type { Problem } from '../problem.ts';
import { mostSteps } from './batches/batch.ts';
import { beginDescent, type Descent } from './descent.ts';
import { pause } from './pause.ts';
import { plansOf } from './plan.ts';
import type { Derived, Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** A finished run. */
export interface Run {
  readonly trace: Trace;
  readonly verdict: Verdict;
  /** The learning rate at step 0; absent for a search that finds its step lengths itself. */
  readonly rate?: number;
}

/** A run under way. */
export interface Progress {
  /** Steps made so far. */
  readonly step: number;
  /** The most steps it will make. */
  readonly steps: number;
  /** The objective at the last step. */
  readonly value: number;
}

export interface MinimizeOptions {
  /** Called after every slice of the run. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run, which then has the status `stopped` and keeps what it computed. */
  readonly signal?: { readonly aborted: boolean };
}

declare const performance: { now(): number };

/** A slice lasts about this long, so that the host can draw and a stop is heard. Milliseconds. */
const SLICE = 12;

/**
 * Advances a run for one slice of time.
 *
 * @param rows a guess of how many rows fit.
 * @param into room for what is derived of that many rows, where it is wanted.
 * @returns how many rows do fit, for the next slice.
 */
export function advanceSlice(descent: Descent, rows: number, into?: Derived): number {
  const began = performance.now();
  descent.advance(rows, into);
  const took = performance.now() - began;
  if (took < SLICE / 2) return Math.min(rows * 2, 1 << 18);
  return took > SLICE * 2 ? Math.max(16, rows >> 1) : rows;
}

/** Rows of the first slice: few, so that the first picture comes at once. */
export const FIRST_SLICE = 256;

/**
 * Runs the first method at the first rate of a problem.
 *
 * @throws {ProblemError} never: a problem that was read can run, and what goes wrong on the way is in the verdict.
 */
export async function minimize(problem: Problem, options: MinimizeOptions = {}): Promise<Run> {
  const plan = plansOf(problem)[0]!;
  const descent = beginDescent(problem, plan);
  const steps = mostSteps(problem, plan.batch);
  let rows = FIRST_SLICE;
  while (!descent.done) {
    if (options.signal?.aborted) {
      if (descent.rows === 0) descent.advance(1);
      descent.stop();
      break;
    }
    rows = advanceSlice(descent, rows);
    const step = descent.rows - 1;
    options.onProgress?.({ step, steps, value: descent.view(step).value[0]! });
    if (!descent.done) await pause();
  }
  return {
    trace: descent.trace(),
    verdict: descent.verdict(),
    ...(descent.rate !== undefined && { rate: descent.rate }),
  };
}
