/**
 * e^x and e^x − 1. With n the whole number nearest to x / log 2 and r = x − n·log 2, e^x = 2^n·e^r (Cody & Waite, Software
 * Manual for the Elementary Functions, 1980, ch. 6). e^r is a polynomial of degree 11 on |r| ≤ log(2)/2, fitted for this
 * file by least squares at Chebyshev nodes to a relative error of 6.0e-18, each coefficient rounded before the next.
 */
import { LN2_HIGH, LN2_LOW, POWERS, ROUNDING, table } from './numbers.ts';

export const LOG2_E = Math.LOG2E;
/** Below this in size, e^x and its power of two are normal numbers. */
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

// Names of this file's own are constants to V8; imported ones are read at every call.
const c = EXP_COEFFICIENTS;
const powers = POWERS;
const k = table(LOG2_E, ROUNDING, LN2_HIGH, LN2_LOW);

/** e^r − 1 − high for r = high − low: what the rounded 1 + high lacks. */
function rest(high: number, low: number): number {
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const head = c[0]! + c[1]! * r + r2 * (c[2]! + c[3]! * r);
  const middle = c[4]! + c[5]! * r + r2 * (c[6]! + c[7]! * r);
  return r2 * (head + r4 * (middle + r4 * (c[8]! + c[9]! * r))) - low;
}

/** e^(x − n·log 2), between 0.7 and 1.5. */
function significand(x: number, n: number): number {
  const high = x - n * k[2]!;
  const sum = 1 + high;
  return sum + (1 - sum + high + rest(high, n * k[3]!));
}

/** e^x for |x| from 708, or NaN. */
function expExtreme(x: number): number {
  const within = Math.min(Math.max(x, EXP_LEAST), EXP_MOST);
  const n = within * k[0]! + k[1]! - k[1]!;
  // In two steps, of which only the second rounds: 2^n itself may be too large or too small.
  const half = Math.floor(n * 0.5);
  return significand(within, n) * powers[half + 1024]! * powers[n - half + 1024]!;
}

/** e^x, within 1 ulp. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 708)) return expExtreme(x);
  const n = x * k[0]! + k[1]! - k[1]!;
  return significand(x, n) * powers[(n | 0) + 1024]!;
}

/** e^x − 1, within 1 ulp, also where x is near 0. */
export function expm1(x: number): number {
  if (x === 0) return x;
  if (!(Math.abs(x) < 708)) return x < 0 ? -1 : expExtreme(x);
  const n = x * k[0]! + k[1]! - k[1]!;
  const scale = powers[(n | 0) + 1024]!;
  const high = x - n * k[2]!;
  // (2^n − 1) + 2^n·high + 2^n·rest: |2^n·high| is less than |2^n − 1| unless that is 0, so the first sum's error is exact.
  const whole = scale - 1;
  const part = scale * high;
  const sum = whole + part;
  return sum + (whole - sum + part + scale * rest(high, n * k[3]!));
}
