/**
 * log x and log(1 + x). With x = 2^k·m, m from √½ to √2, f = m − 1 and s = f / (2 + f), log m = 2·artanh s, an odd series
 * in s. Written as f − (f²/2 − s·(f²/2 + R)) its largest part is exact (the form goes back to K. C. Ng's of 1986). R is
 * s²·L(s²); L is minimax of degree 6, fitted for this file by Remez' exchange to a relative error of 2e-18.
 */
import { CELL, LN2_HIGH, LN2_LOW, POWERS, table, VALUE } from './numbers.ts';

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

const cell = CELL;
const value = VALUE;
const leastNormal = LEAST_NORMAL;
const significandBits = SIGNIFICAND_BITS;
const powers = POWERS;
const constants = table(LN2_HIGH, LN2_LOW, ...LOG_COEFFICIENTS);

/** The two halves of each number in the cell. */
const words = new Int32Array(CELL.buffer);
cell[0] = 5e-324;
/** Which half is the upper one: the second where the processor is little-endian. */
const UPPER = words[0] === 1 ? 1 : 0;

/** Puts log x + k·log 2 + e into the cell for the normal x in it, the k and the e; e is far less than the rest's ulp. */
function logarithm(): void {
  const c = constants;
  const exponent = (words[UPPER]! - significandBits) >> 20;
  const k = exponent + cell[1]!;
  const f = cell[0]! * powers[1024 - exponent]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const half = 0.5 * f * f;
  const R = z * (c[2]! + c[3]! * z + z2 * (c[4]! + c[5]! * z) + z2 * z2 * (c[6]! + c[7]! * z + z2 * c[8]!));
  value[0] = k * c[0]! - (half - (s * (half + R) + (k * c[1]! + cell[2]!)) - f);
}

/** `logarithm` where x is no normal number. */
function extreme(): void {
  const x = cell[0]!;
  if (x > 0 && x < Number.POSITIVE_INFINITY) {
    cell[0] = x * SUBNORMAL_SCALE;
    cell[1] = -54;
    logarithm();
  } else {
    value[0] = x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  }
}

/** The natural logarithm, within 1 ulp: −∞ of ±0, NaN of negative numbers. */
export function log(x: number): number {
  cell[0] = x;
  cell[1] = 0;
  cell[2] = 0;
  if (x >= leastNormal && x < Number.POSITIVE_INFINITY) logarithm();
  else extreme();
  return value[0]!;
}

/** log(1 + x), within 1 ulp, also where x is near 0. */
export function log1p(x: number): number {
  if (x === 0) return x;
  const u = 1 + x;
  // What 1 + x lost to rounding, exactly, whichever is larger (Knuth, TAOCP 2, §4.2.2, theorem B).
  const back = u - 1;
  cell[0] = u;
  cell[1] = 0;
  cell[2] = (1 - (u - back) + (x - back)) / u;
  if (x > -1 && x < Number.POSITIVE_INFINITY) logarithm();
  else extreme();
  return value[0]!;
}
