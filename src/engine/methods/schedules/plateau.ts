import type { Options } from '../../problem.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { number } from '../choice.ts';
import type { Schedule, ScheduleAt, Translated } from '../schedule.ts';

/**
 * The rate falls by γ when the value has not improved for more than `patience` steps: PyTorch's `ReduceLROnPlateau`. The
 * value at the iterate of step t is looked at after the step, so it counts from the rate of step t + 1 on. An improvement
 * is one on best·(1 − threshold), or on best − threshold for `abs`; with `max`, on best·(1 + threshold) or
 * best + threshold. After a fall nothing is counted for `cooldown` steps; a fall by no more than `eps` is not made.
 */
export const plateau: Schedule = {
  name: 'plateau',
  title: 'Reduce on plateau',
  description: 'Multiplied by a factor when the value has not improved for some steps.',
  tex: String.raw`\eta_{t+1} = \gamma\, \eta_t \text{ after } p \text{ steps without a better value}`,
  aliases: ['reduce_on_plateau', 'on_plateau'],
  forms: [
    {
      names: ['ReduceLROnPlateau'],
      defaults: { factor: 0.1 },
      // Keras's callback of the same name.
      own: [{ name: 'min_delta', title: 'improvement above', default: 1e-4, min: 0 }],
      translate: fromKeras,
    },
  ],
  options: [
    { name: 'factor', title: 'factor γ', default: 0.5, min: 0, max: 1, open: true, aliases: ['gamma', 'γ'] },
    { name: 'patience', title: 'patience, steps', default: 10, min: 0, whole: true },
    { name: 'threshold', title: 'improvement above', default: 1e-4, min: 0, aliases: ['rtol'] },
    { name: 'threshold_mode', title: 'counted', default: 'rel', choices: ['rel', 'abs'] },
    { name: 'cooldown', title: 'cool-down, steps', default: 0, min: 0, whole: true },
    { name: 'min', title: 'least rate', default: 0, min: 0, aliases: ['min_lr'] },
    { name: 'mode', title: 'better is', default: 'auto', choices: ['auto', 'min', 'max'] },
    { name: 'eps', title: 'least fall', default: 1e-8, min: 0 },
  ],
  init: (_, initialRate) => ({
    rate: initialRate,
    best: Number.POSITIVE_INFINITY,
    bad: 0,
    cooling: 0,
  }),
  rate: (_, { state }) => state.rate!,
  advance(g, at, options) {
    const { rate, best, bad, cooling } = at.state as Readonly<Record<'rate' | 'best' | 'bad' | 'cooling', Node>>;
    const zero = g.constant(0);
    const one = g.constant(1);
    const { improved, next } = better(g, at, best, options);
    const counted = g.select(improved, zero, g.add(bad, one));
    const cools = g.call('greater', [cooling, zero]);
    const since = g.select(cools, zero, counted);
    const falls = g.call('greater', [since, g.constant(number(options, 'patience'))]);
    const lower = g.call('max', [
      g.multiply(g.constant(number(options, 'factor')), rate),
      g.constant(number(options, 'min')),
    ]);
    const far = g.call('greater', [g.subtract(rate, lower), g.constant(number(options, 'eps'))]);
    return {
      rate: g.select(falls, g.select(far, lower, rate), rate),
      best: next,
      bad: g.select(falls, zero, since),
      cooling: g.select(
        falls,
        g.constant(number(options, 'cooldown')),
        g.select(cools, g.subtract(cooling, one), cooling),
      ),
    };
  },
};

/** Whether the value is better than the best so far, and the best then. With `max`, negatives are kept, so that less is better. */
function better(
  g: Graph,
  at: ScheduleAt,
  best: Node,
  options: Options,
): { readonly improved: Node; readonly next: Node } {
  const rises = options.mode === 'max' || (options.mode !== 'min' && at.climbs);
  // In the mode of the run itself `value` is as it is wanted: less is better.
  const value = rises === at.climbs ? at.value : g.negate(at.value);
  const threshold = number(options, 'threshold');
  const bar =
    options.threshold_mode === 'abs'
      ? g.subtract(best, g.constant(threshold))
      : g.multiply(g.constant(rises ? 1 + threshold : 1 - threshold), best);
  const improved = g.call('less', [value, bar]);
  return { improved, next: g.select(improved, value, best) };
}

/** Keras's min_delta is a difference. */
function fromKeras({ min_delta: delta, ...options }: Options): Translated {
  return { options: delta === undefined ? options : { threshold_mode: 'abs', ...options, threshold: delta } };
}
