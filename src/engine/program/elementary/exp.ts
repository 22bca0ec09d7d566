/**
 * e^x and e^x − 1. With n the whole number nearest to x / log 2 and r = x − n·log 2, e^x = 2^n·e^r (Cody & Waite, Software
 * Manual for the Elementary Functions, 1980, ch. 6). e^r is a polynomial of degree 11 on |r| ≤ log(2)/2, fitted for this
 * file by least squares at Chebyshev nodes to a relative error of 6.0e-18, each coefficient rounded before the next.
 */
import { LEAST_POWER, LN2_HIGH, LN2_LOW, POWERS, ROUNDING } from './numbers.ts';

export const LOG2_E = Math.LOG2E;
/** Below this in size, e^x and its power of two are normal numbers. */
export const EXP_LIMIT = 708;
/** Beyond these e^x is Infinity, and 0. */
export const EXP_MOST = 710;
export const EXP_LEAST = -746;

const C2 = 0.5;
const C3 = 0.16666666666666455;
const C4 = 0.04166666666660071;
const C5 = 0.008333333333469434;
const C6 = 0.0013888888928010302;
const C7 = 0.00019841269557842325;
const C8 = 2.480150725195018e-5;
const C9 = 2.755754245749334e-6;
const C10 = 2.762572551025774e-7;
const C11 = 2.501351490149551e-8;

/** e^r = 1 + r + r²·(C[0] + C[1]·r + …). */
export const EXP_COEFFICIENTS = [C2, C3, C4, C5, C6, C7, C8, C9, C10, C11] as const;

// Local names of what is imported are constants to V8; imported ones are read at every call.
const shift = ROUNDING;
const ln2High = LN2_HIGH;
const ln2Low = LN2_LOW;
const powers = POWERS;

/** e^r − 1 − high for r = high − low: what the rounded 1 + high lacks. */
function rest(high: number, low: number): number {
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const head = C2 + C3 * r + r2 * (C4 + C5 * r);
  const middle = C6 + C7 * r + r2 * (C8 + C9 * r);
  return r2 * (head + r4 * (middle + r4 * (C10 + C11 * r))) - low;
}

/** e^(x − n·log 2), between 0.7 and 1.5. */
function significand(x: number, n: number): number {
  const high = x - n * ln2High;
  const sum = 1 + high;
  return sum + (1 - sum + high + rest(high, n * ln2Low));
}

/** e^x for |x| from 708, or NaN. */
function expExtreme(x: number): number {
  const within = Math.min(Math.max(x, EXP_LEAST), EXP_MOST);
  const n = within * LOG2_E + shift - shift;
  // In two steps, of which only the second rounds: 2^n itself may be too large or too small.
  const half = Math.floor(n * 0.5);
  return significand(within, n) * powers[half - LEAST_POWER]! * powers[n - half - LEAST_POWER]!;
}

/** e^x, within 1 ulp. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 708)) return expExtreme(x);
  const n = x * LOG2_E + shift - shift;
  return significand(x, n) * powers[n + 1024]!;
}

/** e^x − 1, within 1 ulp, also where x is near 0. */
export function expm1(x: number): number {
  if (x === 0) return x;
  if (!(Math.abs(x) < 708)) return x < 0 ? -1 : expExtreme(x);
  const n = x * LOG2_E + shift - shift;
  const scale = powers[n + 1024]!;
  const high = x - n * ln2High;
  // (2^n − 1) + 2^n·high + 2^n·rest: |2^n·high| is less than |2^n − 1| unless that is 0, so the first sum's error is exact.
  const whole = scale - 1;
  const part = scale * high;
  const sum = whole + part;
  return sum + (whole - sum + part + scale * rest(high, n * ln2Low));
}
