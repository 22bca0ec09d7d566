import type { Graph, Node } from '../../program/graph.ts';
import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';
import { halfCosine, LEAST, leastRate } from './cosine.ts';

/**
 * A cosine that begins again: restart i lasts T₀·mⁱ steps and starts from the rate times qⁱ. Loshchilov & Hutter (2017),
 * SGDR, eq. 5; PyTorch's `CosineAnnealingWarmRestarts`, and with q Keras's `CosineDecayRestarts`.
 */
export const warmRestarts: Schedule = {
  name: 'restarts',
  title: 'Warm restarts',
  description: 'Falls along half a cosine and begins again, each time for longer.',
  tex: String.raw`\eta_t = \eta_{\min} + \tfrac12 (\eta_0 - \eta_{\min})\, q^i \left(1 + \cos \pi \tfrac{t - t_i}{T_0 m^i}\right)`,
  aliases: ['warm_restarts', 'cosine_restarts', 'CosineAnnealingWarmRestarts', 'sgdr', 'cosine_warm_restarts'],
  forms: [{ names: ['CosineDecayRestarts'], defaults: { longer: 2 } }],
  options: [
    {
      name: 'period',
      title: 'first period T₀',
      default: 100,
      min: 0,
      above: true,
      aliases: ['T_0', 'T0', 'steps', 'first_decay_steps'],
    },
    { name: 'longer', title: 'longer by m', default: 1, min: 1, aliases: ['T_mult', 't_mul', 'mult'] },
    { name: 'lower', title: 'lower by q', default: 1, min: 0, above: true, max: 1, aliases: ['m_mul'] },
    ...LEAST,
  ],
  length: (options) => number(options, 'period'),
  rate(g, { initial, t }, options) {
    const { index, part } = restart(g, g.divide(t, g.constant(number(options, 'period'))), number(options, 'longer'));
    const least = leastRate(g, initial, options);
    const height = g.multiply(g.subtract(initial, least), g.power(g.constant(number(options, 'lower')), index));
    return g.add(least, g.multiply(height, halfCosine(g, part)));
  },
};

/** Which restart a time is in, counted in first periods, and what part of it has passed. */
function restart(g: Graph, time: Node, m: number): { readonly index: Node; readonly part: Node } {
  if (m === 1) {
    const index = g.call('floor', [time]);
    return { index, part: g.subtract(time, index) };
  }
  // The i-th begins at (mⁱ − 1)/(m − 1). The logarithm may round to either side of a whole number: one is tried beyond.
  const begins = (i: Node) => g.divide(g.subtract(g.power(g.constant(m), i), g.constant(1)), g.constant(m - 1));
  const grown = g.add(g.constant(1), g.multiply(g.constant(m - 1), time));
  const near = g.call('round', [g.divide(g.call('log', [grown]), g.constant(Math.log(m)))]);
  const index = g.select(g.call('less', [time, begins(near)]), g.subtract(near, g.constant(1)), near);
  return { index, part: g.divide(g.subtract(time, begins(index)), g.power(g.constant(m), index)) };
}
