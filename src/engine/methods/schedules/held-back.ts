import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';

/** γη₀ for the first steps, then η₀: PyTorch's `ConstantLR`. */
export const heldBack: Schedule = {
  name: 'held',
  title: 'Held back',
  description: 'A share of the rate for the first steps, then all of it.',
  tex: String.raw`\eta_t = \gamma\, \eta_0 \text{ for } t < T, \quad \eta_0 \text{ after}`,
  aliases: ['held_back', 'ConstantLR'],
  options: [
    { name: 'factor', title: 'factor γ', default: 1 / 3, min: 0, max: 1, aliases: ['gamma', 'γ'] },
    { name: 'steps', title: 'steps T', default: 5, min: 0, whole: true, aliases: ['total_iters', 'T'] },
  ],
  length: (options) => number(options, 'steps'),
  rate(g, { initial, t }, options) {
    const held = g.multiply(g.constant(number(options, 'factor')), initial);
    return g.select(g.call('less', [t, g.constant(number(options, 'steps'))]), held, initial);
  },
};
