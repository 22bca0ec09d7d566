import { number } from '../choice.ts';
import { conventionOf, decayed, EPSILON, quotient, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import {
  BETAS,
  BETAS_TUPLE,
  corrected,
  denominator,
  EPSILON_ROOT,
  moments,
  nextPowers,
  POWER_SYMBOLS,
  rest,
} from './moments.ts';

const conventions = {
  pytorch: { rate: 1e-3 },
  optax: {
    differs:
      'ε is added to the corrected root, in PyTorch to the plain one; and steps are rectified from ρ = 5 on, in PyTorch above 5.',
  },
  paper: { rate: 1e-3, defaults: { eps: 0 }, differs: 'steps are rectified above ρ = 4, in PyTorch above 5.' },
};

/**
 * Adam that waits: x ← x − η m̂ while too few squares were averaged, then x ← x − η r m̂/(√v̂ + ε), with
 * ρ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ) and r² = (ρ − 4)(ρ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρ). Liu et al. (2020), algorithm 2; the limit ρ > 5
 * and ε beside the plain root as in PyTorch's `RAdam`.
 */
export const radam: Rule = {
  kind: 'rule',
  name: 'radam',
  title: 'RAdam',
  group: 'adaptive',
  description: 'Adam that trusts its squares only after the first steps.',
  serves: 'In place of a warm-up of Adam’s rate. Its first steps are plain momentum: they grow with the gradient.',
  tex: String.raw`x \leftarrow x - \eta\, r\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \text{ where } \rho > 5, \text{ else } x - \eta\, \hat m, \quad \rho = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}`,
  aliases: ['rectified_adam'],
  options: [...BETAS, EPSILON, EPSILON_ROOT, WEIGHT_DECAY, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  automatic: 'descent at most',
  symbols: POWER_SYMBOLS,
  init: () => ({ state: { m: 0, v: 0 }, shared: { power1: 1, power2: 1 } }),
  advance: nextPowers,
  step(g, at, options) {
    const { convention } = options;
    const longest = 2 / (1 - number(options, 'beta2')) - 1;
    const limit = g.constant(convention === 'paper' ? 4 : 5);
    const here = decayed(g, at, options);
    const { m, v } = moments(g, here, options);
    const { power1, power2 } = at.shared as Readonly<Record<'power1' | 'power2', typeof m>>;
    const steps = g.add(at.t, g.constant(1));
    const length = g.subtract(g.constant(longest), g.divide(scale(g, 2, g.multiply(steps, power2)), rest(g, power2)));
    const less = (by: number) => g.subtract(length, g.constant(by));
    const ratio = g.divide(g.multiply(less(4), less(2)), scale(g, ((longest - 4) * (longest - 2)) / longest, length));
    const root =
      convention === 'optax'
        ? denominator(g, corrected(g, v, at), options)
        : g.divide(denominator(g, v, options), g.call('sqrt', [rest(g, power2)]));
    const trusted = g.call(convention === 'optax' ? 'greaterOrEqual' : 'greater', [length, limit]);
    const plain = g.divide(g.multiply(at.rate, m), rest(g, power1));
    const step = g.select(trusted, quotient(g, g.multiply(plain, g.call('sqrt', [ratio])), root, options), plain);
    return { x: g.subtract(here.x, step), state: { m, v } };
  },
};
