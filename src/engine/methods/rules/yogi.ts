import { number } from '../choice.ts';
import { average, conventionOf, decayed, descend, EPSILON, quotient, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import { adamStep, BETAS, BETAS_TUPLE, denominator, EPSILON_ROOT, nextPowers, POWER_SYMBOLS } from './moments.ts';

const conventions = {
  paper: { rate: 0.01 },
  optax: {
    defaults: { initial_accumulator_value: 1e-6 },
    differs:
      'both averages start at initial_accumulator_value and are corrected as if they had started at 0; the paper does neither.',
  },
};

/**
 * m ← β₁m + (1 − β₁)g, v ← v − (1 − β₂) sign(v − g²) g², x ← x − ηm/(√v + ε). Zaheer et al. (2018), algorithm 2.
 */
export const yogi: Rule = {
  kind: 'rule',
  name: 'yogi',
  title: 'Yogi',
  group: 'adaptive',
  description: 'Adam whose squares change by at most (1 − β₂)g² at a step.',
  serves: 'Where Adam’s rate grows too fast after large gradients.',
  tex: String.raw`v \leftarrow v - (1 - \beta_2) \operatorname{sign}(v - g^2)\, g^2, \quad x \leftarrow x - \eta\, \frac{m}{\sqrt{v} + \varepsilon}`,
  aliases: [],
  options: [
    ...BETAS,
    { ...EPSILON, default: 1e-3 },
    EPSILON_ROOT,
    {
      name: 'initial_accumulator_value',
      title: 'v at the start',
      default: 0,
      min: 0,
      aliases: ['initial_accumulator', 'initial'],
    },
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: POWER_SYMBOLS,
  init(options) {
    const first = number(options, 'initial_accumulator_value');
    const corrects = options.convention === 'optax';
    return { state: { m: corrects ? first : 0, v: first }, ...(corrects && { shared: { power1: 1, power2: 1 } }) };
  },
  advance: (g, together, options) => (options.convention === 'optax' ? nextPowers(g, together, options) : {}),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const m = average(g, number(options, 'beta1'), at.state.m!, here.gradient);
    const square = g.multiply(here.gradient, here.gradient);
    const side = g.call('sign', [g.subtract(at.state.v!, square)]);
    const v = g.subtract(at.state.v!, scale(g, 1 - number(options, 'beta2'), g.multiply(side, square)));
    const state = { m, v };
    if (options.convention === 'optax') return { x: adamStep(g, here, m, v, options), state };
    return { x: descend(g, here, quotient(g, m, denominator(g, v, options), options)), state };
  },
};
