import { number } from '../choice.ts';
import type { Schedule } from '../schedule.ts';

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
    { name: 'steps', title: 'steps T', default: 1000, min: 1, spans: true, aliases: ['T_max', 'T', 'period'] },
    { name: 'min', title: 'least rate', default: 0, min: 0, aliases: ['eta_min', 'floor'] },
  ],
  rate(g, { initial, t }, options) {
    const length = g.constant(number(options, 'steps'));
    const least = g.constant(number(options, 'min'));
    const angle = g.divide(g.multiply(g.constant(Math.PI), g.call('min', [t, length])), length);
    const fall = g.multiply(g.constant(0.5), g.add(g.constant(1), g.call('cos', [angle])));
    return g.add(least, g.multiply(g.subtract(initial, least), fall));
  },
};
