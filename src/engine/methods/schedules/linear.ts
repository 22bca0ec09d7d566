import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';

/** η₀(s + (e − s) min(t, T)/T): PyTorch's `LinearLR`. */
export const linear: Schedule = {
  name: 'linear',
  title: 'Linear',
  description: 'In a straight line from one share of the rate to another.',
  tex: String.raw`\eta_t = \eta_0 \left(s + (e - s) \tfrac{\min(t, T)}{T}\right)`,
  aliases: ['linear_decay', 'lin'],
  forms: [{ names: ['LinearLR'], defaults: { from: 1 / 3, to: 1, steps: 5 } }],
  options: [
    { name: 'from', title: 'from … × rate', default: 1, min: 0, aliases: ['start_factor', 'start'] },
    { name: 'to', title: 'to … × rate', default: 0, min: 0, aliases: ['end_factor', 'end'] },
    { name: 'steps', title: 'steps T', default: 1000, min: 0, above: true, spans: true, aliases: ['total_iters', 'T'] },
  ],
  length: (options) => number(options, 'steps'),
  rate(g, { initial, t }, options) {
    const [from, to] = [number(options, 'from'), number(options, 'to')];
    const part = g.call('min', [g.divide(t, g.constant(number(options, 'steps'))), g.constant(1)]);
    return g.multiply(initial, g.add(g.constant(from), g.multiply(g.constant(to - from), part)));
  },
};
