import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';

/** η₀/(1 + kt/s)^p: Keras's `InverseTimeDecay` for p = 1; Robbins & Monro (1951) ask for ½ < p ≤ 1. */
export const inverseTime: Schedule = {
  name: 'inverse',
  title: 'Inverse time',
  description: 'Falls as one over the time that has passed.',
  tex: String.raw`\eta_t = \frac{\eta_0}{(1 + k t / s)^p}`,
  aliases: ['inverse_time', 'InverseTimeDecay', 'inverse_decay', 'inv', 'time', 'time_based'],
  options: [
    { name: 'decay', title: 'decay k', default: 0.01, min: 0, aliases: ['decay_rate', 'k', 'gamma'] },
    {
      name: 'every',
      title: 'every … steps',
      default: 1,
      min: 0,
      above: true,
      aliases: ['decay_steps', 'transition_steps'],
    },
    { name: 'power', title: 'power p', default: 1, min: 0, aliases: ['p', 'power_t'] },
    { name: 'staircase', title: 'in stairs', default: false },
  ],
  rate(g, { initial, t }, options) {
    const part = g.divide(t, g.constant(number(options, 'every')));
    const time = options.staircase === true ? g.call('floor', [part]) : part;
    const base = g.add(g.constant(1), g.multiply(g.constant(number(options, 'decay')), time));
    return g.divide(initial, g.power(base, g.constant(number(options, 'power'))));
  },
};
