import type { Options } from '../../problem.ts';
import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { TRANSITION_BEGIN, withoutBegin } from './delayed.ts';

/**
 * η_end + (η₀ − η_end)(1 − t/T)^p up to t = T, then η_end: PyTorch's `PolynomialLR`, Keras's `PolynomialDecay`, optax's
 * `polynomial_schedule` and, for p = 1, `linear_schedule`. With `cycle`, T is taken the least number of times that
 * reaches t, so that the rate leaps up whenever it has come down.
 */
export const polynomial: Schedule = {
  name: 'polynomial',
  title: 'Polynomial',
  description: 'Falls to the last rate as a power of the time that is left.',
  tex: String.raw`\eta_t = \eta_{\text{end}} + (\eta_0 - \eta_{\text{end}}) \left(1 - \tfrac{t}{T}\right)^p`,
  aliases: ['poly', 'power'],
  forms: [
    { names: ['PolynomialLR'], defaults: { steps: 5 } },
    { names: ['PolynomialDecay'], defaults: { end: 1e-4 } },
    ...['polynomial_schedule', 'linear_schedule'].map((name) => ({
      names: [name],
      own: [TRANSITION_BEGIN],
      translate: (given: Options) => ({ options: withoutBegin(given) }),
    })),
  ],
  options: [
    {
      name: 'steps',
      title: 'steps T',
      default: 1000,
      min: 0,
      above: true,
      spans: true,
      aliases: ['total_iters', 'decay_steps', 'transition_steps', 'T'],
    },
    { name: 'power', title: 'power p', default: 1, min: 0, above: true, aliases: ['p'] },
    {
      name: 'end',
      title: 'last rate',
      default: 0,
      min: 0,
      aliases: ['end_learning_rate', 'end_value', 'min', 'eta_min'],
    },
    { name: 'cycle', title: 'begin again', default: false },
  ],
  length: (options) => number(options, 'steps'),
  rate(g, { initial, t }, options) {
    const length = number(options, 'steps');
    const end = g.constant(number(options, 'end'));
    const part = g.divide(t, g.constant(length));
    const turns = g.call('max', [g.constant(1), g.call('ceil', [part])]);
    const passed = options.cycle === true ? g.divide(part, turns) : g.call('min', [part, g.constant(1)]);
    const left = g.power(g.subtract(g.constant(1), passed), g.constant(number(options, 'power')));
    return g.add(end, g.multiply(g.subtract(initial, end), left));
  },
};
