/**
 * The Taylor test: with a right gradient R(h) = |f(x + h·d) − f(x) − h·∇f·d| falls as h², with a wrong one as h. It needs
 * no step size to be guessed, because it looks at all of them.
 */
import type { Branches } from './branches.ts';
import type { Value } from './differences.ts';
import { along } from './points.ts';
import type { Taylor } from './report.ts';

/** The steps: 2⁻², 2⁻⁴ … 2⁻²⁴ of the direction. */
const STEPS = Array.from({ length: 12 }, (_, k) => 2 ** (-2 * (k + 1)));
/** The direction is made shorter by so much while its first step leaves the domain. */
const SHORTER = 2 ** -4;
const MOST_SHORTENINGS = 6;
/** The slope is that of this many of the smallest steps above the floor: larger ones show higher orders. */
const FITTED = 4;
/** Fewer make no slope. */
const FEWEST = 3;

/** What is known at the point. */
export interface TaylorInput {
  readonly f: Value;
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  /** Bounds on the rounding error of f near the point, and of each partial derivative there. */
  readonly error: number;
  readonly gradientErrors: readonly number[];
  readonly branches: Branches;
}

/** @param random numbers between 0 and 1, for the direction. */
export function taylorTest(input: TaylorInput, random: () => number): Taylor {
  const { f, point, value, gradient, error, gradientErrors } = input;
  const drawn = point.map((x) => (2 * random() - 1) * (1 + Math.abs(x)));
  let scale = 1;
  for (let k = 0; k < MOST_SHORTENINGS && !Number.isFinite(f(along(point, drawn, scale * STEPS[0]!))); k++) {
    scale *= SHORTER;
  }
  const direction = drawn.map((part) => part * scale);
  const slopeAlong = gradient.reduce((sum, partial, i) => sum + partial * direction[i]!, 0);
  const slopeError = gradientErrors.reduce((sum, bound, i) => sum + bound * Math.abs(direction[i]!), 0);
  const remainders = STEPS.map((h) => Math.abs(f(along(point, direction, h)) - value - h * slopeAlong));
  const floors = STEPS.map(
    (h) => 2 * error + h * slopeError + Number.EPSILON * (Math.abs(value) + 2 * h * Math.abs(slopeAlong)),
  );
  const smooth = smoothSteps(input, direction);
  const usable = STEPS.flatMap((_, k) => (smooth[k] && remainders[k]! > floors[k]! ? [k] : [])).slice(-FITTED);
  const [from = 0] = usable;
  const fitted = { from, to: (usable.at(-1) ?? -1) + 1 };
  const slope = usable.length < FEWEST ? Number.NaN : slopeOf(usable.map((k) => [STEPS[k]!, remainders[k]!]));
  return { direction, steps: STEPS, remainders, floors, slope, fitted };
}

/** Which steps stay on the piece of f that x is on; all of them when x is on the border of two. */
function smoothSteps({ point, branches }: TaylorInput, direction: readonly number[]): boolean[] {
  if (!branches.any) return STEPS.map(() => true);
  const here = branches.at(point);
  const same = STEPS.map((h) => branches.difference(here, branches.at(along(point, direction, h))) === undefined);
  return same.some(Boolean) ? same : STEPS.map(() => true);
}

/** The slope of the least-squares line through (log x, log y). */
function slopeOf(pairs: readonly (readonly [number, number])[]): number {
  const points = pairs.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}
