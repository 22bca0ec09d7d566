/** Finds what would have made a run succeed, by trying it. */
import type { Problem } from '../../problem.ts';
import { DEFAULT_STOP } from '../../read/problem.ts';
import { brief, grouped, pointText } from '../numerals.ts';
import type { Remedy, Verdict } from '../verdict.ts';
import { batchRemedy } from './batches.ts';
import { candidatesFor } from './candidates.ts';
import { type Change, patchOf, wordsOf } from './change.ts';
import { type Failed, needsRemedy, wantedKind } from './failed.ts';
import { succeeded, tryPatch, type Watch } from './trial.ts';

declare const performance: { now(): number };

export interface RemedyOptions {
  /** The search ends when this says so. */
  readonly cancelled?: () => boolean;
  /** How long trials may take in all, in milliseconds: 3000 unless said. */
  readonly milliseconds?: number;
  /** How long one may take: 500 unless said. */
  readonly longest?: number;
}

/** Trials may make so many steps, where a run's own limit is less; what they needed becomes part of the change. */
const MOST_STEPS = 300_000;

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
  const sentence = unbounded ? bottomless(failed) : undefined;
  return sentence === undefined ? undefined : { sentence };
}

/** A change with which a run succeeds, and the verdict on that run. */
interface Found {
  readonly change: Change;
  readonly verdict: Verdict;
}

/** Tries a change beyond the limit of steps, and then, with the steps that it needs, as it would be applied. */
async function tryChange(failed: Failed, change: Change, watch: Watch): Promise<Found | 'unbounded' | undefined> {
  const { problem, plans, plan, curvature } = failed;
  const { steps } = problem.settings.stop;
  const run = plans.indexOf(plan);
  const attempt = (tried: Change) => tryPatch(problem, patchOf(failed, tried), run, curvature, watch);
  const stop = { ...restRule(problem, change), ...change.stop };
  const whole = { ...change, ...(Object.keys(stop).length > 0 && { stop }) };
  let verdict = await attempt({ ...whole, stop: { ...stop, steps: Math.max(steps, MOST_STEPS) } });
  if (!verdict) return undefined;
  if (!succeeded(problem, verdict)) return verdict.status === 'unbounded' ? 'unbounded' : undefined;
  if (verdict.steps <= steps && !scheduled(failed, change)) return { change: whole, verdict };
  const settled = verdict.steps <= steps ? whole : { ...whole, stop: { ...stop, steps: roundedUp(verdict.steps) } };
  if (scheduled(failed, change)) {
    verdict = await attempt(settled);
    if (!verdict || !succeeded(problem, verdict)) return undefined;
  }
  return { change: settled, verdict };
}

/** A schedule over the whole run is another one where the limit of steps is. */
function scheduled({ plan }: Failed, { schedule = plan.schedule }: Change): boolean {
  return schedule.name !== 'constant';
}

/** A rule by which the run can end at rest, where it has none. */
function restRule({ settings }: Problem, change: Change): Change['stop'] {
  const stop = { ...settings.stop, ...change.stop };
  const rules = ['gradient', 'gradientMax', 'change', 'relativeChange', 'move'] as const;
  return rules.some((rule) => stop[rule] !== undefined) ? {} : { gradient: DEFAULT_STOP.gradient };
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
function bottomless({ problem, verdict }: Failed): string | undefined {
  const way = problem.sense === 'maximize' ? 'rises' : 'falls';
  const none = `${way} beyond every limit, so there is no ${wantedKind(problem)} to find that way`;
  if (verdict.status === 'unbounded') {
    return `No setting mends this: from this start the objective ${none}. A sign or a term of the formula may be missing.`;
  }
  const kind = verdict.curvature?.kind;
  return kind === 'saddle' || kind === 'minimum' || kind === 'maximum'
    ? `No setting mends this: off this ${kind} the objective ${none}.`
    : undefined;
}

/** Two significant digits and some room. */
function roundedUp(steps: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(steps)) - 1);
  return Math.ceil((1.05 * steps) / unit) * unit;
}
