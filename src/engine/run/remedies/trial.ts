/** Tries a change of settings: runs the problem with it, in slices, and says whether it succeeded. */
import { type Problem, ProblemError, type SettingsPatch } from '../../problem.ts';
import { withSettings } from '../../settings.ts';
import { newtonMove, signOf } from '../behaviours/course.ts';
import type { Curvature } from '../curvature.ts';
import { beginDescent } from '../descent.ts';
import { advanceSlice, FIRST_SLICE } from '../minimize.ts';
import { pause } from '../pause.ts';
import { plansOf } from '../plan.ts';
import type { Behaviour, Verdict } from '../verdict.ts';
import { wantedKind } from './failed.ts';
import { isLeast } from './least.ts';

declare const performance: { now(): number };

/** What ends a search for a remedy. */
export interface Watch {
  /** The search is no longer wanted. */
  readonly cancelled: () => boolean;
  /** On the clock of `performance.now`: no trial goes on beyond it. */
  readonly until: number;
  /** One trial takes no longer than this, in milliseconds. */
  readonly longest: number;
}

/**
 * The verdict on the run of a problem with a patch; undefined where it takes too long, is cancelled, or cannot be set.
 *
 * @param run which of the problem's runs. @param curvature of the problem, which settings do not change.
 */
export async function tryPatch(
  problem: Problem,
  patch: SettingsPatch,
  run: number,
  curvature: Curvature,
  watch: Watch,
): Promise<Verdict | undefined> {
  const until = Math.min(watch.until, performance.now() + watch.longest);
  const descent = begin(problem, patch, run, curvature);
  if (!descent) return undefined;
  let rows = FIRST_SLICE;
  while (!descent.done) {
    rows = advanceSlice(descent, rows);
    if (descent.done) break;
    await pause();
    if (watch.cancelled() || performance.now() > until) return undefined;
  }
  return descent.verdict();
}

/** A start outside the domain, an option out of its range: such a change is none. */
function begin(problem: Problem, patch: SettingsPatch, run: number, curvature: Curvature) {
  try {
    const changed = withSettings(problem, patch);
    const plan = plansOf(changed)[run];
    return plan && beginDescent(changed, plan, curvature);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** A Newton step shorter than this share of the point's size leads to a point of rest nearby: of x⁴, for example. */
const NEAR = 1e-2;

/** Whether a run has found what the problem looks for: a local minimum, by the Hessian or by its neighbours. */
export function succeeded(problem: Problem, verdict: Verdict): boolean {
  const { status, rule, curvature, point, gradientNorm, behaviours } = verdict;
  if (status !== 'converged' || rule === 'target') return false;
  const kind = curvature?.kind;
  if (kind === wantedKind(problem)) return true;
  if (kind === 'saddle' || kind === 'minimum' || kind === 'maximum') return false;
  const byGradient = rule === 'gradient' || rule === 'gradientMax';
  // Of many parameters the Hessian is not built, and neighbours are a thin sample: the gradient has to do.
  if (!curvature) return byGradient;
  const is = (name: Behaviour['name']) => behaviours.some((behaviour) => behaviour.name === name);
  if (is('plateau')) return false;
  const sign = signOf(problem);
  const eigenvalues = curvature.eigenvalues.map((value) => sign * value).sort((a, b) => a - b);
  // Without any curvature only neighbours that are worse tell a minimum from a flat place.
  if (kind === 'degenerate') return isLeast(problem, point, !(eigenvalues.at(-1)! > 0));
  if (byGradient) return newtonMove(eigenvalues, gradientNorm, point) < NEAR;
  return isLeast(problem, point, true);
}
