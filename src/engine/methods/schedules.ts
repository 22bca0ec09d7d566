/** Learning-rate schedules: the rate at step t from the initial rate η₀. */
import { number, type Schedule } from './method.ts';

const GAMMA = { min: 0, max: 1, aliases: ['gamma', 'γ', 'decay', 'drop'] } as const;

/** η₀ throughout. */
export const constant: Schedule = {
  name: 'constant',
  title: 'Constant',
  description: 'The same rate at every step.',
  tex: String.raw`\eta_t = \eta_0`,
  aliases: ['none', 'fixed', 'ConstantLR'],
  options: [],
  rate: (_, initial) => initial,
};

/** η₀·γ^⌊t/every⌋: PyTorch's `StepLR`. */
export const step: Schedule = {
  name: 'step',
  title: 'Step',
  description: 'Multiplied by a factor every so many steps.',
  tex: String.raw`\eta_t = \eta_0\, \gamma^{\lfloor t / s \rfloor}`,
  aliases: ['StepLR', 'steps', 'step_decay', 'staircase'],
  options: [
    { name: 'every', title: 'every … steps', default: 100, min: 1, aliases: ['step_size', 'size', 'period', 'steps'] },
    { name: 'factor', title: 'factor γ', default: 0.5, ...GAMMA },
  ],
  rate(g, initial, t, options) {
    const drops = g.call('floor', [g.divide(t, g.constant(number(options, 'every')))]);
    return g.multiply(initial, g.power(g.constant(number(options, 'factor')), drops));
  },
};

/** η₀·γᵗ: PyTorch's `ExponentialLR`. */
export const exponential: Schedule = {
  name: 'exponential',
  title: 'Exponential',
  description: 'Multiplied by a factor at every step.',
  tex: String.raw`\eta_t = \eta_0\, \gamma^t`,
  aliases: ['ExponentialLR', 'exp', 'exponential_decay'],
  options: [{ name: 'factor', title: 'factor γ', default: 0.99, ...GAMMA }],
  rate: (g, initial, t, options) => g.multiply(initial, g.power(g.constant(number(options, 'factor')), t)),
};

/**
 * η_min + (η₀ − η_min)(1 + cos(πt/T))/2 up to t = T, then η_min. Loshchilov & Hutter (2017), eq. 5, without restarts;
 * PyTorch's `CosineAnnealingLR` up to T_max.
 */
export const cosine: Schedule = {
  name: 'cosine',
  title: 'Cosine',
  description: 'Falls along half a cosine from the initial rate to the least.',
  tex: String.raw`\eta_t = \eta_{\min} + \tfrac12 (\eta_0 - \eta_{\min}) \left(1 + \cos \tfrac{\pi t}{T}\right)`,
  aliases: ['CosineAnnealingLR', 'cosine_annealing', 'cos'],
  options: [
    { name: 'steps', title: 'steps T', default: 1000, min: 1, aliases: ['T_max', 'T', 'period'] },
    { name: 'min', title: 'least rate', default: 0, min: 0, aliases: ['eta_min', 'floor'] },
  ],
  rate(g, initial, t, options) {
    const length = g.constant(number(options, 'steps'));
    const least = g.constant(number(options, 'min'));
    const angle = g.divide(g.multiply(g.constant(Math.PI), g.call('min', [t, length])), length);
    const fall = g.multiply(g.constant(0.5), g.add(g.constant(1), g.call('cos', [angle])));
    return g.add(least, g.multiply(g.subtract(initial, least), fall));
  },
};
