/** Activations, losses and steps of machine learning, each where its written-out form would lose digits or overflow. */
import { exp, expm1, log1p } from './elementary/index.ts';

/** log(e^a + e^b), without overflow for any a and b. */
export function logaddexp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

/** log(cosh(z)): half its square near 0, |z| − log 2 far away. */
export function logcosh(z: number): number {
  const a = Math.abs(z);
  if (a >= 1) return a + log1p(exp(-2 * a)) - Math.LN2;
  // cosh(z) − 1 = 2·sinh²(z/2) keeps the digits of small z. Abramowitz & Stegun (1964), 4.5.31.
  const half = Math.sinh(0.5 * a);
  return log1p(2 * half * half);
}

/** x above 0, slope·x below. Maas, Hannun & Ng (2013). */
export function leakyrelu(x: number, slope: number): number {
  return x > 0 ? x : slope * x;
}

/** x above 0, α(e^x − 1) below. Clevert, Unterthiner & Hochreiter (2016), eq. 15. */
export function elu(x: number, alpha: number): number {
  return x > 0 ? x : alpha * expm1(x);
}

/** 0 below 0, 1 above 1, and between them 3x² − 2x³, whose slope is 0 at both ends. */
export function smoothstep(x: number): number {
  if (x <= 0) return 0;
  return x >= 1 ? 1 : x * x * (3 - 2 * x);
}

/** 0 below 0, 1 above; at 0 the second argument. */
export function heaviside(x: number, atZero: number): number {
  if (x === 0) return atZero;
  return x < 0 ? 0 : x > 0 ? 1 : Number.NaN;
}
