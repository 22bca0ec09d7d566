import { number } from '../choice.ts';
import { average, conventionOf, EPSILON, quotient, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import { betaOption, nextPower, rest } from './moments.ts';

const conventions = { paper: { rate: 1e-3 } };

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)d, n ← β₃n + (1 − β₃)(g + β₂d)² with d = g − g₋₁, then
 * x ← (x − η(m̂ + β₂v̂)/(√n̂ + ε))/(1 + ηλ). Xie et al. (2022), algorithm 1, with the averages corrected and the betas as
 * decays (1 − β of the algorithm), as in the authors' program.
 */
export const adan: Rule = {
  kind: 'rule',
  name: 'adan',
  title: 'Adan',
  group: 'adaptive',
  description: 'Adam with Nesterov’s momentum from differences of gradients.',
  serves: 'As Adam, at larger rates.',
  tex: String.raw`v \leftarrow \beta_2 v + (1 - \beta_2)(g - g_{-1}), \quad n \leftarrow \beta_3 n + (1 - \beta_3) \left(g + \beta_2 (g - g_{-1})\right)^2, \quad x \leftarrow \frac{1}{1 + \eta \lambda} \left( x - \eta\, \frac{\hat m + \beta_2 \hat v}{\sqrt{\hat n} + \varepsilon} \right)`,
  aliases: [],
  options: [
    betaOption(1, 0.98),
    betaOption(2, 0.92),
    betaOption(3, 0.99),
    EPSILON,
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  tuples: { betas: ['beta1', 'beta2', 'beta3'] },
  conventions,
  scaleFree: true,
  symbols: {
    before: 'g_{-1}',
    power1: String.raw`\beta_1^t`,
    power2: String.raw`\beta_2^t`,
    power3: String.raw`\beta_3^t`,
  },
  init: () => ({ state: { m: 0, v: 0, n: 0, before: 0 }, shared: { power1: 1, power2: 1, power3: 1 } }),
  advance: (g, { shared }, options) => ({
    power1: nextPower(g, number(options, 'beta1'), shared.power1!),
    power2: nextPower(g, number(options, 'beta2'), shared.power2!),
    power3: nextPower(g, number(options, 'beta3'), shared.power3!),
  }),
  step(g, at, options) {
    const beta2 = number(options, 'beta2');
    const { gradient, state, shared } = at;
    const first = g.call('equal', [at.t, g.constant(0)]);
    const change = g.select(first, g.constant(0), g.subtract(gradient, state.before!));
    const ahead = g.add(gradient, scale(g, beta2, change));
    const m = average(g, number(options, 'beta1'), state.m!, gradient);
    const v = average(g, beta2, state.v!, change);
    const n = average(g, number(options, 'beta3'), state.n!, g.multiply(ahead, ahead));
    const direction = g.add(
      g.divide(m, rest(g, shared.power1!)),
      g.divide(scale(g, beta2, v), rest(g, shared.power2!)),
    );
    const root = g.call('sqrt', [g.divide(n, rest(g, shared.power3!))]);
    const step = quotient(g, g.multiply(at.rate, direction), g.add(root, g.constant(number(options, 'eps'))), options);
    const shrink = g.add(g.constant(1), scale(g, number(options, 'weight_decay'), at.rate));
    return { x: g.divide(g.subtract(at.x, step), shrink), state: { m, v, n, before: gradient } };
  },
};
