import { number } from '../choice.ts';
import { average, conventionOf, decoupled, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';
import { BETAS_TUPLE, betaOption } from './moments.ts';

const conventions = {
  paper: { rate: 1e-4 },
  keras: { rate: 1e-3 },
  optax: { defaults: { weight_decay: 1e-3 } },
};

/**
 * x ← x − η(sign(β₁m + (1 − β₁)g) + λx), m ← β₂m + (1 − β₂)g. Chen et al. (2023), program 1: the sign of one average is
 * taken, another one is kept.
 */
export const lion: Rule = {
  kind: 'rule',
  name: 'lion',
  title: 'Lion',
  group: 'adaptive',
  description: 'Every coordinate moves by the rate, in the direction of an averaged gradient.',
  serves: 'Noisy gradients of any scale. At a constant rate it ends in a cycle as wide as the rate.',
  tex: String.raw`x \leftarrow x - \eta\, (\operatorname{sign}(\beta_1 m + (1 - \beta_1) g) + \lambda x), \quad m \leftarrow \beta_2 m + (1 - \beta_2) g`,
  aliases: [],
  options: [betaOption(1, 0.9), betaOption(2, 0.99), WEIGHT_DECAY, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  init: () => ({ state: { m: 0 } }),
  step(g, at, options) {
    const here = decoupled(g, at, number(options, 'weight_decay'));
    const taken = average(g, number(options, 'beta1'), at.state.m!, at.gradient);
    const m = average(g, number(options, 'beta2'), at.state.m!, at.gradient);
    return { x: descend(g, here, g.call('sign', [taken])), state: { m } };
  },
};
