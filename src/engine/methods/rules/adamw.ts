import { number } from '../choice.ts';
import { conventionOf, decoupled, EPSILON, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import {
  AMSGRAD,
  adamStep,
  BETAS,
  BETAS_TUPLE,
  EPSILON_HAT,
  EPSILON_ROOT,
  hatStep,
  moments,
  nextPowers,
  POWER_SYMBOLS,
} from './moments.ts';

const conventions = {
  pytorch: { rate: 1e-3 },
  keras: {
    rate: 1e-3,
    defaults: { eps: 1e-7, weight_decay: 0.004 },
    differs: EPSILON_HAT,
  },
  optax: { defaults: { weight_decay: 1e-4 } },
  paper: {
    rate: 1e-3,
    differsWithDecay:
      'the decay is multiplied by the schedule alone, not by the rate: x loses λx at every step, not ηλx.',
  },
};

/**
 * Adam with weight decay that stays out of its averages: x ← x − ηλx − η m̂/(√v̂ + ε). Loshchilov & Hutter (2019),
 * algorithm 2, whose λ the frameworks multiply by the rate; PyTorch's `AdamW`.
 */
export const adamw: Rule = {
  kind: 'rule',
  name: 'adamw',
  title: 'AdamW',
  group: 'adaptive',
  description: 'Adam with weight decay apart from the gradient.',
  serves: 'Where parameters are to stay small, equally in all coordinates. Its fixed point is not the minimum.',
  tex: String.raw`x \leftarrow x - \eta \lambda x - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon}`,
  aliases: ['adam_w'],
  options: [...BETAS, EPSILON, EPSILON_ROOT, AMSGRAD, { ...WEIGHT_DECAY, default: 0.01 }, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: { ...POWER_SYMBOLS, largest: String.raw`v_{\max}` },
  init: (options) => ({
    state: { m: 0, v: 0, ...(options.amsgrad && { largest: 0 }) },
    shared: { power1: 1, power2: 1 },
  }),
  advance: nextPowers,
  step(g, at, options) {
    const lambda = number(options, 'weight_decay');
    const byScheduleAlone = () => scale(g, lambda, g.multiply(g.divide(at.rate, at.initialRate), at.x));
    const here =
      options.convention === 'paper' ? { ...at, x: g.subtract(at.x, byScheduleAlone()) } : decoupled(g, at, lambda);
    const { m, v } = moments(g, here, options);
    const largest = options.amsgrad ? g.call('max', [at.state.largest!, v]) : undefined;
    const stepped = options.convention === 'keras' ? hatStep : adamStep;
    return { x: stepped(g, here, m, largest ?? v, options), state: { m, v, ...(largest && { largest }) } };
  },
};
