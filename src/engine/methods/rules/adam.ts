import { conventionOf, decayed, EPSILON, KERAS_DECAY, type Rule, WEIGHT_DECAY } from '../rule.ts';
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
    defaults: { eps: 1e-7 },
    differs: EPSILON_HAT,
    ...KERAS_DECAY,
  },
  optax: {},
  paper: { rate: 1e-3 },
};

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
  options: [...BETAS, EPSILON, EPSILON_ROOT, AMSGRAD, WEIGHT_DECAY, conventionOf(conventions)],
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
    const here = decayed(g, at, options);
    const { m, v } = moments(g, here, options);
    const largest = options.amsgrad ? g.call('max', [at.state.largest!, v]) : undefined;
    const stepped = options.convention === 'keras' ? hatStep : adamStep;
    return { x: stepped(g, here, m, largest ?? v, options), state: { m, v, ...(largest && { largest }) } };
  },
};
