/** Whether a run has come to rest: as far as double precision lets it, or by the units of its own parameters. */

import { RoundingBounds } from '../calculus/rounding.ts';
import type { Problem } from '../problem.ts';
import { signOf } from './behaviours/course.ts';
import type { Curvature } from './curvature.ts';
import { gradientAt } from './value-at.ts';

/** A move of this share of a point's size changes a value in its last digits only, near a minimum: √ε. */
const STILL = 1e-8;

/**
 * Whether what could still be gained is less than the rounding of the value: at most ‖∇f‖²/(2λmin) near a minimum
 * (Nocedal & Wright 2006, §3.3, the Newton decrement), and ‖∇f‖ times a move of √ε where the curvature is not known.
 *
 * @param eigenvalues of what is minimized, where they are known.
 */
export function isAtPrecision(
  problem: Problem,
  point: readonly number[],
  gradientNorm: number,
  eigenvalues: readonly number[] | undefined,
): boolean {
  if (gradientNorm === 0) return true;
  const bounds = new RoundingBounds(
    [problem.objective],
    problem.columns.map((column) => column.values),
  );
  bounds.moveTo(point);
  const bound = bounds.bound(problem.objective);
  const least = eigenvalues?.[0];
  const move = STILL * (1 + Math.hypot(...point));
  const gain = least === undefined ? gradientNorm * move : least > 0 ? gradientNorm ** 2 / (2 * least) : Infinity;
  return gain <= bound;
}

/** A Newton step of this share of a parameter leaves its first five digits as they are. */
const SETTLED = 1e-5;

/**
 * Whether a Newton step would hardly move any parameter, each against its own size: where parameters are of very
 * different units, neither a gradient's norm nor a least eigenvalue says much. Of a point that has a coordinate 0, or no
 * minimum of its quadratic model, this says nothing.
 */
export function isSettled(problem: Problem, curvature: Curvature, point: readonly number[]): boolean {
  const step = curvature.newtonStep(point, gradientAt(problem, point), signOf(problem));
  return step?.every((move, i) => Math.abs(move) <= SETTLED * Math.abs(point[i]!)) ?? false;
}
