import type { Problem } from '../../problem.ts';
import { Curvature } from '../curvature.ts';
import type { Run } from '../minimize.ts';
import { plansOf } from '../plan.ts';
import type { Remedy } from '../verdict.ts';
import { findRemedy, type RemedyOptions } from './find.ts';

/** The remedy for a problem's run that `minimize` made; see `findRemedy`. */
export function remedyOf(
  problem: Problem,
  { verdict, rate }: Run,
  options?: RemedyOptions,
): Promise<Remedy | undefined> {
  const plans = plansOf(problem);
  const curvature = new Curvature(problem);
  const failed = { problem, plan: plans[0]!, plans, curvature, verdict, ...(rate !== undefined && { rate }) };
  return findRemedy(failed, options);
}
