/**
 * log x and log(1 + x). With x = 2^k·m, m from √½ to √2, f = m − 1 and s = f / (2 + f), log m = 2·artanh s, an odd series
 * in s. Written as f − (f²/2 − s·(f²/2 + R)) its largest part is exact (the form goes back to K. C. Ng's of 1986). R is
 * s²·L(s²); L is minimax of degree 6, fitted for this file by Remez' exchange to a relative error of 2e-18.
 */
import { LN2_HIGH, LN2_LOW, POWERS, table } from './numbers.ts';

/** log((1 + s)/(1 − s)) = 2s + s·z·(LOG_COEFFICIENTS[0] + LOG_COEFFICIENTS[1]·z + …) with z = s². */
export const LOG_COEFFICIENTS = table(
  0.6666666666666734,
  0.3999999999941398,
  0.2857142874255984,
  0.22222198553936184,
  0.18183565402638016,
  0.15314021175948095,
  0.14796261058476254,
);

/** The upper half of √½'s bits: where the significand's interval begins. */
export const SIGNIFICAND_BITS = 0x3fe6a09e;
export const LEAST_NORMAL = 2.2250738585072014e-308;
/** 2⁵⁴ makes a subnormal number normal. */
export const SUBNORMAL_SCALE = 18014398509481984;

const c = LOG_COEFFICIENTS;
const powers = POWERS;
const ln2 = table(LN2_HIGH, LN2_LOW);

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
words[0] = 1;
/** Which of the two words is the upper one: the second where the processor is little-endian. */
const UPPER = double[0] === 5e-324 ? 1 : 0;

/** log x + offset·log 2 + correction for a normal x and a correction far smaller than the rest. */
function shiftedLog(x: number, offset: number, correction: number): number {
  double[0] = x;
  const exponent = (words[UPPER]! - SIGNIFICAND_BITS) >> 20;
  const f = x * powers[1024 - exponent]! - 1;
  const k = exponent + offset;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const half = 0.5 * f * f;
  const R = z * (c[0]! + c[1]! * z + z2 * (c[2]! + c[3]! * z + z2 * (c[4]! + c[5]! * z + z2 * c[6]!)));
  return k * ln2[0]! - (half - (s * (half + R) + (k * ln2[1]! + correction)) - f);
}

function logExtreme(x: number): number {
  if (x > 0) return x === Number.POSITIVE_INFINITY ? x : shiftedLog(x * SUBNORMAL_SCALE, -54, 0);
  return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
}

/** The natural logarithm, within 1 ulp: −∞ of ±0, NaN of negative numbers. */
export function log(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Number.POSITIVE_INFINITY)) return logExtreme(x);
  return shiftedLog(x, 0, 0);
}

function log1pExtreme(x: number): number {
  if (x === 0 || x === Number.POSITIVE_INFINITY) return x;
  return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
}

/** log(1 + x), within 1 ulp, also where x is near 0. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Number.POSITIVE_INFINITY && x !== 0)) return log1pExtreme(x);
  const u = 1 + x;
  // What 1 + x lost to rounding, exactly, whichever is larger (Knuth, TAOCP 2, §4.2.2, theorem B).
  const back = u - 1;
  return shiftedLog(u, 0, (1 - (u - back) + (x - back)) / u);
}
