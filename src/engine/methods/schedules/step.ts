import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { GAMMA } from './factor.ts';

/** η₀·γ^⌊t/every⌋: PyTorch's `StepLR`. */
export const step: Schedule = {
  name: 'step',
  title: 'Step',
  description: 'Multiplied by a factor every so many steps.',
  tex: String.raw`\eta_t = \eta_0\, \gamma^{\lfloor t / s \rfloor}`,
  aliases: ['steps', 'step_decay', 'staircase'],
  forms: [{ names: ['StepLR'], defaults: { factor: 0.1 } }],
  options: [
    { name: 'every', title: 'every … steps', default: 100, min: 1, aliases: ['step_size', 'size', 'period', 'steps'] },
    { name: 'factor', title: 'factor γ', default: 0.5, ...GAMMA },
  ],
  length: (options) => number(options, 'every'),
  rate(g, { initial, t }, options) {
    const drops = g.call('floor', [g.divide(t, g.constant(number(options, 'every')))]);
    return g.multiply(initial, g.power(g.constant(number(options, 'factor')), drops));
  },
};
