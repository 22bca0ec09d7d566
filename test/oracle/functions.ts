/**
 * The functions of a formula with their first and second derivatives, written down from tables (Abramowitz & Stegun,
 * 1964; for the error function Numerical Recipes' continued fraction is not used, but its series and Lentz's method).
 * Nothing here knows the engine.
 */
import {
  add,
  constant,
  divide,
  type Hyperdual,
  isConstant,
  lift,
  lift2,
  multiply,
  type Noise,
  negate,
  power,
  rounded,
  subtract,
} from './hyperdual.ts';

/** f, f′ and f″ at x. */
type Curve = (x: number) => readonly [number, number, number];

/** Which numbers a function is made for: others give no real number, or too large a one. */
export type Domain = 'any' | 'positive' | 'unit' | 'above 1' | 'above -1' | 'small';

export interface OneArgument {
  readonly curve: Curve;
  readonly domain: Domain;
}

const one = (curve: Curve, domain: Domain = 'any'): OneArgument => ({ curve, domain });

/** The error function: its series near 0, the continued fraction of erfc beyond (A & S 7.1.5 and 7.1.14). */
function erf(x: number): number {
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

function logistic(x: number): number {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

const sigmoid: Curve = (x) => {
  const [s, t] = [logistic(x), logistic(-x)];
  return [s, s * t, s * t * (t - s)];
};
const log: Curve = (x) => [x < 0 ? Number.NaN : Math.log(x), 1 / x, -1 / (x * x)];
const log10: Curve = (x) => [Math.log10(x), 1 / (x * Math.LN10), -1 / (x * x * Math.LN10)];
const sign: Curve = (x) => [Math.sign(x), 0, 0];
const relu: Curve = (x) => (x > 0 || Number.isNaN(x) ? [x, 1, 0] : [0, 0, 0]);
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
const atanh: Curve = (x) => {
  const q = (1 - x) * (1 + x);
  return [Math.atanh(x), 1 / q, (2 * x) / (q * q)];
};

/** Functions of one number, by every name they may be written with. */
export const ONE_ARGUMENT: Readonly<Record<string, OneArgument>> = {
  sqrt: one((x) => [Math.sqrt(x), 0.5 / Math.sqrt(x), -0.25 / (x * Math.sqrt(x))], 'positive'),
  cbrt: one((x) => {
    const c = Math.cbrt(x);
    return [c, 1 / (3 * c * c), -2 / (9 * c ** 5)];
  }),
  exp: one((x) => [Math.exp(x), Math.exp(x), Math.exp(x)], 'small'),
  expm1: one((x) => [Math.expm1(x), Math.exp(x), Math.exp(x)], 'small'),
  ln: one(log, 'positive'),
  log: one(log, 'positive'),
  log2: one((x) => [Math.log2(x), 1 / (x * Math.LN2), -1 / (x * x * Math.LN2)], 'positive'),
  log10: one(log10, 'positive'),
  lg: one(log10, 'positive'),
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
  arcsin: one(asin, 'unit'),
  arccos: one(acos, 'unit'),
  arctan: one(atan),
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
  arsinh: one(asinh),
  arcosh: one(acosh, 'above 1'),
  artanh: one(atanh, 'unit'),
  abs: one((x) => [Math.abs(x), Math.sign(x), 0]),
  sign: one(sign),
  sgn: one(sign),
  floor: one((x) => [Math.floor(x), 0, 0]),
  ceil: one((x) => [Math.ceil(x), 0, 0]),
  round: one((x) => [Math.sign(x) * Math.floor(Math.abs(x) + 0.5), 0, 0]),
  relu: one(relu),
  ReLU: one(relu),
  sigmoid: one(sigmoid),
  logistic: one(sigmoid),
  σ: one(sigmoid),
  softplus: one((x) => {
    const [s, s1] = sigmoid(x);
    return [Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), s, s1];
  }),
  erf: one((x) => {
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    return [erf(x), slope, -2 * x * slope];
  }),
  square: one((x) => [x * x, 2 * x, 2]),
  cube: one((x) => [x * x * x, 3 * x * x, 6 * x]),
  hinge: one((m) => (m >= 1 ? [0, 0, 0] : [1 - m, -1, 0])),
};

type Several = (args: readonly Hyperdual[], noise: Noise) => Hyperdual;

function curve(name: string): (u: Hyperdual, noise: Noise) => Hyperdual {
  return (u, noise) => lift(u, ...ONE_ARGUMENT[name]!.curve(u.a), noise);
}

const square = curve('square');
const root = curve('sqrt');
const natural = curve('log');
const total: Several = (args, noise) => args.reduce((u, v) => add(u, v, noise));
const norm: Several = (args, noise) =>
  root(
    args.map((u) => square(u, noise)).reduce((u, v) => add(u, v, noise)),
    noise,
  );

/**
 * √(u² + v²). Of more numbers it is taken of two and two, as it is read. Its second derivatives, v²/f³ and so on, are
 * 1/f − u²/f³ for whoever differentiates u/f, and cancel where one number is much the larger: the noise says so.
 */
function distance(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  const f = Math.hypot(u.a, v.a);
  const [p, q] = [u.a / f, v.a / f];
  const cancelled = noise() - noise();
  return lift2(
    u,
    v,
    { f, u: p, v: q, uu: (q * q + cancelled) / f, uv: (-p * q) / f, vv: (p * p + cancelled) / f },
    noise,
  );
}

/** x^(1/n): of a negative number where n is odd. */
const nthRoot: Several = ([x, n], noise) => {
  const exponent = divide(constant(1), n!, noise);
  if (!isConstant(n!) || x!.a >= 0) return power(x!, exponent, noise);
  return Math.abs(n!.a % 2) === 1 ? negate(power(negate(x!), exponent, noise)) : constant(Number.NaN);
};

/** Huber's loss: r²/2 within ±δ, beyond it δ(|r| − δ/2). */
const huber: Several = ([r, given], noise) => {
  const delta = given ?? constant(1);
  const [a, s] = [Math.abs(r!.a), Math.sign(r!.a)];
  if (a <= delta.a) return lift(r!, (a * a) / 2, r!.a, 1, noise);
  const f = delta.a * (a - delta.a / 2);
  return lift2(r!, delta, { f, u: delta.a * s, v: a - delta.a, uu: 0, uv: s, vv: -1 }, noise);
};

/** log Σ e^z, shifted by the largest z, which is a constant of the shift. */
const logsumexp: Several = (args, noise) => {
  const shift = constant(Math.max(...args.map((z) => z.a)));
  const terms = args.map((z) => curve('exp')(subtract(z, shift, noise), noise));
  return add(natural(total(terms, noise), noise), shift, noise);
};

const atan2: Several = ([y, x], noise) => {
  const [p, q] = [y!.a, x!.a];
  const s = p * p + q * q;
  const [uu, uv] = [(-2 * p * q) / (s * s), ((p - q) * (p + q)) / (s * s)];
  return lift2(y!, x!, { f: Math.atan2(p, q), u: q / s, v: -p / s, uu, uv, vv: -uu }, noise);
};

export interface SeveralArguments {
  readonly least: number;
  readonly most: number;
  /** Which numbers each argument is made for; the last one holds for all that follow. */
  readonly domains: readonly (Domain | 'whole' | 'positive number')[];
  readonly evaluate: Several;
}

function several(
  least: number,
  most: number,
  evaluate: Several,
  domains: SeveralArguments['domains'] = ['any'],
): SeveralArguments {
  return { least, most, evaluate, domains };
}

/** Functions of more than one number. */
export const SEVERAL_ARGUMENTS: Readonly<Record<string, SeveralArguments>> = {
  nthRoot: several(2, 2, nthRoot, ['any', 'whole']),
  atan2: several(2, 2, atan2),
  mod: several(
    2,
    2,
    ([x, y], noise) => {
      if (y!.a === 0) return x!;
      const whole = Math.floor(x!.a / y!.a);
      return subtract(x!, multiply(y!, constant(whole), noise), noise);
    },
    ['any', 'positive'],
  ),
  pow: several(2, 2, ([u, v], noise) => power(u!, v!, noise), ['positive', 'small']),
  log: several(2, 2, ([x, base], noise) => divide(natural(x!, noise), natural(base!, noise), noise), [
    'positive',
    'above 1',
  ]),
  max: several(2, 4, (args, noise) =>
    rounded(
      args.reduce((u, v) => (v.a > u.a || Number.isNaN(v.a) ? v : u)),
      noise,
    ),
  ),
  min: several(2, 4, (args, noise) =>
    rounded(
      args.reduce((u, v) => (v.a < u.a || Number.isNaN(v.a) ? v : u)),
      noise,
    ),
  ),
  hypot: several(2, 4, (args, noise) => args.reduce((u, v) => distance(u, v, noise))),
  norm: several(1, 4, norm),
  huber: several(1, 2, huber, ['any', 'positive number']),
  leakyrelu: several(1, 2, ([x, slope], noise) =>
    x!.a > 0 ? rounded(x!, noise) : multiply(slope ?? constant(0.01), x!, noise),
  ),
  elu: several(1, 2, ([x, alpha], noise) =>
    x!.a > 0 ? rounded(x!, noise) : multiply(alpha ?? constant(1), curve('expm1')(x!, noise), noise),
  ),
  logsumexp: several(2, 4, logsumexp),
  // Of four arguments with a name in second place the two functions would run over an index.
  sum: several(2, 3, total),
  mean: several(2, 4, (args, noise) => divide(total(args, noise), constant(args.length), noise)),
  prod: several(2, 3, (args, noise) => args.reduce((u, v) => multiply(u, v, noise))),
};
