import { number, type OptionSpec } from '../choice.ts';
import { conventionOf, decayed, descend, EPSILON, quotient, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import { BETAS, BETAS_TUPLE, corrected, denominator, moments, nextPowers, POWER_SYMBOLS, rest } from './moments.ts';

const conventions = { paper: { rate: 1e-3 } };

function nuOption(index: 1 | 2, value: number): OptionSpec {
  const title = `ν${'₀₁₂'[index]}`;
  return { name: `nu${index}`, title, default: value, min: 0, max: 1, aliases: [`ν_${index}`, `nu_${index}`, title] };
}

/**
 * x ← x − η ((1 − ν₁)g + ν₁m̂)/(√((1 − ν₂)g² + ν₂v̂) + ε), with Adam's m̂ and v̂. Ma & Yarats (2019), section 4.1. ν₁ = ν₂ = 1
 * is Adam.
 */
export const qhadam: Rule = {
  kind: 'rule',
  name: 'qhadam',
  title: 'QHAdam',
  group: 'adaptive',
  description: 'Adam with the gradient of the moment mixed into both averages.',
  serves: 'As Adam, with longer averages.',
  tex: String.raw`x \leftarrow x - \eta\, \frac{(1 - \nu_1) g + \nu_1 \hat m}{\sqrt{(1 - \nu_2) g^2 + \nu_2 \hat v} + \varepsilon}`,
  aliases: ['quasi_hyperbolic_adam'],
  options: [...BETAS, nuOption(1, 0.7), nuOption(2, 1), EPSILON, WEIGHT_DECAY, conventionOf(conventions)],
  tuples: { ...BETAS_TUPLE, nus: ['nu1', 'nu2'] },
  conventions,
  scaleFree: true,
  symbols: POWER_SYMBOLS,
  init: () => ({ state: { m: 0, v: 0 }, shared: { power1: 1, power2: 1 } }),
  advance: nextPowers,
  step(g, at, options) {
    const [nu1, nu2] = [number(options, 'nu1'), number(options, 'nu2')];
    const here = decayed(g, at, options);
    const { gradient } = here;
    const { m, v } = moments(g, here, options);
    const above = g.add(scale(g, 1 - nu1, gradient), g.divide(scale(g, nu1, m), rest(g, at.shared.power1!)));
    const square = g.add(scale(g, 1 - nu2, g.multiply(gradient, gradient)), scale(g, nu2, corrected(g, v, at)));
    const below = denominator(g, square, { ...options, eps_root: 0 });
    return { x: descend(g, here, quotient(g, above, below, options)), state: { m, v } };
  },
};
