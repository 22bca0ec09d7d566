import { number } from '../choice.ts';
import {
  average,
  conventionOf,
  decayed,
  EPSILON,
  KERAS_DECAY,
  quotient,
  type Rule,
  scale,
  WEIGHT_DECAY,
} from '../rule.ts';
import { BETAS, BETAS_TUPLE, nextPower, rest } from './moments.ts';

const conventions = {
  pytorch: { rate: 2e-3 },
  keras: {
    rate: 1e-3,
    defaults: { eps: 1e-7 },
    differs:
      'ε is added to the norm at the end, so that the norm itself has none; PyTorch adds it to |g| within the norm.',
    ...KERAS_DECAY,
  },
  optax: {},
  paper: { rate: 2e-3, defaults: { eps: 0 } },
};

/** m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), x ← x − η m/((1 − β₁ᵗ)u). Kingma & Ba (2015), algorithm 2; PyTorch's `Adamax`. */
export const adamax: Rule = {
  kind: 'rule',
  name: 'adamax',
  title: 'Adamax',
  group: 'adaptive',
  description: 'Adam with the largest recent gradient in place of a root mean square.',
  serves: 'Gradients with rare large values.',
  tex: String.raw`m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad u \leftarrow \max(\beta_2 u, |g| + \varepsilon), \quad x \leftarrow x - \frac{\eta}{1 - \beta_1^t} \frac{m}{u}`,
  aliases: ['ada_max'],
  options: [...BETAS, EPSILON, WEIGHT_DECAY, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: { power1: String.raw`\beta_1^t` },
  init: () => ({ state: { m: 0, u: 0 }, shared: { power1: 1 } }),
  advance: (g, { shared }, options) => ({ power1: nextPower(g, number(options, 'beta1'), shared.power1!) }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const atEnd = options.convention === 'keras';
    const epsilon = g.constant(number(options, 'eps'));
    const size = g.call('abs', [here.gradient]);
    const m = average(g, number(options, 'beta1'), at.state.m!, here.gradient);
    const faded = scale(g, number(options, 'beta2'), at.state.u!);
    const u = g.call('max', [faded, atEnd ? size : g.add(size, epsilon)]);
    const length = g.divide(at.rate, rest(g, at.shared.power1!));
    const step = quotient(g, g.multiply(length, m), atEnd ? g.add(u, epsilon) : u, options);
    return { x: g.subtract(here.x, step), state: { m, u } };
  },
};
