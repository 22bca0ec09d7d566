/** The gamma function and what belongs to it, and spherical Bessel functions: asymptotic and power series with recurrences. */
import { type Curve, type OneArgument, one } from './elementary.ts';
import { constant, lift, type Noise } from './hyperdual.ts';
import { type SeveralArguments, several } from './several.ts';

/** B₂, B₄, … of Bernoulli. */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798];
/** From here on the asymptotic series are exact to the last place. */
const FAR = 22;
/** Below this nothing is compared: each unit further is a step of the recurrence. */
const LOWEST = -1000;

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of log Γ's first. A & S 6.4.6 and 6.4.11, 6.3.5 and 6.3.18. */
function polygamma(n: number, x: number): number {
  if ((x <= 0 && Number.isInteger(x)) || x < LOWEST) return Number.NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  let sum = 0;
  let far = x;
  for (; far < FAR; far++) sum += (sign * factorial(n)) / far ** (n + 1);
  let tail = n === 0 ? -Math.log(far) : factorial(n - 1) / far ** n;
  tail += factorial(n) / (2 * far ** (n + 1));
  BERNOULLI.forEach((bernoulli, i) => {
    const k = 2 * (i + 1);
    // (k + n − 1)!/k! without large factorials.
    let ratio = 1 / k;
    for (let j = 1; j < n; j++) ratio *= k + j;
    if (n > 0) ratio *= k;
    tail += (bernoulli * ratio) / far ** (k + n);
  });
  return sum + sign * tail;
}

/** log Γ beside its zeros at 1 and 2, by its Taylor series there. */
function logGammaBeside(zero: 1 | 2, distance: number): number {
  let sum = 0;
  let power = 1;
  for (let n = 0; n < 40; n++) {
    power *= distance / (n + 1);
    sum += polygamma(n, zero) * power;
  }
  return sum;
}

/** log |Γ(x)| and the sign of Γ(x). A & S 6.1.41. */
function logGamma(x: number): readonly [number, number] {
  if (x <= 0 && Number.isInteger(x)) return [Number.POSITIVE_INFINITY, Number.NaN];
  if (x < LOWEST) return [Number.NaN, Number.NaN];
  if (Math.abs(x - 1) < 0.2) return [logGammaBeside(1, x - 1), 1];
  if (Math.abs(x - 2) < 0.2) return [logGammaBeside(2, x - 2), 1];
  let [product, sum, sign] = [1, 0, 1];
  let far = x;
  for (; far < FAR; far++) {
    product *= Math.abs(far);
    if (far < 0) sign = -sign;
    if (product > 1e200) [product, sum] = [1, sum + Math.log(product)];
  }
  let series = (far - 0.5) * Math.log(far) - far + 0.5 * Math.log(2 * Math.PI);
  BERNOULLI.forEach((bernoulli, i) => {
    const k = 2 * (i + 1);
    series += bernoulli / (k * (k - 1) * far ** (k - 1));
  });
  return [series - sum - Math.log(product), sign];
}

const gamma: Curve = (x) => {
  const [size, sign] = logGamma(x);
  const value = sign * Math.exp(size);
  const [first, second] = [polygamma(0, x), polygamma(1, x)];
  return [value, value * first, value * (first * first + second)];
};

const derivative =
  (n: number): Curve =>
  (x) => [polygamma(n, x), polygamma(n + 1, x), polygamma(n + 2, x)];

/** jₙ(x): its power series where that does not cancel, else the recurrence from j₀ and j₁. A & S 10.1.2, 10.1.19. */
function sphericalBessel(n: number, x: number): number {
  if (n < 0) return Math.cos(x) / x;
  if (Math.abs(x) < 1 + n) {
    let term = 1;
    for (let k = 1; k <= n; k++) term *= x / (2 * k + 1);
    let sum = term;
    for (let k = 1; k < 60; k++) {
      term *= (-0.5 * x * x) / (k * (2 * n + 2 * k + 1));
      sum += term;
    }
    return sum;
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
  return { ...one(curve, 'gamma'), composed: (u, noise) => lift(u, ...curve(u.a), coarse(noise, places)) };
}

function coarse(noise: Noise, places: number): Noise {
  return () => 1 + places * (noise() - 1);
}

/** Places that the engine's gamma function and its polygammas may be off by; it states them. */
const [OF_GAMMA, OF_POLYGAMMA] = [40, 250];

export const GAMMA: Readonly<Record<string, OneArgument>> = {
  gamma: rough(gamma, OF_GAMMA),
  lgamma: rough((x) => [logGamma(x)[0], polygamma(0, x), polygamma(1, x)], OF_GAMMA),
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
  polygamma: several(2, 2, ([n, x], noise) => lift(x!, ...derivative(n!.a)(x!.a), coarse(noise, OF_POLYGAMMA)), [
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
