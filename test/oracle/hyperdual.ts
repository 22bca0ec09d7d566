/**
 * Hyper-dual numbers a + bε₁ + cε₂ + dε₁ε₂ with ε₁² = ε₂² = 0: evaluated at x + ε₁eᵢ + ε₂eⱼ a function gives its
 * value, two first derivatives and one second derivative, exact up to rounding. Fike & Alonso, "The development of
 * hyper-dual numbers for exact second-derivative calculations", AIAA 2011-886, eq. 8–11.
 *
 * Every operation may disturb its results in the last place, at random: what then differs from run to run is how much
 * rounding can do to a result (Monte Carlo arithmetic; Parker, UCLA CSD-970002, 1997).
 */
import type { Random } from './random.ts';

export interface Hyperdual {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** A factor near 1 for each rounding. */
export interface Noise {
  (): number;
  /** Is told where the evaluation comes to a jump; see margins.ts. */
  readonly meet?: Meet;
}

/** What jumps: 0 the value, or whether there is one; 1 the first derivatives (a kink); 2 the second ones. */
export type Order = 0 | 1 | 2;

/**
 * @param value a number that decides something. @param distance of it from the nearest one at which that jumps.
 * @param bySign at a zero its sign decides, and every way to a zero has its own.
 */
export type Meet = (value: number, distance: number, order: Order, bySign?: boolean) => void;

export const NO_NOISE: Noise = () => 1;

/** One to four units in the last place up or down: never none, which would hide what hangs on a single number near 1. */
export function lastPlaces(random: Random): Noise {
  return () => 1 + (random.integer(4) + 1) * (random.chance(0.5) ? 2 ** -52 : -(2 ** -52));
}

export function constant(a: number): Hyperdual {
  return { a, b: 0, c: 0, d: 0 };
}

/** A product in which an exact 0 wins: where nothing flows, an infinite slope does not count. */
function flow(slope: number, amount: number): number {
  return amount === 0 ? 0 : slope * amount;
}

/** f(u), from the values of f, f′ and f″ at u.a. */
export function lift(u: Hyperdual, f: number, f1: number, f2: number, noise: Noise): Hyperdual {
  return {
    a: f * noise(),
    b: flow(f1, u.b) * noise(),
    c: flow(f1, u.c) * noise(),
    d: flow(f1, u.d) * noise() + flow(f2, u.b * u.c) * noise(),
  };
}

/** The value and the partial derivatives of a function of two numbers. */
export interface Partials {
  readonly f: number;
  readonly u: number;
  readonly v: number;
  readonly uu: number;
  readonly uv: number;
  readonly vv: number;
}

/** f(u, v). */
export function lift2(u: Hyperdual, v: Hyperdual, p: Partials, noise: Noise): Hyperdual {
  return {
    a: p.f * noise(),
    b: flow(p.u, u.b) * noise() + flow(p.v, v.b) * noise(),
    c: flow(p.u, u.c) * noise() + flow(p.v, v.c) * noise(),
    d:
      flow(p.u, u.d) * noise() +
      flow(p.v, v.d) * noise() +
      flow(p.uu, u.b * u.c) * noise() +
      flow(p.uv, u.b * v.c) * noise() +
      flow(p.uv, u.c * v.b) * noise() +
      flow(p.vv, v.b * v.c) * noise(),
  };
}

/** The same number, rounded once more: where the engine may add in another order. */
export function rounded(u: Hyperdual, noise: Noise): Hyperdual {
  return { a: u.a * noise(), b: u.b * noise(), c: u.c * noise(), d: u.d * noise() };
}

export function add(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  return { a: (u.a + v.a) * noise(), b: (u.b + v.b) * noise(), c: (u.c + v.c) * noise(), d: (u.d + v.d) * noise() };
}

export function negate(u: Hyperdual): Hyperdual {
  return { a: -u.a, b: -u.b, c: -u.c, d: -u.d };
}

export function subtract(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  return add(u, negate(v), noise);
}

export function multiply(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  return lift2(u, v, { f: u.a * v.a, u: v.a, v: u.a, uu: 0, uv: 1, vv: 0 }, noise);
}

export function divide(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  const q = u.a / v.a;
  const r = 1 / v.a;
  return lift2(u, v, { f: q, u: r, v: -q * r, uu: 0, uv: -r * r, vv: 2 * q * r * r }, noise);
}

/** Whether nothing flows through: the number is the same in all directions asked about. */
export function isConstant(u: Hyperdual): boolean {
  return u.b === 0 && u.c === 0 && u.d === 0;
}

/** An exponent this near a whole number may be one but for rounding. */
const BESIDE_WHOLE = 1e-9;

/** u^v for real numbers: a negative base needs a whole exponent that does not vary. */
export function power(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  const [x, n] = [u.a, v.a];
  const beside = n - Math.round(n);
  noise.meet?.(n, x < 0 ? beside : Number.POSITIVE_INFINITY, 0);
  noise.meet?.(x, Math.abs(beside) > BESIDE_WHOLE ? x : Number.POSITIVE_INFINITY, 0);
  const f = x ** n;
  const first = n === 0 ? 0 : n * x ** (n - 1);
  const second = n === 0 || n === 1 ? 0 : n * (n - 1) * x ** (n - 2);
  if (isConstant(v)) return lift(u, f, first, second, noise);
  const l = Math.log(x);
  return lift2(u, v, { f, u: first, v: f * l, uu: second, uv: x ** (n - 1) * (1 + n * l), vv: f * l * l }, noise);
}
