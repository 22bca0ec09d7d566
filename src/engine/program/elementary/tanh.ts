import { expm1 } from './exp.ts';

/** Beyond this tanh rounds to ±1. */
export const TANH_LIMIT = 22;

/** The hyperbolic tangent, t / (t + 2) with t = e^(2|x|) − 1, within 2 ulp. Odd to the last digit. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < TANH_LIMIT)) return size >= TANH_LIMIT ? Math.sign(x) : x;
  const t = expm1(2 * size);
  const value = t / (t + 2);
  return x < 0 ? -value : value;
}
