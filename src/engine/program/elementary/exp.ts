/**
 * e^x and e^x − 1. With n the whole number nearest to x / log 2 and r = x − n·log 2, e^x = 2^n·e^r (Cody & Waite, Software
 * Manual for the Elementary Functions, 1980, ch. 6). e^r is a polynomial of degree 11 on |r| ≤ log(2)/2, fitted for this
 * file by least squares at Chebyshev nodes to a relative error of 6.0e-18, each coefficient rounded before the next.
 */
import { CELL, LN2_HIGH, LN2_LOW, POWERS, ROUNDING, table, VALUE } from './numbers.ts';

export const LOG2_E = Math.LOG2E;
/** Below this in size, e^x and the power of two next to it are normal numbers. */
export const EXP_LIMIT = 708;
/** Beyond these e^x is Infinity, and 0. */
export const EXP_MOST = 710;
export const EXP_LEAST = -746;

/** e^r = 1 + r + r²·(EXP_COEFFICIENTS[0] + EXP_COEFFICIENTS[1]·r + …). */
export const EXP_COEFFICIENTS = table(
  0.5,
  0.16666666666666455,
  0.04166666666660071,
  0.008333333333469434,
  0.0013888888928010302,
  0.00019841269557842325,
  2.480150725195018e-5,
  2.755754245749334e-6,
  2.762572551025774e-7,
  2.501351490149551e-8,
);

// Names of this file's own are constants to V8; imported and exported ones are read at every use.
const limit = EXP_LIMIT;
const cell = CELL;
const value = VALUE;
const powers = POWERS;
const constants = table(LOG2_E, ROUNDING, LN2_HIGH, LN2_LOW, ...EXP_COEFFICIENTS);
/** Where 2⁰ is in the table of powers; elsewhere while a power out of the ordinary is computed. */
const zeroth = table(1024);

/** Puts e^x into the cell for the x in it, times the power of two that `zeroth` is off. */
function exponential(): void {
  const x = cell[0]!;
  const c = constants;
  const n = x * c[0]! + c[1]! - c[1]!;
  const high = x - n * c[2]!;
  const low = n * c[3]!;
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const head = c[4]! + c[5]! * r + r2 * (c[6]! + c[7]! * r);
  const tail = c[8]! + c[9]! * r + r2 * (c[10]! + c[11]! * r) + r4 * (c[12]! + c[13]! * r);
  // What 1 + high loses to rounding is found exactly (Dekker, Numerische Mathematik 18, 1971).
  const sum = 1 + high;
  value[0] = (sum + (1 - sum + high + (r2 * (head + r4 * tail) - low))) * powers[(n + zeroth[0]!) | 0]!;
}

/** `exponential` where e^x or the power of two next to it is no normal number: 2⁶⁴ away, of which one rounding leads back. */
function extreme(): void {
  const away = cell[0]! > 0 ? -64 : 64;
  cell[0] = Math.min(Math.max(cell[0]!, EXP_LEAST), EXP_MOST);
  zeroth[0] = 1024 + away;
  exponential();
  value[0] = value[0]! * powers[1024 - away]!;
  zeroth[0] = 1024;
}

/** e^x, within 1 ulp. */
export function exp(x: number): number {
  cell[0] = x;
  if (Math.abs(x) < limit) exponential();
  else extreme();
  return value[0]!;
}

/**
 * Leaves e^x − 1 as the sum of two numbers, the second of which is small, for the x in the cell of a size below 708: as
 * `exponential`, with 2^n − 1 in the place of 1.
 */
export function exponentialLessOne(): void {
  const x = cell[0]!;
  const c = constants;
  const n = x * c[0]! + c[1]! - c[1]!;
  const high = x - n * c[2]!;
  const low = n * c[3]!;
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const head = c[4]! + c[5]! * r + r2 * (c[6]! + c[7]! * r);
  const tail = c[8]! + c[9]! * r + r2 * (c[10]! + c[11]! * r) + r4 * (c[12]! + c[13]! * r);
  const scale = powers[(n | 0) + 1024]!;
  const whole = scale - 1;
  const part = scale * high;
  // 2^n·high is less than 2^n − 1, or that is 0: so this sum's loss is exact, too.
  const sum = whole + part;
  value[0] = sum;
  value[1] = whole - sum + part + scale * (r2 * (head + r4 * tail) - low);
}

/** e^x − 1, within 2 ulp, also where x is near 0. */
export function expm1(x: number): number {
  if (x === 0 || !(Math.abs(x) < limit)) return x < 0 ? -1 : x === 0 ? x : exp(x);
  cell[0] = x;
  exponentialLessOne();
  return value[0]! + value[1]!;
}
