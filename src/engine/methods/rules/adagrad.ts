import { number } from '../choice.ts';
import {
  conventionOf,
  decayed,
  EPSILON,
  EPSILON_IN_ROOT,
  KERAS_DECAY,
  quotient,
  type Rule,
  rootWithEpsilon,
  scale,
  WEIGHT_DECAY,
} from '../rule.ts';

const inRoot = { eps: 1e-7, eps_in_sqrt: true, initial_accumulator_value: 0.1 };

const conventions = {
  pytorch: { rate: 0.01 },
  keras: {
    rate: 1e-3,
    defaults: inRoot,
    ...KERAS_DECAY,
  },
  optax: { defaults: inRoot },
  paper: {},
};

/**
 * s ← s + g², x ← x − ηg/(√s + ε). Duchi, Hazan & Singer (2011), diagonal form; ε outside the root and the decay of
 * the rate, η/(1 + t·lr_decay), as in PyTorch's `Adagrad`.
 */
export const adagrad: Rule = {
  kind: 'rule',
  name: 'adagrad',
  title: 'AdaGrad',
  group: 'adaptive',
  description: 'Each coordinate’s rate shrinks with the squares of its gradients so far.',
  serves: 'Sparse or badly scaled gradients; its steps only ever get shorter.',
  tex: String.raw`s \leftarrow s + g^2, \quad x \leftarrow x - \frac{\eta\, g}{\sqrt{s} + \varepsilon}`,
  aliases: ['ada_grad'],
  options: [
    { ...EPSILON, default: 1e-10 },
    { name: 'lr_decay', title: 'decay of the rate', default: 0, min: 0, aliases: ['rate_decay'] },
    {
      name: 'initial_accumulator_value',
      title: 's at the start',
      default: 0,
      min: 0,
      aliases: ['initial_accumulator', 'initial'],
    },
    EPSILON_IN_ROOT,
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  conventions,
  scaleFree: true,
  init: (options) => ({ state: { s: number(options, 'initial_accumulator_value') } }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const s = g.add(at.state.s!, g.multiply(here.gradient, here.gradient));
    const decay = g.add(g.constant(1), scale(g, number(options, 'lr_decay'), at.t));
    const step = g.multiply(g.divide(at.rate, decay), here.gradient);
    return { x: g.subtract(here.x, quotient(g, step, rootWithEpsilon(g, s, options), options)), state: { s } };
  },
};
