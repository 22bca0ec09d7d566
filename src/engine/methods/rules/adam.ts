import { number } from '../choice.ts';
import { average, decayed, EPSILON, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';

/** Powers of β below this no longer change 1 − βᵗ, and would become slow denormal numbers. */
const LEAST_POWER = 1e-20;

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
 * Kingma & Ba (2015), algorithm 1; AMSGrad of Reddi, Kale & Kumar (2018) and L2 weight decay as in PyTorch's `Adam`.
 */
export const adam: Rule = {
  kind: 'rule',
  name: 'adam',
  title: 'Adam',
  group: 'adaptive',
  description: 'Momentum and RMSProp together, corrected for their start at zero.',
  serves: 'The usual first try where gradients are noisy or badly scaled.',
  tex: String.raw`m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad x \leftarrow x - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon}`,
  aliases: [],
  options: [
    { name: 'beta1', title: 'β₁', default: 0.9, min: 0, max: 1, open: true, aliases: ['b1', 'β_1', 'beta_1'] },
    { name: 'beta2', title: 'β₂', default: 0.999, min: 0, max: 1, open: true, aliases: ['b2', 'β_2', 'beta_2'] },
    EPSILON,
    { name: 'amsgrad', title: 'AMSGrad', default: false },
    WEIGHT_DECAY,
  ],
  scaleFree: true,
  symbols: { largest: String.raw`v_{\max}`, power1: String.raw`\beta_1^t`, power2: String.raw`\beta_2^t` },
  init: (options) => ({
    state: { m: 0, v: 0, ...(options.amsgrad && { largest: 0 }) },
    shared: { power1: 1, power2: 1 },
  }),
  advance: (g, { shared }, options) => ({
    power1: g.call('max', [g.constant(LEAST_POWER), scale(g, number(options, 'beta1'), shared.power1!)]),
    power2: g.call('max', [g.constant(LEAST_POWER), scale(g, number(options, 'beta2'), shared.power2!)]),
  }),
  step(g, at, options) {
    const one = g.constant(1);
    const gradient = decayed(g, at, options);
    const m = average(g, number(options, 'beta1'), at.state.m!, gradient);
    const v = average(g, number(options, 'beta2'), at.state.v!, g.multiply(gradient, gradient));
    const largest = options.amsgrad ? g.call('max', [at.state.largest!, v]) : undefined;
    const length = g.divide(at.rate, g.subtract(one, at.shared.power1!));
    const root = g.call('sqrt', [g.multiply(largest ?? v, g.divide(one, g.subtract(one, at.shared.power2!)))]);
    const x = g.subtract(at.x, g.divide(g.multiply(length, m), g.add(root, g.constant(number(options, 'eps')))));
    return { x, state: { m, v, ...(largest && { largest }) } };
  },
};
