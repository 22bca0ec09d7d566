import type { Problem } from '../../problem.ts';
import type { Curvature } from '../curvature.ts';
import type { RunPlan } from '../plan.ts';
import type { Behaviour, Verdict } from '../verdict.ts';

/** A run that ended otherwise than its problem wants. */
export interface Failed {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** All runs of the problem, this one among them. */
  readonly plans: readonly RunPlan[];
  /** The rate at step 0, of a method that has one. */
  readonly rate?: number;
  readonly curvature: Curvature;
  readonly verdict: Verdict;
}

/** The kind of point that is looked for. */
export function wantedKind({ sense }: Pick<Problem, 'sense'>): 'minimum' | 'maximum' {
  return sense === 'maximize' ? 'maximum' : 'minimum';
}

/** Whether a run leaves something to be mended. One that a person stopped, or gave a time, was not meant to go on. */
export function needsRemedy(problem: Problem, { status, rule, curvature, kinks, behaviours }: Verdict): boolean {
  if (status === 'stopped' || rule === 'time' || rule === 'target') return false;
  if (status !== 'converged')
    return !kinks?.some(({ extremum }) => extremum?.kind === wantedKind(problem) && rule === 'stuck');
  const kind = curvature?.kind;
  if (kind === undefined || kind === 'degenerate' || kind === wantedKind(problem)) return false;
  if (kind !== 'not stationary') return true;
  const is = (name: Behaviour['name']) => behaviours.some((behaviour) => behaviour.name === name);
  // A small gradient where rest is near is what was asked for; at a kink a rule of small changes is.
  return rule === 'gradient' || rule === 'gradientMax' ? is('plateau') : !is('kink');
}
