import type { Schedule } from '../schedule.ts';

/** η₀ throughout; with a warm-up, Transformers' `constant_with_warmup`. */
export const constant: Schedule = {
  name: 'constant',
  title: 'Constant',
  description: 'The same rate at every step.',
  tex: String.raw`\eta_t = \eta_0`,
  aliases: ['none', 'fixed', 'constant_schedule', 'constant_with_warmup'],
  options: [],
  rateNames: ['value'],
  rate: (_, { initial }) => initial,
};
