import { number } from '../choice.ts';
import { average, conventionOf, decayed, EPSILON, type Rule, WEIGHT_DECAY } from '../rule.ts';
import { adamStep, BETAS, BETAS_TUPLE, EPSILON_ROOT, nextPowers, POWER_SYMBOLS } from './moments.ts';

const conventions = {
  paper: { rate: 1e-3 },
  optax: {
    defaults: { eps: 1e-16, eps_root: 1e-16 },
    differs: 'the ε that is added to s is eps_root; in the paper it is the ε of the root.',
  },
};

/**
 * m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)(g − m)² + ε, x ← x − η m̂/(√ŝ + ε). Zhuang et al. (2020), algorithm 2: ε stands
 * in both places.
 */
export const adabelief: Rule = {
  kind: 'rule',
  name: 'adabelief',
  title: 'AdaBelief',
  group: 'adaptive',
  description: 'Adam that divides by how far the gradient is from what was expected of it.',
  serves: 'Long steps where gradients are as expected, short ones where they surprise.',
  tex: String.raw`m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad s \leftarrow \beta_2 s + (1 - \beta_2) (g - m)^2 + \varepsilon, \quad x \leftarrow x - \eta\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}`,
  aliases: ['ada_belief'],
  options: [...BETAS, EPSILON, EPSILON_ROOT, WEIGHT_DECAY, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: POWER_SYMBOLS,
  init: () => ({ state: { m: 0, s: 0 }, shared: { power1: 1, power2: 1 } }),
  advance: nextPowers,
  step(g, at, options) {
    const here = decayed(g, at, options);
    const m = average(g, number(options, 'beta1'), at.state.m!, here.gradient);
    const surprise = g.subtract(here.gradient, m);
    const within = g.constant(number(options, options.convention === 'optax' ? 'eps_root' : 'eps'));
    const s = g.add(average(g, number(options, 'beta2'), at.state.s!, g.multiply(surprise, surprise)), within);
    return { x: adamStep(g, here, m, s, { ...options, eps_root: 0 }), state: { m, s } };
  },
};
