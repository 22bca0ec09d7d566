import { number } from '../choice.ts';
import { descend, type Rule } from '../rule.ts';

/**
 * x ← x − η (f(x) − f*)/‖∇f(x)‖² ∇f(x). Polyak (1987), section 5.3.2. f* is the value at the minimum, or
 * at the maximum of what is climbed; η between 0 and 2 scales the step, 1 unless said. Where f(x) is beyond f* it rests.
 */
export const polyakStep: Rule = {
  kind: 'rule',
  name: 'polyakstep',
  title: 'Polyak’s step',
  group: 'descent',
  description: 'A step as long as would lead to the least value, were the objective linear.',
  serves: 'Convex objectives, kinked ones too, whose least value is known: f_star, 0 unless said.',
  tex: String.raw`x \leftarrow x - \eta\, \frac{f(x) - f^*}{\lVert \nabla f(x) \rVert^2} \nabla f(x)`,
  aliases: ['polyak_step', 'polyak_step_size', 'polyak_sgd', 'sps'],
  options: [
    {
      name: 'f_star',
      title: 'least value f*',
      default: 0,
      aliases: ['fstar', 'f*', 'f_min', 'fmin', 'f_opt', 'optimum'],
    },
  ],
  scaleFree: true,
  automatic: 1,
  symbols: { alpha: String.raw`\alpha` },
  init: () => ({ state: {}, shared: { alpha: 0 } }),
  advance(g, { value, squaredNorm, climbs }, options) {
    const best = number(options, 'f_star');
    const gap = g.call('max', [g.constant(0), g.subtract(value, g.constant(climbs ? -best : best))]);
    const slopes = g.call('greater', [squaredNorm, g.constant(0)]);
    return { alpha: g.select(slopes, g.divide(gap, squaredNorm), g.constant(0)) };
  },
  step(g, at) {
    const rate = g.multiply(at.rate, at.shared.alpha!);
    return { x: descend(g, { ...at, rate }, at.gradient), state: {} };
  },
};
