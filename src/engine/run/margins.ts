/** How far each stopping rule was from ending a run, at its last row. */
import type { Problem } from '../problem.ts';
import { marginsFrom, type Quantities, relativeChange } from './quantities.ts';
import type { Iterates } from './trace.ts';
import { gradientAt } from './value-at.ts';
import type { Margin, Rule } from './verdict.ts';

/** What a run knows at its end. */
export interface AtEnd {
  /** At the last row. */
  readonly gradientNorm: number;
  /** The row with the least value, or the greatest when maximizing. */
  readonly bestStep: number;
  /** Of value and gradient. */
  readonly evaluations: number;
  /** Time spent computing. */
  readonly seconds: number;
  /** Why a search found no next point. */
  readonly stuck?: string;
}

/** The margins of the rules that are on, in the order in which people read them. */
export function marginsOf(problem: Problem, trace: Iterates, end: AtEnd, fired: Rule): Margin[] {
  const { stop } = problem.settings;
  const { value } = trace;
  const last = value.length - 1;
  const change = last > 0 ? Math.abs(value[last]! - value[last - 1]!) : Number.NaN;
  const quantities: Quantities = {
    gradient: () => end.gradientNorm,
    gradientMax: () => largestPartial(problem, trace),
    change: () => change,
    relativeChange: () => relativeChange(value[last]!, value[last - 1] ?? Number.NaN),
    move: () => Math.hypot(...trace.parameters.map((column) => column[last]! - (column[last - 1] ?? Number.NaN))),
    target: () => value[last]!,
    patience: () => last - improvedAt(problem, value),
    steps: () => last,
    evaluations: () => end.evaluations,
    time: () => end.seconds,
    divergence: () => Math.abs(value[last]!),
  };
  return marginsFrom(stop, value[0]!, quantities, fired);
}

/** The largest absolute partial derivative at the last row. */
export function largestPartial(problem: Problem, trace: Iterates): number {
  const point = trace.parameters.map((column) => column.at(-1)!);
  return gradientAt(problem, point).reduce((most, partial) => Math.max(most, Math.abs(partial)), 0);
}

/** The last row whose value was better than the best before it by more than the rule asks. */
export function improvedAt({ sense, settings }: Problem, value: Float64Array): number {
  const sign = sense === 'maximize' ? -1 : 1;
  const { improvement = 0 } = settings.stop;
  let reference = Number.POSITIVE_INFINITY;
  let at = 0;
  value.forEach((now, row) => {
    if (!(sign * now < reference - improvement)) return;
    reference = sign * now;
    at = row;
  });
  return at;
}
