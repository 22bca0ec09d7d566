import { number } from '../choice.ts';
import { average, decayed, descend, type Rule, WEIGHT_DECAY } from '../rule.ts';

/**
 * The averaging form: v ← βv + (1 − β)∇f(x), x ← x − ηv, with v = 0 at first. The velocity is a moving average of
 * gradients, so the rate keeps gradient descent's scale. Its step is (1 − β) times that of the heavy ball. Ng (2017),
 * Deep Learning Specialization, course 2, week 2.
 */
export const momentum: Rule = {
  kind: 'rule',
  name: 'momentum',
  title: 'Momentum (averaging)',
  group: 'momentum',
  description: 'Steps along a moving average of the gradients.',
  serves: 'Long narrow valleys; the rate keeps gradient descent’s scale.',
  tex: String.raw`v \leftarrow \beta v + (1 - \beta) \nabla f(x), \quad x \leftarrow x - \eta v`,
  aliases: ['averaging', 'ema', 'sgdm', 'momentum_averaging'],
  options: [
    { name: 'beta', title: 'β', default: 0.9, min: 0, max: 1, open: true, aliases: ['momentum', 'mu', 'β', 'gamma'] },
    WEIGHT_DECAY,
  ],
  scaleFree: false,
  init: () => ({ state: { v: 0 } }),
  step(g, at, options) {
    const here = decayed(g, at, options);
    const v = average(g, number(options, 'beta'), at.state.v!, here.gradient);
    return { x: descend(g, here, v), state: { v } };
  },
};
