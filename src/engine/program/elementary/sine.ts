/**
 * sin x and cos x. With n the whole number nearest to x·2/π, the remainder r = x − n·π/2 has its digits from π/2 in three
 * parts (Cody & Waite, 1980, ch. 8): 36 and 37 bits, whose products with n < 2¹⁶ are exact, and 53 more. A double below
 * 10⁵ comes no nearer to a multiple of π/2 than about 2⁻⁵², so r keeps 59 right bits; what its rounding loses is carried
 * along. Larger angles go to `large-angle.ts`. The polynomials are minimax on |r| ≤ π/4, fitted for this file by Remez'
 * exchange to relative errors of 6.1e-18 (sin) and 9.4e-19 (cos).
 */
import { reduced, reduceLarge } from './large-angle.ts';
import { CELL, ROUNDING, table, VALUE } from './numbers.ts';

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
const cell = CELL;
const value = VALUE;
const limit = ANGLE_LIMIT;
const k = table(TWO_OVER_PI, ROUNDING, HALF_PI_HIGH, HALF_PI_MIDDLE, HALF_PI_LOW);

/** Puts sin(x + q·π/2) into the cell for the x and the whole number q in it. */
function sine(): void {
  const x = cell[0]!;
  let quadrant = cell[1]! | 0;
  let r: number;
  /** What r lacks: less than an ulp of it. */
  let t: number;
  if (Math.abs(x) <= limit) {
    const n = x * k[0]! + k[1]! - k[1]!;
    const a = x - n * k[2]!;
    const b = n * k[3]!;
    const w = n * k[4]!;
    const sum = a - b;
    r = sum - w;
    t = a - sum - b + (sum - r - w);
    quadrant += n | 0;
  } else {
    reduceLarge(x);
    r = reduced.high;
    t = reduced.low;
    quadrant += reduced.quadrant;
  }
  const z = r * r;
  const z2 = z * z;
  const half = 0.5 * z;
  let result: number;
  if ((quadrant & 1) === 0) {
    const q = s[0]! + s[1]! * z + z2 * (s[2]! + s[3]! * z + z2 * (s[4]! + s[5]! * z));
    // In this order 0 keeps its sign.
    result = r - (half * t - t - z * r * q);
  } else {
    const q = c[0]! + c[1]! * z + z2 * (c[2]! + c[3]! * z + z2 * (c[4]! + c[5]! * z));
    const head = 1 - half;
    result = head + (1 - head - half + (z2 * q - r * t));
  }
  value[0] = (quadrant & 2) === 0 ? result : -result;
}

/** sin x, within 1 ulp; NaN of what is not finite. */
export function sin(x: number): number {
  cell[0] = x;
  cell[1] = 0;
  sine();
  return value[0]!;
}

/** cos x, within 1 ulp; NaN of what is not finite. */
export function cos(x: number): number {
  cell[0] = x;
  cell[1] = 1;
  sine();
  return value[0]!;
}
