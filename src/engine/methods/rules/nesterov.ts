import { number } from '../choice.ts';
import { conventionOf, decayed, descend, KERAS_DECAY, penalized, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';
import { faded, MOMENTUM, RATE_INSIDE } from './velocity.ts';

const conventions = {
  pytorch: { rate: 1e-3 },
  keras: {
    rate: 0.01,
    differs: RATE_INSIDE,
    ...KERAS_DECAY,
  },
  optax: {},
  paper: {
    differs:
      'the gradient is taken ahead of the iterate, at x − μv; the frameworks show that point as the iterate, which is one extrapolation further on.',
  },
};

/**
 * The two forms in use. v ← μv + ∇f(x), x ← x − η(∇f(x) + μv): with the gradient at the iterate that is shown, Bengio,
 * Boulanger-Lewandowski & Pascanu (2013), section 3.5; PyTorch's `SGD(nesterov=True)`. And v ← μv + η∇f(x − μv), x ← x − v:
 * Sutskever et al. (2013) eq. (3) and (4), after Nesterov (1983), which evaluates the gradient once more, ahead.
 */
export const nesterov: Rule = {
  kind: 'rule',
  name: 'nesterov',
  title: 'Nesterov momentum',
  group: 'momentum',
  description: 'The heavy ball with a look ahead along the velocity.',
  serves: 'Smooth convex objectives: the fastest rate that first-order information allows.',
  tex: String.raw`v \leftarrow \mu v + \nabla f(x), \quad x \leftarrow x - \eta\,(\nabla f(x) + \mu v)`,
  aliases: ['nag', 'nesterov_momentum', 'accelerated'],
  options: [MOMENTUM, WEIGHT_DECAY, conventionOf(conventions)],
  conventions,
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  lookAhead: (g, { x, state }, options) =>
    options.convention === 'paper'
      ? x.map((each, i) => g.subtract(each, scale(g, number(options, 'momentum'), state.v![i]!)))
      : undefined,
  step(g, at, options) {
    const mu = number(options, 'momentum');
    const here = decayed(g, at, options);
    if (options.convention === 'paper') {
      const v = faded(g, at, g.multiply(at.rate, penalized(g, at.ahead!, options)), options);
      return { x: g.subtract(at.x, v), state: { v } };
    }
    if (options.convention === 'keras') {
      const fresh = g.multiply(at.rate, here.gradient);
      const v = faded(g, at, fresh, options);
      return { x: g.subtract(here.x, g.add(scale(g, mu, v), fresh)), state: { v } };
    }
    const v = faded(g, at, here.gradient, options);
    return { x: descend(g, here, g.add(here.gradient, scale(g, mu, v))), state: { v } };
  },
};
