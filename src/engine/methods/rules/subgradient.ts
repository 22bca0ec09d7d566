import { number } from '../choice.ts';
import { descend, type Rule } from '../rule.ts';

/**
 * x ← x − η (t + 1)^−p ∂f(x)/‖∂f(x)‖, with the subgradient that is shown, and p = ½. Shor (1985), chapter 2; Boyd, Xiao &
 * Mutapcic, Subgradient Methods (2003), section 2: lengths that vanish but whose sum does not lead to the minimum of a
 * convex objective. The steps do not descend: the best iterate counts, which the verdict names.
 */
export const subgradient: Rule = {
  kind: 'rule',
  name: 'subgradient',
  title: 'Subgradient steps',
  group: 'kinks',
  description: 'Steps against a slope, of a length that falls as 1/√t whatever the slope.',
  serves: 'Convex objectives with kinks. No step need descend: the best iterate is the answer, and it comes slowly.',
  tex: String.raw`x \leftarrow x - \frac{\eta}{(t + 1)^p} \frac{\partial f(x)}{\lVert \partial f(x) \rVert}`,
  aliases: ['subgradients', 'subgradient_method', 'shor'],
  options: [{ name: 'power', title: 'power p', default: 0.5, min: 0, max: 1, above: true, aliases: ['p'] }],
  scaleFree: true,
  automatic: 'whole step',
  symbols: { alpha: String.raw`\alpha` },
  init: () => ({ state: {}, shared: { alpha: 0 } }),
  advance(g, { rate, squaredNorm, t }, options) {
    const power = number(options, 'power');
    const step = g.add(t, g.constant(1));
    const fall = power === 0.5 ? g.call('sqrt', [step]) : g.power(step, g.constant(power));
    const slopes = g.call('greater', [squaredNorm, g.constant(0)]);
    const length = g.divide(rate, g.multiply(fall, g.call('sqrt', [squaredNorm])));
    return { alpha: g.select(slopes, length, g.constant(0)) };
  },
  step: (g, at) => ({ x: descend(g, { ...at, rate: at.shared.alpha! }, at.gradient), state: {} }),
};
