/**
 * Real functions that JavaScript's Math lacks. Every backend calls these, so that all give the same digits.
 */

/** Perfect powers of a higher degree are larger than the largest number. */
const MOST_EXACT = 1023;

/** The real n-th root: of a negative number when n is odd, otherwise NaN. */
export function nthRoot(x: number, n: number): number {
  if (n === 2) return Math.sqrt(x);
  if (n === 3) return Math.cbrt(x);
  if (x < 0) return Math.abs(n % 2) === 1 ? -nthRoot(-x, n) : Number.NaN;
  const root = x ** (1 / n);
  if (root === 0 || !Number.isFinite(root) || !Number.isInteger(n) || Math.abs(n) > MOST_EXACT) return root;
  const power = root ** (n - 1);
  // It overflows or loses its digits.
  if (!(power > 1e-300 && power < 1e300)) return root;
  // One Newton step makes perfect powers exact: 1/n is not representable.
  return root - (root - x / power) / n;
}

/** The remainder with the sign of the divisor, x − y·floor(x / y), as mathjs has it; x when y is 0. */
export function modulo(x: number, y: number): number {
  return y === 0 ? x : x - y * Math.floor(x / y);
}

/** Rounds halves away from zero, as mathjs does. */
export function round(x: number): number {
  return x < 0 ? -Math.floor(0.5 - x) : Math.floor(x + 0.5);
}

/** Huber's loss: r²/2 up to |r| = δ, then δ(|r| − δ/2). Huber (1964). */
export function huber(r: number, delta: number): number {
  const a = Math.abs(r);
  return a <= delta ? 0.5 * r * r : delta * (a - 0.5 * delta);
}

export { elu, heaviside, leakyrelu, logaddexp, logcosh, smoothstep } from './activations.ts';
export { sphericalBessel } from './bessel.ts';
export { erf, erfc } from './erf.ts';
export { gamma, lgamma, polygamma } from './gamma.ts';
