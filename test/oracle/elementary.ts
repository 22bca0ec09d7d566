/**
 * Elementary functions with their first and second derivatives, written down from tables (Abramowitz & Stegun, 1964,
 * §4.1–4.6 and §7.1). Nothing here knows the engine.
 */

import type { Hyperdual, Noise } from './hyperdual.ts';

/** f, f′ and f″ at x. */
export type Curve = (x: number) => readonly [number, number, number];

/** Which numbers a function is made for: others give no real number, or too large a one. */
export type Domain = 'any' | 'positive' | 'unit' | 'fraction' | 'above 1' | 'above -1' | 'small' | 'gamma';

export interface OneArgument {
  readonly curve: Curve;
  readonly domain: Domain;
  /** The same with the roundings of a formula of other functions, where it is read as one. */
  readonly composed?: (u: Hyperdual, noise: Noise) => Hyperdual;
}

export const one = (curve: Curve, domain: Domain = 'any'): OneArgument => ({ curve, domain });

/** The error function: its series near 0, the continued fraction of erfc beyond (A & S 7.1.5 and 7.1.14). */
export function erf(x: number): number {
  const y = Math.abs(x);
  if (y < 2.5) {
    let term = y;
    let sum = y;
    for (let n = 1; Math.abs(term) > 1e-18 * sum; n++) {
      // e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!! has positive terms only.
      term *= (2 * y * y) / (2 * n + 1);
      sum += term;
    }
    return (Math.sign(x) * 2 * Math.exp(-y * y) * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let n = 120; n >= 1; n--) fraction = n / 2 / (y + fraction);
  return Math.sign(x) * (1 - Math.exp(-y * y) / (y + fraction) / Math.sqrt(Math.PI));
}

export function logistic(x: number): number {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

export const sigmoid: Curve = (x) => {
  const [s, t] = [logistic(x), logistic(-x)];
  return [s, s * t, s * t * (t - s)];
};
const log: Curve = (x) => [x < 0 ? Number.NaN : Math.log(x), 1 / x, -1 / (x * x)];
const log10: Curve = (x) => [Math.log10(x), 1 / (x * Math.LN10), -1 / (x * x * Math.LN10)];
const sign: Curve = (x) => [Math.sign(x), 0, 0];
const asin: Curve = (x) => {
  const q = (1 - x) * (1 + x);
  return [Math.asin(x), 1 / Math.sqrt(q), x / (q * Math.sqrt(q))];
};
const acos: Curve = (x) => {
  const [, first, second] = asin(x);
  return [Math.acos(x), -first, -second];
};
const atan: Curve = (x) => [Math.atan(x), 1 / (1 + x * x), (-2 * x) / (1 + x * x) ** 2];
const asinh: Curve = (x) => [Math.asinh(x), (1 + x * x) ** -0.5, -x * (1 + x * x) ** -1.5];
const acosh: Curve = (x) => [Math.acosh(x), (x * x - 1) ** -0.5, -x * (x * x - 1) ** -1.5];
const acot: Curve = (x) => [Math.atan(1 / x), -1 / (1 + x * x), (2 * x) / (1 + x * x) ** 2];
const asec: Curve = (x) => {
  const s = Math.sqrt(x * x - 1);
  return [Math.acos(1 / x), 1 / (Math.abs(x) * s), (-Math.sign(x) * (2 * x * x - 1)) / (x * x * s ** 3)];
};
const atanh: Curve = (x) => {
  const q = (1 - x) * (1 + x);
  return [Math.atanh(x), 1 / q, (2 * x) / (q * q)];
};

/** Elementary functions of one number, by every name they may be written with. */
export const ELEMENTARY: Readonly<Record<string, OneArgument>> = {
  sqrt: one((x) => [Math.sqrt(x), 0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x))], 'positive'),
  cbrt: one((x) => {
    const c = Math.cbrt(x);
    return [c, 1 / (3 * c * c), -2 / (9 * c ** 5)];
  }),
  exp: one((x) => [Math.exp(x), Math.exp(x), Math.exp(x)], 'small'),
  expm1: one((x) => [Math.expm1(x), Math.exp(x), Math.exp(x)], 'small'),
  log: one(log, 'positive'),
  log2: one((x) => [Math.log2(x), 1 / (x * Math.LN2), -1 / (x * x * Math.LN2)], 'positive'),
  log10: one(log10, 'positive'),
  log1p: one((x) => [Math.log1p(x), 1 / (1 + x), -1 / (1 + x) ** 2], 'above -1'),
  sin: one((x) => [Math.sin(x), Math.cos(x), -Math.sin(x)]),
  cos: one((x) => [Math.cos(x), -Math.sin(x), -Math.cos(x)]),
  tan: one((x) => [Math.tan(x), 1 / Math.cos(x) ** 2, (2 * Math.tan(x)) / Math.cos(x) ** 2]),
  sec: one((x) => {
    const [s, t] = [1 / Math.cos(x), Math.tan(x)];
    return [s, s * t, s * (s * s + t * t)];
  }),
  csc: one((x) => {
    const [s, t] = [1 / Math.sin(x), 1 / Math.tan(x)];
    return [s, -s * t, s * (s * s + t * t)];
  }),
  cot: one((x) => {
    const [s, t] = [1 / Math.sin(x), 1 / Math.tan(x)];
    return [t, -s * s, 2 * s * s * t];
  }),
  asin: one(asin, 'unit'),
  acos: one(acos, 'unit'),
  atan: one(atan),
  sinh: one((x) => [Math.sinh(x), Math.cosh(x), Math.sinh(x)], 'small'),
  cosh: one((x) => [Math.cosh(x), Math.sinh(x), Math.cosh(x)], 'small'),
  tanh: one((x) => {
    const s = 1 / Math.cosh(x) ** 2;
    return [Math.tanh(x), s, -2 * Math.tanh(x) * s];
  }, 'small'),
  sech: one((x) => {
    const [s, t] = [1 / Math.cosh(x), Math.tanh(x)];
    return [s, -s * t, s * (t * t - s * s)];
  }, 'small'),
  csch: one((x) => {
    const [s, t] = [1 / Math.sinh(x), 1 / Math.tanh(x)];
    return [s, -s * t, s * (t * t + s * s)];
  }, 'small'),
  coth: one((x) => {
    const [s, t] = [1 / Math.sinh(x), 1 / Math.tanh(x)];
    return [t, -s * s, 2 * s * s * t];
  }, 'small'),
  asinh: one(asinh),
  acosh: one(acosh, 'above 1'),
  atanh: one(atanh, 'unit'),
  acot: one(acot),
  asec: one(asec, 'above 1'),
  acsc: one((x) => [Math.asin(1 / x), -asec(x)[1], -asec(x)[2]], 'above 1'),
  acoth: one((x) => [Math.atanh(1 / x), 1 / (1 - x * x), (2 * x) / (1 - x * x) ** 2], 'above 1'),
  asech: one((x) => {
    const s = Math.sqrt((1 - x) * (1 + x));
    return [Math.acosh(1 / x), -1 / (x * s), (1 - 2 * x * x) / (x * x * s ** 3)];
  }, 'fraction'),
  acsch: one((x) => {
    const s = Math.sqrt(1 + x * x);
    return [Math.asinh(1 / x), -1 / (Math.abs(x) * s), (Math.sign(x) * (1 + 2 * x * x)) / (x * x * s ** 3)];
  }),
  exp2: one((x) => [2 ** x, 2 ** x * Math.LN2, 2 ** x * Math.LN2 ** 2], 'small'),
  unaryMinus: one((x) => [-x, -1, 0]),
  unaryPlus: one((x) => [x, 1, 0]),
  hypot: one((x) => [Math.abs(x), Math.sign(x), 0]),
  nthRoot: one((x) => [Math.sqrt(x), 0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x))], 'positive'),
  trunc: one((x) => [Math.trunc(x), 0, 0]),
  abs: one((x) => [Math.abs(x), Math.sign(x), 0]),
  sign: one(sign),
  floor: one((x) => [Math.floor(x), 0, 0]),
  ceil: one((x) => [Math.ceil(x), 0, 0]),
  round: one((x) => [Math.sign(x) * Math.floor(Math.abs(x) + 0.5), 0, 0]),
  square: one((x) => [x * x, 2 * x, 2]),
  cube: one((x) => [x * x * x, 3 * x * x, 6 * x]),
};
