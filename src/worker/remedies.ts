/** Looks for remedies of runs that are over, while nothing else is asked for. */
import type { Descent } from '../engine/run/descent.ts';
import { pause } from '../engine/run/pause.ts';
import type { RunPlan } from '../engine/run/plan.ts';
import { findRemedy } from '../engine/run/remedies/find.ts';
import type { Remedy, Verdict } from '../engine/run/verdict.ts';

/** Time for all runs of a problem, in milliseconds. */
const ALL = 6000;
/** Time for one of them. */
const ONE = 3000;

declare const performance: { now(): number };

/** A run that is over. */
export interface Over {
  readonly runId: number;
  readonly descent: Descent;
  readonly verdict: Verdict;
}

/**
 * Tells the remedies of runs one after another, as they are found.
 *
 * @param plans all runs of the problem. @param cancelled whether another request came, or a stop.
 */
export async function findRemedies(
  ended: readonly Over[],
  plans: readonly RunPlan[],
  cancelled: () => boolean,
  tell: (runId: number, remedy: Remedy) => void,
): Promise<void> {
  const until = performance.now() + ALL;
  for (const { runId, descent, verdict } of ended) {
    // What is on its way is sent first: no verdict waits for a remedy.
    await pause();
    const milliseconds = Math.min(ONE, until - performance.now());
    if (cancelled() || milliseconds <= 0) return;
    const { problem, plan, rate, curvature } = descent;
    const failed = { problem, plan, plans, curvature, verdict, ...(rate !== undefined && { rate }) };
    const remedy = await findRemedy(failed, { cancelled, milliseconds });
    if (remedy && !cancelled()) tell(runId, remedy);
  }
}
