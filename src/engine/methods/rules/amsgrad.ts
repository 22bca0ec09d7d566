import { conventionOf, decayed, descend, EPSILON, KERAS_DECAY, quotient, type Rule, WEIGHT_DECAY } from '../rule.ts';
import {
  adamStep,
  BETAS,
  BETAS_TUPLE,
  corrected,
  denominator,
  EPSILON_HAT,
  EPSILON_ROOT,
  hatStep,
  moments,
  nextPowers,
  POWER_SYMBOLS,
  rest,
} from './moments.ts';

const conventions = {
  pytorch: { rate: 1e-3 },
  keras: { rate: 1e-3, defaults: { eps: 1e-7 }, differs: EPSILON_HAT, ...KERAS_DECAY },
  optax: { differs: 'the largest of the corrected averages is kept; PyTorch corrects the largest average.' },
  paper: {
    rate: 1e-3,
    defaults: { eps: 0 },
    differs: 'neither average is corrected for its start at zero.',
  },
};

/**
 * Adam with the largest v so far in place of v, so that no rate grows. Reddi, Kale & Kumar (2018), algorithm 2; with
 * Adam's corrections as PyTorch's `Adam(amsgrad=True)`.
 */
export const amsgrad: Rule = {
  kind: 'rule',
  name: 'amsgrad',
  title: 'AMSGrad',
  group: 'adaptive',
  description: 'Adam, except that no coordinate’s rate ever grows.',
  serves: 'Where Adam leaves a minimum again after rare large gradients.',
  tex: String.raw`v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad v_{\max} \leftarrow \max(v_{\max}, v), \quad x \leftarrow x - \eta\, \frac{\hat m}{\sqrt{\hat v_{\max}} + \varepsilon}`,
  aliases: ['ams_grad'],
  options: [...BETAS, EPSILON, EPSILON_ROOT, WEIGHT_DECAY, conventionOf(conventions)],
  tuples: BETAS_TUPLE,
  conventions,
  scaleFree: true,
  symbols: { ...POWER_SYMBOLS, largest: String.raw`v_{\max}` },
  init: () => ({ state: { m: 0, v: 0, largest: 0 }, shared: { power1: 1, power2: 1 } }),
  advance: nextPowers,
  step(g, at, options) {
    const here = decayed(g, at, options);
    const { m, v } = moments(g, here, options);
    const kept = options.convention === 'optax' ? corrected(g, v, at) : v;
    const largest = g.call('max', [at.state.largest!, kept]);
    const state = { m, v, largest };
    switch (options.convention) {
      case 'keras':
        return { x: hatStep(g, here, m, largest, options), state };
      case 'optax': {
        const mean = g.divide(m, rest(g, at.shared.power1!));
        return { x: descend(g, here, quotient(g, mean, denominator(g, largest, options), options)), state };
      }
      case 'paper':
        return { x: descend(g, here, quotient(g, m, denominator(g, largest, options), options)), state };
      default:
        return { x: adamStep(g, here, m, largest, options), state };
    }
  },
};
