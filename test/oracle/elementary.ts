/**
 * Elementary functions with their first and second derivatives, written down from tables (Abramowitz & Stegun, 1964,
 * §4.1–4.6 and §7.1). Nothing here knows the engine.
 */

import { type Hyperdual, lift, type Noise, type Order } from './hyperdual.ts';

/** f, f′ and f″ at x. */
export type Curve = (x: number) => readonly [number, number, number];

/** Which numbers a function is made for: others give no real number, or too large a one. */
export type Domain = 'any' | 'positive' | 'unit' | 'fraction' | 'above 1' | 'above -1' | 'small' | 'gamma';

/** How far a number is from the nearest at which a function jumps or ends, and what jumps there. */
export type Breaks = (x: number) => readonly [distance: number, order: Order, bySign?: boolean];

export interface OneArgument {
  readonly curve: Curve;
  readonly domain: Domain;
  readonly breaks?: Breaks;
  /** The same with the roundings of a formula of other functions, where it is read as one. */
  readonly composed?: (u: Hyperdual, noise: Noise) => Hyperdual;
}

export function one(curve: Curve, domain: Domain = 'any', breaks?: Breaks): OneArgument {
  return { curve, domain, ...(breaks && { breaks }) };
}

/** f(u). */
export function apply({ curve, composed, breaks }: OneArgument, u: Hyperdual, noise: Noise): Hyperdual {
  if (breaks) noise.meet?.(u.a, ...breaks(u.a));
  return composed ? composed(u, noise) : lift(u, ...curve(u.a), noise);
}

/** Breaks at these numbers. */
export function at(order: Order, ...places: number[]): Breaks {
  return (x) => [Math.min(...places.map((place) => Math.abs(x - place))), order];
}

/** Jumps at all whole numbers, or beside them by a part. */
function steps(beside = 0): Breaks {
  return (x) => [x - beside - Math.round(x - beside), 0];
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
  sqrt: one((x) => [Math.sqrt(x), 0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x))], 'positive', at(0, 0)),
  cbrt: one((x) => {
    const c = Math.cbrt(x);
    return [c, 1 / (3 * c * c), -2 / (9 * c ** 5)];
  }),
  exp: one((x) => [Math.exp(x), Math.exp(x), Math.exp(x)], 'small'),
  expm1: one((x) => [Math.expm1(x), Math.exp(x), Math.exp(x)], 'small'),
  log: one(log, 'positive', at(0, 0)),
  log2: one((x) => [Math.log2(x), 1 / (x * Math.LN2), -1 / (x * x * Math.LN2)], 'positive', at(0, 0)),
  log10: one(log10, 'positive', at(0, 0)),
  log1p: one((x) => [Math.log1p(x), 1 / (1 + x), -1 / (1 + x) ** 2], 'above -1', at(0, -1)),
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
  asin: one(asin, 'unit', at(0, -1, 1)),
  acos: one(acos, 'unit', at(0, -1, 1)),
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
  acosh: one(acosh, 'above 1', at(0, 1)),
  atanh: one(atanh, 'unit', at(0, -1, 1)),
  acot: one(acot, 'any', (x) => [x, 0, true]),
  asec: one(asec, 'above 1', at(0, -1, 1)),
  acsc: one((x) => [Math.asin(1 / x), -asec(x)[1], -asec(x)[2]], 'above 1', at(0, -1, 1)),
  acoth: one((x) => [Math.atanh(1 / x), 1 / (1 - x * x), (2 * x) / (1 - x * x) ** 2], 'above 1', at(0, -1, 1)),
  asech: one(
    (x) => {
      const s = Math.sqrt((1 - x) * (1 + x));
      return [Math.acosh(1 / x), -1 / (x * s), (1 - 2 * x * x) / (x * x * s ** 3)];
    },
    'fraction',
    at(0, 0, 1),
  ),
  acsch: one((x) => {
    const s = Math.sqrt(1 + x * x);
    return [Math.asinh(1 / x), -1 / (Math.abs(x) * s), (Math.sign(x) * (1 + 2 * x * x)) / (x * x * s ** 3)];
  }),
  exp2: one((x) => [2 ** x, 2 ** x * Math.LN2, 2 ** x * Math.LN2 ** 2], 'small'),
  unaryMinus: one((x) => [-x, -1, 0]),
  unaryPlus: one((x) => [x, 1, 0]),
  hypot: one((x) => [Math.abs(x), Math.sign(x), 0], 'any', at(1, 0)),
  nthRoot: one((x) => [Math.sqrt(x), 0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x))], 'positive', at(0, 0)),
  trunc: one(
    (x) => [Math.trunc(x), 0, 0],
    'any',
    (x) => (Math.abs(x) < 0.5 ? [1 - Math.abs(x), 0] : steps()(x)),
  ),
  abs: one((x) => [Math.abs(x), Math.sign(x), 0], 'any', at(1, 0)),
  sign: one(sign, 'any', at(0, 0)),
  floor: one((x) => [Math.floor(x), 0, 0], 'any', steps()),
  ceil: one((x) => [Math.ceil(x), 0, 0], 'any', steps()),
  round: one((x) => [Math.sign(x) * Math.floor(Math.abs(x) + 0.5), 0, 0], 'any', steps(0.5)),
  square: one((x) => [x * x, 2 * x, 2]),
  cube: one((x) => [x * x * x, 3 * x * x, 6 * x]),
};
