import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { GAMMA } from './factor.ts';

/** η₀·γᵗ: PyTorch's `ExponentialLR`. */
export const exponential: Schedule = {
  name: 'exponential',
  title: 'Exponential',
  description: 'Multiplied by a factor at every step.',
  tex: String.raw`\eta_t = \eta_0\, \gamma^t`,
  aliases: ['ExponentialLR', 'exp', 'exponential_decay'],
  options: [{ name: 'factor', title: 'factor γ', default: 0.99, ...GAMMA }],
  rate: (g, { initial, t }, options) => g.multiply(initial, g.power(g.constant(number(options, 'factor')), t)),
};
