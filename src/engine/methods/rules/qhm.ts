import { number } from '../choice.ts';
import { average, conventionOf, decayed, descend, type Rule, scale, WEIGHT_DECAY } from '../rule.ts';

const conventions = { paper: { rate: 1e-3 } };

/**
 * Quasi-hyperbolic momentum: v ← βv + (1 − β)∇f(x), x ← x − η((1 − ν)∇f(x) + νv). Ma & Yarats (2019), eq. (3) and (4).
 * ν = 0 is gradient descent, ν = 1 averaging momentum, ν = β Nesterov's at a rate of η/(1 − β).
 */
export const qhm: Rule = {
  kind: 'rule',
  name: 'qhm',
  title: 'Quasi-hyperbolic momentum',
  group: 'momentum',
  description: 'A mean of the plain step and the momentum step.',
  serves: 'Long averages that still hear the gradient of the moment.',
  tex: String.raw`v \leftarrow \beta v + (1 - \beta) \nabla f(x), \quad x \leftarrow x - \eta\,((1 - \nu) \nabla f(x) + \nu v)`,
  aliases: ['quasi_hyperbolic'],
  options: [
    { name: 'beta', title: 'β', default: 0.999, min: 0, max: 1, open: true, aliases: ['momentum', 'mu', 'β', 'gamma'] },
    { name: 'nu', title: 'ν', default: 0.7, min: 0, max: 1, aliases: ['ν'] },
    WEIGHT_DECAY,
    conventionOf(conventions),
  ],
  conventions,
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  step(g, at, options) {
    const nu = number(options, 'nu');
    const here = decayed(g, at, options);
    const v = average(g, number(options, 'beta'), at.state.v!, here.gradient);
    return { x: descend(g, here, g.add(scale(g, 1 - nu, here.gradient), scale(g, nu, v))), state: { v } };
  },
};
