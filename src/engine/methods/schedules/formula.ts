import type { Schedule } from '../schedule.ts';

/** A formula of the step number t and of η₀, which it calls `rate`: `schedule 0.1/(1 + 0.01*t)`. */
export const formula: Schedule = {
  name: 'formula',
  title: 'A formula of t',
  description: 'Any formula of the step number t and of the initial rate, which is called rate in it.',
  tex: String.raw`\eta_t = f(t, \eta_0)`,
  aliases: ['custom'],
  options: [{ name: 'formula', title: 'rate at step t', default: 'rate', aliases: ['f'] }],
  rate: (_, at, options) => at.formula(String(options.formula), at.t, at.initial),
};
