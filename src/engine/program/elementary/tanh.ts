import { exponentialLessOne } from './exp.ts';
import { CELL, VALUE } from './numbers.ts';

/** Beyond this tanh rounds to ±1. */
export const TANH_LIMIT = 22;
/** Below this the quotient's roundings weigh more than those of the difference. */
export const TANH_SMALL = 0.35;

// Constants of this file's own; see exp.ts.
const limit = TANH_LIMIT;
const small = TANH_SMALL;
const cell = CELL;
const value = VALUE;

/**
 * The hyperbolic tangent, within 2 ulp, odd to the last digit: with t = e^(2|x|) − 1 it is t / (t + 2), and where t is small
 * t/2 less t/2 times that, to which e^(2|x|) − 1 comes in two parts, so that little more than the sum is rounded.
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < limit)) return size > 0 ? Math.sign(x) : x;
  cell[0] = 2 * size;
  exponentialLessOne();
  const t = value[0]! + value[1]!;
  const quotient = t / (t + 2);
  const result = size < small ? 0.5 * value[0]! + (0.5 * value[1]! - 0.5 * t * quotient) : quotient;
  return x < 0 ? -result : result;
}
