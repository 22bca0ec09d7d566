import type { Range } from '../engine/problem.ts';
import { brief, grouped, pointText } from '../engine/run/numerals.ts';
import { marginsFrom, type Quantities, relativeChange } from '../engine/run/quantities.ts';
import type { Margin, Verdict } from '../engine/run/verdict.ts';
import { rowCount } from '../protocol/state.ts';
import type { ProblemView, RunState } from '../protocol/view.ts';

/** A row of a run, by its step. */
interface Row {
  readonly point: readonly number[];
  readonly value: number;
  readonly gradientNorm: number;
}

/**
 * The verdict on a run whose worker was ended before it could give one, from the rows that had come; undefined when none
 * had. `why` says what ended it, as a remark, where that was not the person's own wish.
 */
export function killedVerdict(problem: ProblemView, run: RunState, why?: string): Verdict | undefined {
  const steps = rowCount(run) - 1;
  const last = rowAt(run, steps);
  if (!last) return undefined;
  const names = problem.parameters.map(({ name }) => name);
  const by = why === undefined ? 'Stopped by you' : 'Stopped';
  return {
    status: 'stopped',
    rule: 'user',
    steps,
    ...last,
    best: best(problem, run),
    evaluations: steps + 1,
    seconds: Number.NaN,
    behaviours: [],
    margins: margins(problem, run, steps, last),
    sentence: `${by} after ${grouped(steps)} ${steps === 1 ? 'step' : 'steps'} at ${pointText(names, last.point)}, where the ${run.epochs ? 'batch loss' : 'value'} is ${brief(last.value)}.`,
    remarks: why === undefined ? [] : [why],
  };
}

function rowAt(run: RunState, step: number): Row | undefined {
  let first = 0;
  for (const slice of run.slices) {
    const row = step - first;
    if (row >= 0 && row < slice.value.length) {
      return {
        point: slice.parameters.map((column) => column[row]!),
        value: slice.value[row]!,
        gradientNorm: slice.gradientNorm[row]!,
      };
    }
    first += slice.value.length;
  }
  return undefined;
}

function best(problem: ProblemView, run: RunState): Verdict['best'] {
  const sign = problem.sense === 'maximize' ? -1 : 1;
  let step = 0;
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const slice of run.slices) {
    for (const value of slice.value) {
      if (sign * value < least) {
        least = sign * value;
        found = step;
      }
      step += 1;
    }
  }
  const row = rowAt(run, found)!;
  return { step: found, point: row.point, value: row.value };
}

/** Of the rules that look at more than the last rows nothing is known. */
function margins(problem: ProblemView, run: RunState, steps: number, last: Row): Margin[] {
  const previous = rowAt(run, steps - 1);
  const before = previous?.value ?? Number.NaN;
  const quantities: Quantities = {
    gradient: () => last.gradientNorm,
    change: () => Math.abs(last.value - before),
    relativeChange: () => relativeChange(last.value, before),
    move: () => (previous ? Math.hypot(...last.point.map((x, i) => x - previous.point[i]!)) : Number.NaN),
    target: () => last.value,
    steps: () => steps,
    divergence: () => Math.abs(last.value),
  };
  const stop = { ...problem.settings.stop, steps: run.run.steps };
  return marginsFrom(stop, rowAt(run, 0)?.value ?? 0, quantities, 'user');
}

/** Where a message that is about no place in the text points. */
export const NOWHERE: Range = { start: 0, end: 0 };
