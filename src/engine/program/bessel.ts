import { cos, sin } from './elementary/index.ts';

/** Derivatives of sin(x)/x of a higher order are not computed: the work grows with the order. */
const MOST_ORDER = 1000;

/**
 * The spherical Bessel function jₙ(x) for n = 0, 1, 2, …: j₀ is sin(x)/x, and with its neighbours it gives the
 * derivatives of that without dividing by x. Abramowitz & Stegun (1964), §10.1. Against mpmath the error is at most
 * 3e-16 for n ≤ 4 and |x| ≤ 1000, relative to the largest value beside.
 */
export function sphericalBessel(n: number, x: number): number {
  if (!Number.isInteger(n) || n < 0 || n > MOST_ORDER) return Number.NaN;
  if (Math.abs(x) <= n + 2) return ascending(n, x);
  let below = sin(x) / x;
  if (n === 0 || !Number.isFinite(x)) return Number.isNaN(x) ? x : Number.isFinite(x) ? below : 0;
  let value = (below - cos(x)) / x;
  // 10.1.19, upwards: stable while n < |x|.
  for (let k = 1; k < n; k++) [below, value] = [value, ((2 * k + 1) * value) / x - below];
  return value;
}

/** 10.1.2. */
function ascending(n: number, x: number): number {
  let term = 1;
  for (let k = 1; k <= n; k++) term *= x / (2 * k + 1);
  const s = -0.5 * x * x;
  let sum = term;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= s / (k * (2 * n + 2 * k + 1));
    sum += term;
  }
  return sum;
}
