/** Central differences that know how far off they can be. */

/** f as a function of its parameters; NaN where it is not a number. */
export type Value = (point: readonly number[]) => number;

export interface Difference {
  /** (f(x + h) − f(x − h)) / 2h along one parameter. */
  readonly value: number;
  /** h. */
  readonly step: number;
  /** The error of second order in h, estimated from the difference over twice the distance (Richardson 1911). */
  readonly truncation: number;
  /** What rounding of f can make of the quotient. */
  readonly rounding: number;
}

/** At h = ε^⅓ the error by truncation and that by rounding are of one size. Press et al., Numerical Recipes, §5.7. */
const STEP = Math.cbrt(Number.EPSILON);
/** Where f changes on a finer scale than |x| the step is made smaller, so many times by so much at most. */
const REFINEMENTS = 6;
const REFINEMENT = 2 ** -6;
/** Accurate enough not to look for a better step. */
const ACCURATE = 1e-6;

/**
 * The central difference along one parameter.
 *
 * @param error a bound on the rounding error of f near the point.
 */
export function centralDifference(f: Value, point: readonly number[], parameter: number, error: number): Difference {
  let best = differenceOver(f, point, parameter, error, STEP * Math.max(1, Math.abs(point[parameter]!)));
  for (let k = 1, { step } = best; k <= REFINEMENTS && !isAccurate(best); k++) {
    step *= REFINEMENT;
    const finer = differenceOver(f, point, parameter, error, step);
    if (uncertaintyOf(finer) < uncertaintyOf(best)) best = finer;
  }
  return best;
}

/** The differences over ever smaller steps, down to where rounding takes as much as `size` of them. */
export function finerDifferences(
  f: Value,
  point: readonly number[],
  parameter: number,
  error: number,
  { step }: Difference,
  size: number,
): Difference[] {
  const finer: Difference[] = [];
  for (let h = step * REFINEMENT; error / h < size && point[parameter]! + h !== point[parameter]!; h *= REFINEMENT) {
    finer.push(differenceOver(f, point, parameter, error, h));
  }
  return finer;
}

/** How far a difference can be off; infinite where it is not a number. */
export function uncertaintyOf({ value, truncation, rounding }: Difference): number {
  const both = truncation + rounding;
  return Number.isFinite(value) && !Number.isNaN(both) ? both : Number.POSITIVE_INFINITY;
}

function isAccurate(difference: Difference): boolean {
  const { value, truncation, rounding } = difference;
  // A smaller step would only have more rounding.
  if (Number.isFinite(value) && rounding >= truncation) return true;
  return uncertaintyOf(difference) <= ACCURATE * Math.abs(value);
}

function differenceOver(f: Value, point: readonly number[], i: number, error: number, step: number): Difference {
  const near = quotient(f, point, i, step);
  const far = quotient(f, point, i, 2 * step);
  return { value: near, step, truncation: Math.abs(far - near) / 3, rounding: error / step };
}

function quotient(f: Value, point: readonly number[], i: number, step: number): number {
  const x = point[i]!;
  const [up, down] = [x + step, x - step];
  // The distance that is there, and not the one that was meant.
  return (f(point.with(i, up)) - f(point.with(i, down))) / (up - down);
}
