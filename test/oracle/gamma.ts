/**
 * The gamma function and what belongs to it, and spherical Bessel functions: asymptotic and power series with recurrences, in
 * numbers of 32 digits: what jumps at a whole number, of which there are many here, leaves no room for rounding.
 */
import {
  type Double2,
  double2,
  exponential,
  logarithm,
  minus,
  over,
  plus,
  times,
  toDouble,
  toPower,
} from './double-double.ts';
import { apply, type Breaks, type Curve, type OneArgument, one } from './elementary.ts';
import { constant, lift, type Noise } from './hyperdual.ts';
import { type SeveralArguments, several } from './several.ts';

/** B₂, B₄, … of Bernoulli. */
const BERNOULLI = (
  [
    [1, 6],
    [-1, 30],
    [1, 42],
    [-1, 30],
    [5, 66],
    [-691, 2730],
    [7, 6],
    [-3617, 510],
    [43867, 798],
    [-174611, 330],
    [854513, 138],
    [-236364091, 2730],
    [8553103, 6],
    [-23749461029, 870],
    [8615841276005, 14322],
  ] as const
).map(([above, below]) => over(double2(above), double2(below)));
/** From here on the asymptotic series are exact to far beyond the last place. */
const FAR = 40;
/** Below this nothing is compared: each unit further is a step of the recurrence. */
const LOWEST = -1000;
const HALF_LOG_2PI = double2(0.9189385332046728, -3.8782941580672414e-17);
const HALF = double2(0.5);

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

/** first·(first + 1)·…·last. */
function rising(first: number, last: number): Double2 {
  let product = double2(1);
  for (let i = first; i <= last; i++) product = times(product, double2(i));
  return product;
}

