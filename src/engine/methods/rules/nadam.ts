import type { Graph, Node } from '../../program/graph.ts';
import { number } from '../choice.ts';
import { conventionOf, decayed, EPSILON, KERAS_DECAY, quotient, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import { BETAS, BETAS_TUPLE, corrected, denominator, moments, nextPower, rest } from './moments.ts';

/** How fast the momentum rises to β₁. Dozat (2016). */
const RISE = 0.96;

const conventions = {
  pytorch: { rate: 2e-3 },
  pytorch2: {
    rate: 2e-3,
    differs:
      'the product of momenta is kept in double precision; PyTorch before 2.0 kept it in single, and multiplied that of the next step by μ once too often.',
  },
  keras: {
    rate: 1e-3,
    defaults: { eps: 1e-7 },
    differs: 'momentum rises as 0.96ᵗ falls; in PyTorch as 0.96 to the power of 0.004·t falls, 250 times as slowly.',
    ...KERAS_DECAY,
  },
  optax: { differs: 'momentum is β₁ from the first step on; in PyTorch it rises to β₁.' },
};

/** A number above 0 rounded to single precision: Veltkamp's splitting, Dekker (1971). |u| keeps the difference as it is. */
function single(g: Graph, u: Node): Node {
  const large = scale(g, 2 ** 29 + 1, u);
  return g.subtract(large, g.call('abs', [g.subtract(large, u)]));
}

/**
 * Adam with Nesterov's momentum: x ← x − η (μ′m/(1 − Π′) + (1 − μ)g/(1 − Π))/(√v̂ + ε), with the momentum
 * μ = β₁(1 − ½·0.96^{ψt}), μ′ that of the next step, Π and Π′ their products. Dozat (2016), with one average for m as in
 * PyTorch's `NAdam`: version 1.13 unless said.
 */
export const nadam: Rule = {
  kind: 'rule',
  name: 'nadam',
  title: 'NAdam',
  group: 'adaptive',
  description: 'Adam with a look ahead along its momentum.',
  serves: 'As Adam, often in fewer steps.',
  tex: String.raw`x \leftarrow x - \frac{\eta}{\sqrt{\hat v} + \varepsilon} \left( \frac{\mu_{t+1}\, m}{1 - \prod_{i \le t+1} \mu_i} + \frac{(1 - \mu_t)\, g}{1 - \prod_{i \le t} \mu_i} \right), \quad \mu_t = \beta_1 (1 - \tfrac12\, 0.96^{\psi t})`,
  aliases: ['nesterov_adam'],
  options: [
    ...BETAS,
    EPSILON,
    { name: 'momentum_decay', title: 'rise of momentum ψ', default: 0.004, min: 0, aliases: ['schedule_decay'] },
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: {
    product: String.raw`\prod \mu`,
    mu: String.raw`\mu`,
    fade: String.raw`0.96^{\psi t}`,
    power2: String.raw`\beta_2^t`,
  },
  init: () => ({ state: { m: 0, v: 0 }, shared: { fade: 1, mu: 0, product: 1, power2: 1 } }),
  advance(g, { shared }, options) {
    const fade = nextPower(g, fadeOf(options), shared.fade!);
    const mu = risen(g, fade, options);
    const product =
      options.convention === 'pytorch'
        ? single(g, g.multiply(shared.product!, single(g, mu)))
        : g.multiply(shared.product!, mu);
    return { fade, mu, product, power2: nextPower(g, number(options, 'beta2'), shared.power2!) };
  },
  step(g, at, options) {
    const here = decayed(g, at, options);
    const { m, v } = moments(g, here, options);
    const { fade, mu, product } = at.shared as Readonly<Record<'fade' | 'mu' | 'product', Node>>;
    const following = risen(g, scale(g, fadeOf(options), fade), options);
    const after =
      options.convention === 'pytorch'
        ? single(g, g.multiply(single(g, g.multiply(product, single(g, mu))), single(g, following)))
        : g.multiply(product, following);
    const ahead = g.multiply(g.divide(following, rest(g, after)), m);
    const now = g.multiply(g.divide(rest(g, mu), rest(g, product)), here.gradient);
    const root = denominator(g, corrected(g, v, at), { ...options, eps_root: 0 });
    const step = quotient(g, g.multiply(at.rate, g.add(ahead, now)), root, options);
    return { x: g.subtract(here.x, step), state: { m, v } };
  },
};

type Settings = Parameters<Rule['init']>[0];

function fadeOf(options: Settings): number {
  if (options.convention === 'optax') return 0;
  return RISE ** (options.convention === 'keras' ? 1 : number(options, 'momentum_decay'));
}

/** μ = β₁(1 − ½·0.96^{ψt}). */
function risen(g: Graph, fade: Node, options: Settings): Node {
  return scale(g, number(options, 'beta1'), rest(g, scale(g, 0.5, fade)));
}
