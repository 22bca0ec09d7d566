/** What the recognizers of a run's behaviour look at. */
import type { Problem } from '../../problem.ts';
import type { Oscillation } from '../oscillation.ts';
import type { Iterates } from '../trace.ts';
import type { Behaviour, MetKink, PointKind, Rule, Status } from '../verdict.ts';

/** A run that has ended. */
export interface Course {
  readonly problem: Problem;
  readonly trace: Iterates;
  readonly status: Status;
  readonly rule: Rule;
  /** At the last row. */
  readonly gradientNorm: number;
  /** The class of the last point, where it is known. */
  readonly kind?: PointKind;
  /** The Hessian's at the last point, of what is minimized, ascending. */
  readonly eigenvalues?: readonly number[];
  readonly oscillation?: Oscillation;
  readonly kinks: readonly MetKink[];
}

export type Recognizer = (course: Course) => Behaviour | undefined;

/** −1 where the objective is maximized, so that less is better. */
export function signOf({ sense }: Pick<Problem, 'sense'>): 1 | -1 {
  return sense === 'maximize' ? -1 : 1;
}

/**
 * How far a Newton step would go at most, ‖∇f‖/λmin, as a share of the point's size; infinite where the curvature is not
 * above 0 in every direction, so that there is no minimum to step to.
 */
export function newtonMove(eigenvalues: readonly number[], gradientNorm: number, point: readonly number[]): number {
  const least = eigenvalues[0]!;
  return least > 0 ? gradientNorm / least / (1 + Math.hypot(...point)) : Number.POSITIVE_INFINITY;
}

/** Numbers that a recognizer looks at, of a run too long to be looked at whole: some hundredths of a second. */
const MOST_NUMBERS = 1e6;

/** The first row of those, at the end of a run, whose parameters are looked at. */
export function firstLooked({ parameters, value }: Iterates): number {
  return Math.max(0, value.length - Math.floor(MOST_NUMBERS / parameters.length));
}
