/** Activations, losses and distributions of machine learning in hyper-dual numbers, by their definitions. */
import { apply, at, type Curve, type Domain, type OneArgument, one, sigmoid } from './elementary.ts';
import { density, distribution, erf, erfc } from './erf.ts';
import {
  add,
  constant,
  divide,
  type Hyperdual,
  lift,
  lift2,
  multiply,
  NO_NOISE,
  type Noise,
  subtract,
} from './hyperdual.ts';
import { curve, logsumexp, type Several, type SeveralArguments, several } from './several.ts';

/** A function of one number that is read as a formula of others. */
function composed(evaluate: (u: Hyperdual, noise: Noise) => Hyperdual, domain: Domain = 'any'): OneArgument {
  const curve: Curve = (x) => {
    const { a, b, d } = evaluate({ a: x, b: 1, c: 1, d: 0 }, NO_NOISE);
    return [a, b, d];
  };
  return { curve, domain, composed: evaluate };
}

const normcdf: Curve = (x) => [distribution(x), density(x), -x * density(x)];
const normpdf: Curve = (x) => [density(x), -x * density(x), (x * x - 1) * density(x)];

const softplus: Curve = (x) => {
  const [s, s1] = sigmoid(x);
  return [Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), s, s1];
};
const relu: Curve = (x) => (x > 0 || Number.isNaN(x) ? [x, 1, 0] : [0, 0, 0]);
const smoothstep: Curve = (x) => {
  // At the ends the second derivative is that of the inside.
  if (!(x < 0 || x > 1)) return [x * x * (3 - 2 * x), 6 * x * (1 - x), 6 - 12 * x];
  return [x <= 0 ? 0 : 1, 0, 0];
};
const step = (atZero: number): Curve => {
  return (x) => [x === 0 ? atZero : x > 0 ? 1 : x < 0 ? 0 : Number.NaN, 0, 0];
};
/** Klambauer et al. (2017). */
const selu: Curve = (x) => {
  const e = 1.7580993408473766 * Math.exp(x);
  return x > 0 ? [1.0507009873554805 * x, 1.0507009873554805, 0] : [1.7580993408473766 * Math.expm1(x), e, e];
};

