/** Finds what would have made a run succeed, by trying it. */
import { brief, grouped, pointText } from '../numerals.ts';
import type { Remedy } from '../verdict.ts';
import { type Found, tryChange } from './attempt.ts';
import { batchRemedy } from './batches.ts';
import { candidatesFor } from './candidates.ts';
import { patchOf, wordsOf } from './change.ts';
import { type Failed, needsRemedy, wantedKind } from './failed.ts';
import type { Watch } from './trial.ts';

declare const performance: { now(): number };

export interface RemedyOptions {
  /** The search ends when this says so. */
  readonly cancelled?: () => boolean;
  /** How long trials may take in all, in milliseconds: 3000 unless said. */
  readonly milliseconds?: number;
  /** How long one may take: 500 unless said. */
  readonly longest?: number;
}

/** A run that its limit ended is given so many times its steps before other changes are looked for. */
const FEW_MORE = 10;

/**
 * The remedy for a run: settings with which it succeeds, found by running it with them; or a sentence alone where nothing
 * can be set; undefined where the run needs none or none was found. A change that does with the steps there are comes
 * before one that needs more.
 */
export async function findRemedy(failed: Failed, options: RemedyOptions = {}): Promise<Remedy | undefined> {
  const { problem, verdict } = failed;
  if (!needsRemedy(problem, verdict)) return undefined;
  const { cancelled = () => false, milliseconds = 3000, longest = 500 } = options;
  const watch: Watch = { cancelled, until: performance.now() + milliseconds, longest };
  if (failed.plan.batch) return batchRemedy(failed, watch);
  const enough = verdict.status === 'limit' ? FEW_MORE * problem.settings.stop.steps : problem.settings.stop.steps;
  let unbounded = verdict.status === 'unbounded';
  let longer: Found | undefined;
  for (const change of candidatesFor(failed)) {
    if (cancelled()) return undefined;
    if (performance.now() > watch.until) break;
    const found = await tryChange(failed, change, watch);
    if (found === 'unbounded') unbounded = true;
    else if (found && found.verdict.steps <= enough) return remedyOf(failed, found);
    else longer ??= found;
  }
  if (longer) return remedyOf(failed, longer);
  return unbounded ? { sentence: bottomless(failed) } : undefined;
}

function remedyOf(failed: Failed, { change, verdict }: Found): Remedy {
  const { problem } = failed;
  const words = wordsOf(failed, change);
  const steps = `${grouped(verdict.steps)} ${verdict.steps === 1 ? 'step' : 'steps'}`;
  const where = `${pointText(problem.parameters, verdict.point)}, where ${problem.name ?? 'f'} = ${brief(verdict.value)}`;
  return {
    sentence: `Tried with ${words}: the run converges after ${steps} at ${where}.`,
    apply: { label: words, patch: patchOf(failed, change) },
  };
}

/** Where the ways that were tried lead beyond every limit. */
function bottomless({ problem, verdict }: Failed): string {
  const way = problem.sense === 'maximize' ? 'rises' : 'falls';
  const none = `${way} beyond every limit, so there is no ${wantedKind(problem)} to find that way`;
  if (verdict.status === 'unbounded') {
    return `No setting mends this: from this start the objective ${none}. A sign or a term of the formula may be missing.`;
  }
  const kind = verdict.curvature?.kind;
  return kind === 'saddle' || kind === 'minimum' || kind === 'maximum'
    ? `No setting mends this: off this ${kind} the objective ${none}.`
    : `No remedy was found: with other settings the objective ${none}.`;
}
