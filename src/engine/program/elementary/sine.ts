/**
 * sin x and cos x. With n the whole number nearest to x·2/π, the remainder r = x − n·π/2 has its digits from π/2 in three
 * parts (Cody & Waite, 1980, ch. 8): 36 and 37 bits, whose products with n < 2¹⁶ are exact, and 53 more. A double below
 * 10⁵ comes no nearer to a multiple of π/2 than about 2⁻⁵², so r keeps 59 right bits; what its rounding loses is carried
 * along. Larger angles go to `large-angle.ts`. The polynomials are minimax on |r| ≤ π/4, fitted for this file by Remez'
 * exchange to relative errors of 6.1e-18 (sin) and 9.4e-19 (cos).
 */
import { reduced, reduceLarge } from './large-angle.ts';
import { ROUNDING } from './numbers.ts';

/** The largest angle that is reduced in three parts. */
export const ANGLE_LIMIT = 100000;
export const TWO_OVER_PI = 0.6366197723675814;
export const HALF_PI_HIGH = 1.5707963267923333;
export const HALF_PI_MIDDLE = 2.5633441515839558e-12;
export const HALF_PI_LOW = 1.0562999066987428e-23;

const S1 = -0.16666666666666632;
const S2 = 0.008333333333322403;
const S3 = -0.00019841269829798584;
const S4 = 2.7557313688588563e-6;
const S5 = -2.505075757473973e-8;
const S6 = 1.5896763262287884e-10;

const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 2.4801587289472576e-5;
const C4 = -2.755731434943275e-7;
const C5 = 2.0875722863120125e-9;
const C6 = -1.1359625788611165e-11;

/** sin r = r + r³·(S[0] + S[1]·r² + …). */
export const SIN_COEFFICIENTS = [S1, S2, S3, S4, S5, S6] as const;
/** cos r = 1 − r²/2 + r⁴·(C[0] + C[1]·r² + …). */
export const COS_COEFFICIENTS = [C1, C2, C3, C4, C5, C6] as const;

const shift = ROUNDING;
const inverse = TWO_OVER_PI;
const high = HALF_PI_HIGH;
const middle = HALF_PI_MIDDLE;
const low = HALF_PI_LOW;

/** sin(r + t) for |r| ≤ π/4 and t below half an ulp of r. Keeps the sign of 0. */
function sinNear(r: number, t: number): number {
  const z = r * r;
  const z2 = z * z;
  const cube = z * r;
  const q = S2 + S3 * z + z2 * (S4 + S5 * z + z2 * S6);
  return r - (z * (0.5 * t - cube * q) - t - cube * S1);
}

/** cos(r + t), as `sinNear`. */
function cosNear(r: number, t: number): number {
  const z = r * r;
  const z2 = z * z;
  const q = C1 + C2 * z + z2 * (C3 + C4 * z + z2 * (C5 + C6 * z));
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
  const n = x * inverse + shift - shift;
  const a = x - n * high;
  const b = n * middle;
  const sum = a - b;
  const w = n * low - (a - sum - b);
  const r = sum - w;
  return sinOf(r, sum - r - w, n);
}

/** cos x, within 1 ulp. */
export function cos(x: number): number {
  if (!(Math.abs(x) <= ANGLE_LIMIT)) return cosLarge(x);
  const n = x * inverse + shift - shift;
  const a = x - n * high;
  const b = n * middle;
  const sum = a - b;
  const w = n * low - (a - sum - b);
  const r = sum - w;
  return sinOf(r, sum - r - w, n + 1);
}