export const ACTIVATIONS: Readonly<Record<string, OneArgument>> = {
  relu: one(relu, 'any', at(1, 0)),
  relu6: one((x) => (x > 6 ? [6, 0, 0] : relu(x)), 'any', at(1, 0, 6)),
  sigmoid: one(sigmoid),
  softplus: one(softplus),
  logsigmoid: one((x) => {
    const [f, f1, f2] = softplus(-x);
    return [-f, f1, -f2];
  }),
  logit: composed(
    (p, noise) => subtract(curve('log')(p, noise), curve('log1p')(multiply(constant(-1), p, noise), noise), noise),
    'fraction',
  ),
  hinge: one((m) => (m >= 1 ? [0, 0, 0] : [1 - m, -1, 0]), 'any', at(1, 1)),
  squaredhinge: one((m) => (m >= 1 ? [0, 0, 0] : [(1 - m) ** 2, -2 * (1 - m), 2]), 'any', at(2, 1)),
  selu: one(selu, 'any', at(1, 0)),
  gelu: composed((x, noise) => multiply(x, lift(x, ...normcdf(x.a), noise), noise)),
  silu: composed((x, noise) => multiply(x, lift(x, ...sigmoid(x.a), noise), noise)),
  mish: composed((x, noise) => {
    const soft = lift(x, ...softplus(x.a), noise);
    return multiply(x, curve('tanh')(soft, noise), noise);
  }),
  softsign: composed((x, noise) => divide(x, add(constant(1), curve('abs')(x, noise), noise), noise)),
  heaviside: one(step(0.5), 'any', at(0, 0)),
  step: one(step(1), 'any', at(0, 0)),
  smoothstep: one(smoothstep, 'any', at(2, 0, 1)),
  erf: one((x) => {
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    return [erf(x), slope, -2 * x * slope];
  }),
  erfc: one((x) => {
    const slope = (-2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    return [erfc(x), slope, -2 * x * slope];
  }),
  logcosh: one((x) => {
    const half = Math.exp(-2 * Math.abs(x));
    const far = Math.abs(x) + Math.log1p(half) - Math.LN2;
    return [Math.abs(x) < 1 ? 0.5 * Math.log1p(Math.sinh(x) ** 2) : far, Math.tanh(x), 1 / Math.cosh(x) ** 2];
  }),
  normpdf: one(normpdf),
  normcdf: one(normcdf),
};

/** Huber's loss: r²/2 within ±δ, beyond it δ(|r| − δ/2). */
const huber: Several = ([r, given], noise) => {
  const delta = given ?? constant(1);
  const [a, s] = [Math.abs(r!.a), Math.sign(r!.a)];
  noise.meet?.(a, a - delta.a, 2);
  noise.meet?.(r!.a, delta.a < 0 ? r!.a : Number.POSITIVE_INFINITY, 1);
  if (a <= delta.a) return lift(r!, (a * a) / 2, r!.a, 1, noise);
  const f = delta.a * (a - delta.a / 2);
  return lift2(r!, delta, { f, u: delta.a * s, v: a - delta.a, uu: 0, uv: s, vv: -1 }, noise);
};

const standardized: Several = ([x, mean, deviation], noise) => {
  const centred = subtract(x!, mean!, noise);
  return deviation ? divide(centred, deviation, noise) : centred;
};

/** r²/(1 + √(1 + (r/δ)²)), which is δ²(√(1 + (r/δ)²) − 1). Charbonnier et al. (1997). */
const pseudohuber: Several = ([r, delta], noise) => {
  const ratio = divide(r!, delta ?? constant(1), noise);
  const under = add(constant(1), multiply(ratio, ratio, noise), noise);
  return divide(multiply(r!, r!, noise), add(constant(1), curve('sqrt')(under, noise), noise), noise);
};

const scaled = (u: Hyperdual, slope: Hyperdual | undefined, other: number): Several => {
  return (_, noise) => multiply(slope ?? constant(other), u, noise);
};

export const LOSSES: Readonly<Record<string, SeveralArguments>> = {
  huber: several(1, 2, huber, ['any', 'positive number']),
  pseudohuber: several(1, 2, pseudohuber, ['any', 'positive number']),
  pinball: several(1, 2, ([r, level], noise) => {
    const tau = level ?? constant(0.5);
    const over = multiply(tau, r!, noise);
    const under = multiply(subtract(tau, constant(1), noise), r!, noise);
    noise.meet?.(under.a - over.a, under.a - over.a, 1);
    return under.a > over.a ? under : over;
  }),
  leakyrelu: several(1, 2, ([x, slope], noise) => {
    noise.meet?.(x!.a, x!.a, 1);
    return scaled(x!, x!.a > 0 ? constant(1) : slope, 0.01)([], noise);
  }),
  elu: several(1, 2, ([x, alpha], noise) => {
    noise.meet?.(x!.a, x!.a, 1);
    return x!.a > 0 ? multiply(x!, constant(1), noise) : scaled(curve('expm1')(x!, noise), alpha, 1)([], noise);
  }),
  silu: several(2, 2, ([x, beta], noise) => {
    const z = multiply(beta!, x!, noise);
    return multiply(x!, lift(z, ...sigmoid(z.a), noise), noise);
  }),
  softmax: several(2, 4, (args, noise) => curve('exp')(subtract(args[0]!, logsumexp(args, noise), noise), noise)),
  smoothstep: several(
    3,
    3,
    ([a, b, x], noise) => {
      const t = divide(subtract(x!, a!, noise), subtract(b!, a!, noise), noise);
      return apply(ACTIVATIONS.smoothstep!, t, noise);
    },
    ['any', 'beyond', 'any'],
  ),
  step: several(2, 2, ([edge, x], noise) => {
    noise.meet?.(x!.a - edge!.a, x!.a - edge!.a, 0);
    return constant(step(1)(x!.a - edge!.a)[0]);
  }),
  normpdf: several(
    2,
    3,
    (args, noise) => {
      const z = standardized(args, noise);
      const f = lift(z, ...normpdf(z.a), noise);
      return args[2] ? divide(f, args[2], noise) : f;
    },
    ['any', 'any', 'positive'],
  ),
  normcdf: several(
    2,
    3,
    (args, noise) => {
      const z = standardized(args, noise);
      return lift(z, ...normcdf(z.a), noise);
    },
    ['any', 'any', 'positive'],
  ),
};
