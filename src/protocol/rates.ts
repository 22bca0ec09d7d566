/** What the panel is told of a sweep of rates: the engine's own report, how far it has come, and how long it holds. */
import type { ProblemView } from './view.ts';

export type { RateOutcome, RateProgress, RateReport, TriedRate } from '../engine/run/rate-finder/report.ts';

/** Whether what was found of one reading of a problem holds for another: the rate itself changes nothing of it. */
export function ratesStillHold(before: ProblemView | undefined, after: ProblemView): boolean {
  return before !== undefined && sweptOf(before) === sweptOf(after);
}

/** What a sweep depends on. */
function sweptOf({ sense, reading, columns, settings }: ProblemView): string {
  const methods = settings.methods.map(({ name, options }) => ({ name, options }));
  return JSON.stringify([sense, reading.text, columns, methods, settings.start, settings.stop.divergence]);
}
