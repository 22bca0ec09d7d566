import { conventionOf, decayed, descend, KERAS_DECAY, type Rule, WEIGHT_DECAY } from '../rule.ts';
import { DAMPENING, dampened, faded, MOMENTUM, RATE_INSIDE } from './velocity.ts';

const conventions = {
  pytorch: { rate: 1e-3 },
  keras: {
    rate: 0.01,
    differs: RATE_INSIDE,
    ...KERAS_DECAY,
  },
  optax: {},
  paper: { differs: RATE_INSIDE },
};

/**
 * v ← μv + ∇f(x), x ← x − ηv, with v = 0 at first. Polyak (1964) eq. (9), with the rate outside the velocity as in
 * PyTorch's `SGD(momentum=…)`, whose dampening and weight decay it takes; within it, v ← μv + η∇f(x), x ← x − v, as
 * Polyak has it and Keras.
 */
export const heavyBall: Rule = {
  kind: 'rule',
  name: 'heavyball',
  title: 'Heavy ball',
  group: 'momentum',
  description: 'PyTorch’s momentum: gradients add up in a velocity that fades by μ each step.',
  serves: 'Long narrow valleys, at a rate that is safe for gradient descent.',
  tex: String.raw`v \leftarrow \mu v + \nabla f(x), \quad x \leftarrow x - \eta v`,
  aliases: ['heavy_ball', 'polyak', 'classical_momentum', 'pytorch_momentum'],
  options: [MOMENTUM, DAMPENING, WEIGHT_DECAY, conventionOf(conventions)],
  conventions,
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const fresh = dampened(g, at, here.gradient, options);
    if (options.convention === 'keras' || options.convention === 'paper') {
      const v = faded(g, at, g.multiply(at.rate, fresh), options);
      return { x: g.subtract(here.x, v), state: { v } };
    }
    const v = faded(g, at, fresh, options);
    return { x: descend(g, here, v), state: { v } };
  },
};
