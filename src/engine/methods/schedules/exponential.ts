import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { TRANSITION_BEGIN, withoutBegin } from './delayed.ts';
import { GAMMA } from './factor.ts';

/**
 * η₀·γ^(t/every), not below a least rate: PyTorch's `ExponentialLR`, Keras's `ExponentialDecay`, optax's
 * `exponential_decay` of a factor up to 1. As a staircase the exponent is rounded down.
 */
export const exponential: Schedule = {
  name: 'exponential',
  title: 'Exponential',
  description: 'Multiplied by a factor at every step, or over so many steps.',
  tex: String.raw`\eta_t = \eta_0\, \gamma^{t/s}`,
  aliases: ['ExponentialLR', 'exp'],
  forms: [
    {
      names: ['ExponentialDecay', 'exponential_decay'],
      own: [TRANSITION_BEGIN],
      translate: (given) => ({ options: withoutBegin(given) }),
    },
  ],
  options: [
    { name: 'factor', title: 'factor γ', default: 0.99, ...GAMMA },
    {
      name: 'every',
      title: 'every … steps',
      default: 1,
      min: 0,
      above: true,
      aliases: ['decay_steps', 'transition_steps'],
    },
    { name: 'staircase', title: 'in stairs', default: false },
    { name: 'min', title: 'least rate', default: 0, min: 0, aliases: ['end_value', 'min_lr', 'floor'] },
  ],
  rate(g, { initial, t }, options) {
    const part = g.divide(t, g.constant(number(options, 'every')));
    const exponent = options.staircase === true ? g.call('floor', [part]) : part;
    const rate = g.multiply(initial, g.power(g.constant(number(options, 'factor')), exponent));
    const least = number(options, 'min');
    return least > 0 ? g.call('max', [rate, g.constant(least)]) : rate;
  },
};
