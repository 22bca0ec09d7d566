import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';

/** The greatest rate where the text does not say it, in initial rates. */
const PEAK = 10;

/**
 * Up in a straight line from η₀ and down again, over and over. Smith (2017), "Cyclical Learning Rates"; PyTorch's
 * `CyclicLR`, whose base_lr is η₀. The height halves at every cycle for `triangular2`, and falls by γ at every step for
 * `exp_range`. Momentum is not cycled.
 */
export const cyclic: Schedule = {
  name: 'cyclic',
  title: 'Cyclic',
  description: 'Up from the rate to a greater one and down again, over and over. Momentum is not cycled.',
  tex: String.raw`\eta_t = \eta_0 + (\eta_{\max} - \eta_0)\, h_t\, \Delta(t)`,
  aliases: ['CyclicLR', 'cyclical', 'clr', 'CyclicalLearningRate'],
  rateNames: ['base_lr', 'min'],
  forms: [
    { names: ['triangular', 'TriangularCyclicalLearningRate'], defaults: { mode: 'triangular' } },
    { names: ['triangular2', 'Triangular2CyclicalLearningRate'], defaults: { mode: 'triangular2' } },
    { names: ['exp_range', 'ExponentialCyclicalLearningRate'], defaults: { mode: 'exp_range' } },
  ],
  options: [
    {
      name: 'max',
      title: `greatest rate (0: ${PEAK} × the rate)`,
      default: 0,
      min: 0,
      aliases: ['max_lr', 'maximal_learning_rate'],
    },
    {
      name: 'up',
      title: 'steps up',
      default: 2000,
      min: 0,
      above: true,
      aliases: ['step_size_up', 'step_size', 'half_cycle', 'steps'],
    },
    { name: 'down', title: 'steps down (0: as up)', default: 0, min: 0, aliases: ['step_size_down'] },
    { name: 'mode', title: 'height', default: 'triangular', choices: ['triangular', 'triangular2', 'exp_range'] },
    { name: 'gamma', title: 'γ of exp_range', default: 1, min: 0, above: true, max: 1, aliases: ['γ', 'factor'] },
  ],
  length: (options) => number(options, 'up') + (number(options, 'down') || number(options, 'up')),
  rate(g, { initial, t }, options) {
    const up = number(options, 'up');
    const whole = up + (number(options, 'down') || up);
    const most = number(options, 'max');
    const peak = most > 0 ? g.constant(most) : g.multiply(g.constant(PEAK), initial);
    const turns = g.divide(t, g.constant(whole));
    const cycle = g.call('floor', [turns]);
    const part = g.subtract(turns, cycle);
    const share = up / whole;
    const rising = g.divide(part, g.constant(share));
    const falling = g.divide(g.subtract(g.constant(1), part), g.constant(1 - share));
    const triangle = g.select(g.call('lessOrEqual', [part, g.constant(share)]), rising, falling);
    const height = g.multiply(g.subtract(peak, initial), triangle);
    switch (options.mode) {
      case 'triangular2':
        return g.add(initial, g.multiply(height, g.power(g.constant(0.5), cycle)));
      case 'exp_range':
        return g.add(initial, g.multiply(height, g.power(g.constant(number(options, 'gamma')), t)));
      default:
        return g.add(initial, height);
    }
  },
};
