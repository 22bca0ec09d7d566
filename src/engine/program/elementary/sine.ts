/**
 * sin x and cos x. With n the whole number nearest to x·2/π, the remainder r = x − n·π/2 has its digits from π/2 in three
 * parts (Cody & Waite, 1980, ch. 8): 36 and 37 bits, whose products with n < 2¹⁶ are exact, and 53 more. A double below
 * 10⁵ comes no nearer to a multiple of π/2 than about 2⁻⁵², so r keeps 59 right bits; what its rounding loses is carried
 * along. Larger angles go to `large-angle.ts`. The polynomials are minimax on |r| ≤ π/4, fitted for this file by Remez'
 * exchange to relative errors of 6.1e-18 (sin) and 9.4e-19 (cos).
 */
import { reduced, reduceLarge } from './large-angle.ts';
import { ROUNDING, table } from './numbers.ts';

/** The largest angle that is reduced in three parts. */
export const ANGLE_LIMIT = 100000;
export const TWO_OVER_PI = 0.6366197723675814;
export const HALF_PI_HIGH = 1.5707963267923333;
export const HALF_PI_MIDDLE = 2.5633441515839558e-12;
export const HALF_PI_LOW = 1.0562999066987428e-23;

/** sin r = r + r³·(SIN_COEFFICIENTS[0] + SIN_COEFFICIENTS[1]·r² + …). */
export const SIN_COEFFICIENTS = table(
  -0.16666666666666632,
  0.008333333333322403,
  -0.00019841269829798584,
  2.7557313688588563e-6,
  -2.505075757473973e-8,
  1.5896763262287884e-10,
);

/** cos r = 1 − r²/2 + r⁴·(COS_COEFFICIENTS[0] + COS_COEFFICIENTS[1]·r² + …). */
export const COS_COEFFICIENTS = table(
  0.0416666666666666,
  -0.001388888888887411,
  2.4801587289472576e-5,
  -2.755731434943275e-7,
  2.0875722863120125e-9,
  -1.1359625788611165e-11,
);

const s = SIN_COEFFICIENTS;
const c = COS_COEFFICIENTS;
const k = table(TWO_OVER_PI, ROUNDING, HALF_PI_HIGH, HALF_PI_MIDDLE, HALF_PI_LOW);

/** sin(r + t) for |r| ≤ π/4 and t below half an ulp of r. Keeps the sign of 0. */
function sinNear(r: number, t: number): number {
  const z = r * r;
  const z2 = z * z;
  const cube = z * r;
  const q = s[1]! + s[2]! * z + z2 * (s[3]! + s[4]! * z + z2 * s[5]!);
  return r - (z * (0.5 * t - cube * q) - t - cube * s[0]!);
}

/** cos(r + t), as `sinNear`. */
function cosNear(r: number, t: number): number {
  const z = r * r;
  const z2 = z * z;
  const q = c[0]! + c[1]! * z + z2 * (c[2]! + c[3]! * z + z2 * (c[4]! + c[5]! * z));
  const half = 0.5 * z;
  const head = 1 - half;
  return head + (1 - head - half + (z2 * q - r * t));
}

/** sin(r + t + quadrant·π/2). */
function sinOf(r: number, t: number, quadrant: number): number {
  const value = (quadrant & 1) === 0 ? sinNear(r, t) : cosNear(r, t);
  return (quadrant & 2) === 0 ? value : -value;
}

/** sin x of an angle of any size from 2¹⁶; NaN of what is not finite. */
export function sinLarge(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  reduceLarge(x);
  return sinOf(reduced.high, reduced.low, reduced.quadrant);
}

/** cos x, as `sinLarge`. */
export function cosLarge(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  reduceLarge(x);
  return sinOf(reduced.high, reduced.low, reduced.quadrant + 1);
}

/** sin x, within 1 ulp. */
export function sin(x: number): number {
  if (!(Math.abs(x) <= ANGLE_LIMIT)) return sinLarge(x);
  const n = x * k[0]! + k[1]! - k[1]!;
  const a = x - n * k[2]!;
  const b = n * k[3]!;
  const sum = a - b;
  const w = n * k[4]! - (a - sum - b);
  const r = sum - w;
  return sinOf(r, sum - r - w, n);
}

/** cos x, within 1 ulp. */
export function cos(x: number): number {
  if (!(Math.abs(x) <= ANGLE_LIMIT)) return cosLarge(x);
  const n = x * k[0]! + k[1]! - k[1]!;
  const a = x - n * k[2]!;
  const b = n * k[3]!;
  const sum = a - b;
  const w = n * k[4]! - (a - sum - b);
  const r = sum - w;
  return sinOf(r, sum - r - w, n + 1);
}
