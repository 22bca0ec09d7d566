import type { Schedule } from '../schedule.ts';

/** η₀ throughout. */
export const constant: Schedule = {
  name: 'constant',
  title: 'Constant',
  description: 'The same rate at every step.',
  tex: String.raw`\eta_t = \eta_0`,
  aliases: ['none', 'fixed', 'ConstantLR'],
  options: [],
  rate: (_, { initial }) => initial,
};
