/** Tries a change as far as it needs, and settles what has to be part of it: a rule to end by, limits that are wide enough. */
import type { Problem, StopRules } from '../../problem.ts';
import { DEFAULT_STOP } from '../../read/settled.ts';
import { signOf } from '../behaviours/course.ts';
import type { Verdict } from '../verdict.ts';
import { type Change, patchOf } from './change.ts';
import type { Failed } from './failed.ts';
import { succeeded, tryPatch, type Watch } from './trial.ts';

/** A change with which a run succeeds, and the verdict on that run. */
export interface Found {
  readonly change: Change;
  readonly verdict: Verdict;
}

/** Trials may make so many steps, where a run's own limit is less; what they needed becomes part of the change. */
const MOST_STEPS = 300_000;
/** A value counts as worse from this share of its size on: the digits beyond are those of where a rule ended a run. */
const WORSE = 1e-5;

/** Rules by which a run can end at rest, in the order in which one that is missing is looked for. */
const REST = ['gradient', 'gradientMax', 'change', 'relativeChange', 'move'] as const;
/** Those of them that can end it before. */
const EARLY: readonly string[] = ['change', 'relativeChange', 'move'];

/**
 * Tries a change, at first beyond the limits of steps and evaluations, and without a rule of small changes that ended the
 * run before it was at rest. @returns that the run falls for ever, or undefined, where the change does not do.
 */
export async function tryChange(
  failed: Failed,
  change: Change,
  watch: Watch,
): Promise<Found | 'unbounded' | undefined> {
  const { problem } = failed;
  let tried = withRest(problem, change);
  let verdict = await attempt(failed, beyond(problem, tried), watch);
  if (verdict?.status === 'converged' && EARLY.includes(verdict.rule) && !succeeded(problem, verdict)) {
    tried = withRest(problem, { ...change, stop: { ...change.stop, [verdict.rule]: undefined } });
    verdict = await attempt(failed, beyond(problem, tried), watch);
  }
  if (verdict?.status === 'unbounded') return 'unbounded';
  if (!verdict || !isMended(failed, verdict)) return undefined;
  const settled = withLimits(problem, tried, verdict);
  // A schedule over the whole run is another one where the limit of steps is.
  if ((change.schedule ?? failed.plan.schedule).name !== 'constant') verdict = await attempt(failed, settled, watch);
  return verdict && isMended(failed, verdict) ? { change: settled, verdict } : undefined;
}

function attempt(failed: Failed, change: Change, watch: Watch): Promise<Verdict | undefined> {
  const { problem, plan, plans, curvature } = failed;
  return tryPatch(problem, patchOf(failed, change), plans.indexOf(plan), curvature, watch);
}

/** Whether a run succeeded, and not at a worse value than the one that failed had seen: of one that fell for ever any. */
function isMended({ problem, verdict: failed }: Failed, verdict: Verdict): boolean {
  if (!succeeded(problem, verdict)) return false;
  const { value } = failed.best;
  return failed.status === 'unbounded' || signOf(problem) * (verdict.value - value) <= WORSE * (1 + Math.abs(value));
}

/** The change with a rule by which the run can end at rest, where it would have none. */
function withRest(problem: Problem, change: Change): Change {
  const rules = rulesWith(problem, change);
  if (REST.some((rule) => rules[rule] !== undefined)) return change;
  return { ...change, stop: { gradient: DEFAULT_STOP.gradient, ...change.stop } };
}

function rulesWith(
  { settings }: Problem,
  { stop }: Change,
): { readonly [K in keyof StopRules]?: StopRules[K] | undefined } {
  return { ...settings.stop, ...stop };
}

function beyond(problem: Problem, change: Change): Change {
  const { steps } = problem.settings.stop;
  const { evaluations } = rulesWith(problem, change);
  return {
    ...change,
    stop: {
      ...change.stop,
      steps: Math.max(steps, MOST_STEPS),
      ...(evaluations !== undefined && { evaluations: undefined }),
    },
  };
}

/** The change with limits that let the run through, where the problem's do not. */
function withLimits({ settings }: Problem, change: Change, { steps, evaluations }: Verdict): Change {
  const { stop } = settings;
  const limits = {
    ...(steps > stop.steps && { steps: roundedUp(steps) }),
    ...(stop.evaluations !== undefined && evaluations >= stop.evaluations && { evaluations: roundedUp(evaluations) }),
  };
  return Object.keys(limits).length > 0 ? { ...change, stop: { ...change.stop, ...limits } } : change;
}

/** Two significant digits and some room. */
function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil((1.05 * count + 1) / unit) * unit;
}
