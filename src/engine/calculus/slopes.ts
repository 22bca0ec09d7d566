/**
 * The partial derivatives of every elementary operation as numbers. They are written down apart from calculus/rules.ts
 * and share nothing with it but the values of polygamma and of spherical Bessel functions, so that each checks the other.
 * Abramowitz & Stegun (1964), §4.1–4.6, §6.3–6.4, §7.1.19, §10.1.21.
 */
import type { OperationName } from '../program/operations.ts';
import { polygamma, sphericalBessel } from '../program/special.ts';

/**
 * ∂/∂u, ∂/∂v … of an operation of u, v …, from the arguments and the operation's value there. At a kink: 0 for abs and
 * relu, the first argument's branch for max and min.
 */
type Slopes = (args: readonly number[], value: number) => readonly number[];

const flat = (count: number): Slopes => {
  const zeros = new Array<number>(count).fill(0);
  return () => zeros;
};

function one(slope: (u: number, value: number) => number): Slopes {
  return ([u], value) => [slope(u!, value)];
}

function two(slopes: (u: number, v: number, value: number) => readonly [number, number]): Slopes {
  return ([u, v], value) => slopes(u!, v!, value);
}

const sum = [1, 1] as const;
const difference = [1, -1] as const;
const first = [1, 0] as const;
const second = [0, 1] as const;

/** e^−|u| / (1 + e^−|u|)², the logistic density, which neither overflows nor cancels. */
function logisticDensity(u: number): number {
  const e = Math.exp(-Math.abs(u));
  return e / (1 + e) ** 2;
}

/** jₙ′ = jₙ₋₁ − (n + 1)·jₙ/x, and j₀′ = −j₁. */
function besselSlope(n: number, x: number, value: number): number {
  if (n === 0) return -sphericalBessel(1, x);
  if (x === 0) return n === 1 ? 1 / 3 : 0;
  return sphericalBessel(n - 1, x) - ((n + 1) * value) / x;
}

/** Every operation has its slopes here; one that is added to OPERATIONS and not to this table is a type error. */
export const SLOPES: { readonly [Name in OperationName]: Slopes } = {
  add: two(() => sum),
  subtract: two(() => difference),
  multiply: two((u, v) => [v, u]),
  divide: two((u, v) => [1 / v, -u / (v * v)]),
  negate: one(() => -1),
  power: two((u, v, value) => [v === 0 ? 0 : v * u ** (v - 1), u === 0 && v > 0 ? 0 : value * Math.log(u)]),

  sqrt: one((_, value) => 0.5 / value),
  cbrt: one((_, value) => 1 / (3 * value * value)),
  nthRoot: two((u, n, value) => [Math.abs(u) ** (1 / n - 1) / n, (-value * Math.log(u)) / (n * n)]),
  exp: one((_, value) => value),
  expm1: one((_, value) => value + 1),
  log: one((u) => 1 / u),
  log2: one((u) => Math.LOG2E / u),
  log10: one((u) => Math.LOG10E / u),
  log1p: one((u) => 1 / (1 + u)),

  sin: one((u) => Math.cos(u)),
  cos: one((u) => -Math.sin(u)),
  tan: one((u) => 1 / Math.cos(u) ** 2),
  sec: one((u) => Math.sin(u) / Math.cos(u) ** 2),
  csc: one((u) => -Math.cos(u) / Math.sin(u) ** 2),
  cot: one((u) => -1 / Math.sin(u) ** 2),
  asin: one((u) => 1 / Math.sqrt((1 - u) * (1 + u))),
  acos: one((u) => -1 / Math.sqrt((1 - u) * (1 + u))),
  atan: one((u) => 1 / (1 + u * u)),
  atan2: two((y, x) => {
    const r = Math.hypot(y, x);
    return [x / r / r, -y / r / r];
  }),
  sinh: one((u) => Math.cosh(u)),
  cosh: one((u) => Math.sinh(u)),
  tanh: one((u) => 1 / Math.cosh(u) ** 2),
  sech: one((u, value) => -value * Math.tanh(u)),
  csch: one((u, value) => -value / Math.tanh(u)),
  coth: one((u) => -1 / Math.sinh(u) ** 2),
  acot: one((u) => -1 / (1 + u * u)),
  asec: one((u) => 1 / (Math.abs(u) * Math.sqrt((u - 1) * (u + 1)))),
  acsc: one((u) => -1 / (Math.abs(u) * Math.sqrt((u - 1) * (u + 1)))),
  acoth: one((u) => 1 / ((1 - u) * (1 + u))),
  asech: one((u) => -1 / (u * Math.sqrt((1 - u) * (1 + u)))),
  acsch: one((u) => -1 / (Math.abs(u) * Math.hypot(1, u))),
  asinh: one((u) => 1 / Math.hypot(1, u)),
  acosh: one((u) => 1 / Math.sqrt((u - 1) * (u + 1))),
  atanh: one((u) => 1 / ((1 - u) * (1 + u))),
  hypot: two((u, v, value) => (value === 0 ? [0, 0] : [u / value, v / value])),

  abs: one((u) => (u > 0 ? 1 : u < 0 ? -1 : u)),
  sign: flat(1),
  floor: flat(1),
  ceil: flat(1),
  trunc: flat(1),
  round: flat(1),
  mod: two((u, v) => [1, v === 0 ? 0 : -Math.floor(u / v)]),
  max: two((u, v) => (u >= v ? first : second)),
  min: two((u, v) => (u <= v ? first : second)),
  relu: one((u) => (u > 0 ? 1 : 0)),
  leakyrelu: two((u, slope) => (u > 0 ? first : [slope, u])),
  elu: two((u, alpha) => (u > 0 ? first : [alpha * Math.exp(u), Math.expm1(u)])),
  smoothstep: one((u) => (u > 0 && u < 1 ? 6 * u * (1 - u) : 0)),
  heaviside: two((u) => (u === 0 ? second : [0, 0])),
  huber: two((r, delta) => (Math.abs(r) <= delta ? [r, 0] : [r > 0 ? delta : -delta, Math.abs(r) - delta])),
  sigmoid: one(logisticDensity),
  softplus: one((u) => (u > 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u)))),
  logaddexp: two((u, v) => [1 / (1 + Math.exp(v - u)), 1 / (1 + Math.exp(u - v))]),
  logcosh: one((u) => Math.tanh(u)),
  gamma: one((u, value) => value * polygamma(0, u)),
  lgamma: one((u) => polygamma(0, u)),
  // By their orders, which are whole numbers, these have no derivative.
  polygamma: two((n, u) => [0, polygamma(n + 1, u)]),
  sphericalBessel: two((n, u, value) => [0, besselSlope(n, u, value)]),
  erfc: one((u) => -Math.exp(-u * u) * Math.sqrt(4 / Math.PI)),
  erf: one((u) => Math.exp(-u * u) * Math.sqrt(4 / Math.PI)),

  less: flat(2),
  lessOrEqual: flat(2),
  greater: flat(2),
  greaterOrEqual: flat(2),
  equal: flat(2),
  unequal: flat(2),
  and: flat(2),
  or: flat(2),
  xor: flat(2),
  not: flat(1),
  select: ([condition]) => (condition !== 0 ? [0, 1, 0] : [0, 0, 1]),
};