/** The later ones are nothing far away, and their powers overflow. */
function termsAt(far: Double2): readonly Double2[] {
  return far.high > 1e4 ? BERNOULLI.slice(0, 5) : BERNOULLI;
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of log Γ's first. A & S 6.4.6 and 6.4.11, 6.3.5 and 6.3.18. */
function polygamma(n: number, x: number): number {
  if (Number.isNaN(x) || x < LOWEST) return Number.NaN;
  // As on both sides, if these are alike.
  if (x <= 0 && Number.isInteger(x)) return n % 2 === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  // Beyond all that is compared.
  if (x > 1e15) return n === 0 ? Math.log(x) : ((n % 2 === 0 ? -1 : 1) * factorial(n - 1)) / x ** n;
  const steps = Math.max(0, Math.ceil(FAR - x));
  let sum = double2(0);
  for (let k = 0; k < steps; k++) sum = plus(sum, toPower(plus(double2(x), double2(k)), -(n + 1)));
  sum = times(sum, rising(1, n));
  const far = plus(double2(x), double2(steps));
  sum = plus(sum, n === 0 ? minus(double2(0), logarithm(far)) : times(rising(1, n - 1), toPower(far, -n)));
  sum = plus(sum, times(times(rising(1, n), HALF), toPower(far, -(n + 1))));
  const square = times(far, far);
  let power = toPower(far, -n);
  termsAt(far).forEach((bernoulli, i) => {
    const k = 2 * (i + 1);
    power = over(power, square);
    // (k + n − 1)!/k!
    const ratio = n === 0 ? over(double2(1), double2(k)) : rising(k + 1, k + n - 1);
    sum = plus(sum, times(times(bernoulli, ratio), power));
  });
  return (n % 2 === 0 ? -1 : 1) * toDouble(sum);
}

/** log |Γ(x)| and the sign of Γ(x). A & S 6.1.41. */
function logGamma(x: number): readonly [Double2, number] {
  if (x <= 0 && Number.isInteger(x)) return [double2(Number.POSITIVE_INFINITY), Number.NaN];
  if (Number.isNaN(x) || x < LOWEST) return [double2(Number.NaN), Number.NaN];
  if (x === 1 || x === 2) return [double2(0), 1];
  if (x > 1e15) return [double2(x * (Math.log(x) - 1)), 1];
  let [product, sum, sign] = [double2(1), double2(0), 1];
  const steps = Math.max(0, Math.ceil(FAR - x));
  for (let k = 0; k < steps; k++) {
    const factor = plus(double2(x), double2(k));
    if (factor.high < 0) sign = -sign;
    product = times(product, factor.high < 0 ? minus(double2(0), factor) : factor);
    if (product.high > 1e200) [product, sum] = [double2(1), plus(sum, logarithm(product))];
  }
  const far = plus(double2(x), double2(steps));
  let series = plus(minus(times(minus(far, HALF), logarithm(far)), far), HALF_LOG_2PI);
  const square = times(far, far);
  let power = far;
  termsAt(far).forEach((bernoulli, i) => {
    const k = 2 * (i + 1);
    series = plus(series, over(bernoulli, times(double2(k * (k - 1)), power)));
    power = times(power, square);
  });
  return [minus(minus(series, sum), logarithm(product)), sign];
}

const gamma: Curve = (x) => {
  const [size, sign] = logGamma(x);
  const value = sign * toDouble(exponential(size));
  const [first, second] = [polygamma(0, x), polygamma(1, x)];
  return [value, value * first, value * (first * first + second)];
};

const derivative =
  (n: number): Curve =>
  (x) => [polygamma(n, x), polygamma(n + 1, x), polygamma(n + 2, x)];

/** Up to here the power series of a spherical Bessel function does not cancel more than double-double numbers hold. */
const NEAR = 12;

/** jₙ(x): its power series near 0, else the recurrence from j₀ and j₁. A & S 10.1.2, 10.1.19. */
function sphericalBessel(n: number, x: number): number {
  if (n < 0) return Math.cos(x) / x;
  if (Math.abs(x) === Number.POSITIVE_INFINITY) return 0;
  if (Math.abs(x) < Math.max(NEAR, 1 + n)) {
    let term = double2(1);
    for (let k = 1; k <= n; k++) term = over(times(term, double2(x)), double2(2 * k + 1));
    const factor = times(times(double2(x), double2(x)), double2(-0.5));
    let sum = term;
    for (let k = 1; k < 60; k++) {
      term = over(times(term, factor), double2(k * (2 * n + 2 * k + 1)));
      sum = plus(sum, term);
    }
    return toDouble(sum);
  }
  let before = Math.cos(x) / x;
  let value = Math.sin(x) / x;
  for (let k = 0; k < n; k++) [before, value] = [value, ((2 * k + 1) / x) * value - before];
  return value;
}

/** jₙ′ = (n·jₙ₋₁ − (n + 1)·jₙ₊₁)/(2n + 1). A & S 10.1.20. */
function besselSlope(n: number, x: number, of = sphericalBessel): number {
  const below = n === 0 ? 0 : n * of(n - 1, x);
  return (below - (n + 1) * of(n + 1, x)) / (2 * n + 1);
}

const bessel = (n: number): Curve => {
  return (x) => [sphericalBessel(n, x), besselSlope(n, x), besselSlope(n, x, (m, t) => besselSlope(m, t))];
};

/** With the error that a recurrence of many terms leaves: so many times the last place. */
function rough(curve: Curve, places: number): OneArgument {
  return {
    ...one(curve, 'gamma', poles),
    composed: (u, noise) => lift(u, ...curve(u.a), coarse(noise, places)),
  };
}

function coarse(noise: Noise, places: number): Noise {
  return () => 1 + places * (noise() - 1);
}

const poles: Breaks = (x) => [x < 0.5 ? x - Math.round(x) : x, 0];

/** Places that the engine's gamma function and its polygammas may be off by; it states them. */
const [OF_GAMMA, OF_POLYGAMMA] = [40, 250];

export const GAMMA: Readonly<Record<string, OneArgument>> = {
  gamma: rough(gamma, OF_GAMMA),
  lgamma: rough((x) => [toDouble(logGamma(x)[0]), polygamma(0, x), polygamma(1, x)], OF_GAMMA),
  digamma: rough(derivative(0), OF_POLYGAMMA),
  trigamma: rough(derivative(1), OF_POLYGAMMA),
  sinc: one(bessel(0)),
};

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Of whole numbers: constants. */
function whole(least: number, most: number, count: (...numbers: number[]) => number): SeveralArguments {
  return several(least, most, (args) => constant(count(...args.map((arg) => arg.a))), ['whole']);
}

export const COUNTING: Readonly<Record<string, SeveralArguments>> = {
  polygamma: several(2, 2, ([n, x], noise) => apply(rough(derivative(n!.a), OF_POLYGAMMA), x!, noise), [
    'whole',
    'gamma',
  ]),
  sphericalBessel: several(2, 2, ([n, x], noise) => lift(x!, ...bessel(n!.a)(x!.a), coarse(noise, OF_POLYGAMMA)), [
    'whole',
    'any',
  ]),
  factorial: whole(1, 1, factorial),
  combinations: whole(2, 2, (n, k) => (k > n ? 0 : factorial(n) / factorial(k) / factorial(n - k))),
  permutations: whole(2, 2, (n, k) => (k > n ? 0 : factorial(n) / factorial(n - k))),
  gcd: whole(2, 3, (...numbers) => numbers.reduce(divisor)),
  lcm: whole(2, 3, (...numbers) => numbers.reduce((a, b) => (a * b) / divisor(a, b))),
};
