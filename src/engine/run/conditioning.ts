/** Condition number and safe rates, from the eigenvalues of what is minimized. */
import { spectralRadius } from './curvature.ts';
import type { LinearTheory } from './linear-theory.ts';
import type { Conditioning } from './verdict.ts';

/** An eigenvalue smaller than this share of the largest is 0 but for rounding. */
const ZERO = 1e-15;

/**
 * What eigenvalues say of rates. @param eigenvalues of what is minimized, ascending. @param at the point they are of.
 */
export function conditioningOf(
  eigenvalues: readonly number[],
  theory: LinearTheory | undefined,
  name: string,
  at: Conditioning['at'],
): Conditioning {
  const decay = theory?.decay ?? 0;
  const curvatures = eigenvalues.map((value) => value + decay);
  const [smallest, largest] = [curvatures[0]!, curvatures.at(-1)!];
  const most = spectralRadius(curvatures);
  const least = curvatures.reduce((low, value) => Math.min(low, Math.abs(value)), Number.POSITIVE_INFINITY);
  return {
    at,
    smallest,
    largest,
    condition: least > ZERO * most ? most / least : Number.POSITIVE_INFINITY,
    ...(theory && largest > 0 && { safeRate: theory.limit(largest) }),
    ...(name === 'gd' && smallest > 0 && { bestRate: 2 / (smallest + largest) }),
  };
}
