import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number, type OptionSpec } from '../choice.ts';
import type { Schedule, Translated } from '../schedule.ts';

/** Where a cosine ends: a rate, or a share of the initial one, whichever is more. */
export const LEAST: readonly OptionSpec[] = [
  { name: 'min', title: 'least rate', default: 0, min: 0, aliases: ['eta_min', 'floor', 'min_lr'] },
  { name: 'share', title: 'least share of the rate', default: 0, min: 0, max: 1, aliases: ['alpha'] },
];

/** The least rate of these options. */
export function leastRate(g: Graph, initial: Node, options: Options): Node {
  const least = g.constant(number(options, 'min'));
  const share = number(options, 'share');
  return share > 0 ? g.call('max', [least, g.multiply(g.constant(share), initial)]) : least;
}

/** (1 + cos(π·part))/2: from 1 at 0 to 0 at 1. */
export function halfCosine(g: Graph, part: Node): Node {
  const angle = g.multiply(g.constant(Math.PI), part);
  return g.multiply(g.constant(0.5), g.add(g.constant(1), g.call('cos', [angle])));
}

/**
 * η_min + (η₀ − η_min)·((1 + cos(πt/T))/2)^p up to t = T. Loshchilov & Hutter (2017), eq. 5, without restarts. Then η_min,
 * as Keras's `CosineDecay` and optax's `cosine_decay_schedule` do; or the cosine goes on and rises again, as PyTorch's
 * `CosineAnnealingLR` does past T_max.
 */
export const cosine: Schedule = {
  name: 'cosine',
  title: 'Cosine',
  description: 'Falls along half a cosine from the initial rate to the least.',
  tex: String.raw`\eta_t = \eta_{\min} + \tfrac12 (\eta_0 - \eta_{\min}) \left(1 + \cos \tfrac{\pi t}{T}\right)`,
  aliases: ['cosine_annealing', 'cos', 'cosine_decay_schedule'],
  forms: [
    { names: ['CosineAnnealingLR'], defaults: { after: 'rise' } },
    { names: ['CosineDecay'], translate: cosineDecay },
    {
      names: ['warmup_cosine_decay_schedule'],
      own: [
        { name: 'init_value', title: 'first rate', default: 0, min: 0 },
        { name: 'peak_value', title: 'rate', default: 0, min: 0, above: true },
        { name: 'end_value', title: 'last rate', default: 0, min: 0 },
        { name: 'decay_steps', title: 'all steps', default: 0, min: 1 },
      ],
      translate: warmUpCosine,
    },
  ],
  options: [
    {
      name: 'steps',
      title: 'steps T',
      default: 1000,
      min: 0,
      above: true,
      spans: true,
      aliases: ['T_max', 'T', 'period', 'decay_steps'],
    },
    ...LEAST,
    { name: 'power', title: 'power p', default: 1, min: 0, above: true, aliases: ['exponent'] },
    { name: 'after', title: 'then', default: 'hold', choices: ['hold', 'rise'] },
  ],
  length: (options) => number(options, 'steps'),
  rate(g, { initial, t }, options) {
    const part = g.divide(t, g.constant(number(options, 'steps')));
    const half = halfCosine(g, options.after === 'rise' ? part : g.call('min', [part, g.constant(1)]));
    const fall = g.power(half, g.constant(number(options, 'power')));
    const least = leastRate(g, initial, options);
    return g.add(least, g.multiply(g.subtract(initial, least), fall));
  },
};

/** optax counts the warm-up among `decay_steps`, and gives rates where we give shares of one. */
function warmUpCosine(given: Options): Translated {
  const { init_value: _, peak_value: peak, end_value: end, decay_steps: steps, ...rest } = given;
  if (peak === undefined || steps === undefined) return { fault: 'peak_value and decay_steps are needed here.' };
  const rate = Number(peak);
  const decay = Number(steps) - Number(rest.warmup ?? 0);
  if (decay <= 0) return { fault: 'decay_steps counts the warm-up too: it is above warmup_steps.' };
  const least = end === undefined ? {} : { min: Number(end) };
  return { options: { ...rest, ...least, steps: decay, warmup_start: number(given, 'init_value') / rate || 0 }, rate };
}

/** Keras warms up from the initial rate itself, and only to a target. */
function cosineDecay(given: Options): Translated {
  if (Number(given.warmup ?? 0) > 0 && given.warmup_target === undefined) {
    return { fault: 'CosineDecay warms up only to a warmup_target. For a warm-up to the rate write cosine.' };
  }
  return { options: given.warmup_target === undefined ? given : { warmup_start: 1, ...given } };
}
