/** A warm-up before a schedule: options that every schedule has. */
import type { Options } from '../problem.ts';
import type { Graph, Node } from '../program/graph.ts';
import { number, type OptionSpec } from './choice.ts';
import type { Schedule, ScheduleAt } from './schedule.ts';

const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'warmup',
    title: 'warm-up, steps',
    default: 0,
    min: 0,
    whole: true,
    aliases: ['warmup_steps', 'warm_up', 'warmup_iters'],
  },
  {
    name: 'warmup_start',
    title: 'warm-up from … × rate',
    default: 0.1,
    min: 0,
    needs: 'warmup',
    aliases: ['warmup_factor', 'warmup_start_factor'],
  },
  { name: 'warmup_target', title: 'warm-up to (0: the rate)', default: 0, min: 0, needs: 'warmup' },
];

/**
 * The schedule with a warm-up before it: over `warmup` steps the rate goes in a straight line from `warmup_start`·η₀ to
 * η₀ (or to `warmup_target`), from which the schedule then starts at its own t = 0. PyTorch's
 * `SequentialLR([LinearLR(start_factor, total_iters=n), …], [n])`; Keras's `CosineDecay(warmup_target, warmup_steps)`
 * with a start of 1. Goyal et al. (2017), section 2.2.
 */
export function withWarmUp(schedule: Schedule): Schedule {
  const { init, advance, length } = schedule;
  return {
    ...schedule,
    options: [...schedule.options, ...OPTIONS],
    rate(g, at, options) {
      const steps = number(options, 'warmup');
      if (steps === 0) return schedule.rate(g, at, options);
      const start = g.multiply(g.constant(number(options, 'warmup_start')), at.initial);
      const rise = g.subtract(target(g, at, options), start);
      const part = g.divide(at.t, g.constant(steps));
      const ramp = g.add(start, g.multiply(rise, part));
      return g.select(warming(g, at, steps), ramp, schedule.rate(g, after(g, at, options), options));
    },
    ...(length && {
      length: (options) => {
        const own = length(options);
        return own === undefined ? undefined : own + number(options, 'warmup');
      },
    }),
    ...(init && {
      init: (options, initialRate) =>
        init(options, (number(options, 'warmup') > 0 && number(options, 'warmup_target')) || initialRate),
    }),
    ...(advance && {
      advance(g, at, options) {
        const steps = number(options, 'warmup');
        if (steps === 0) return advance(g, at, options);
        const next = Object.entries(advance(g, after(g, at, options), options));
        return Object.fromEntries(
          next.map(([name, node]) => [name, g.select(warming(g, at, steps), at.state[name]!, node)]),
        );
      },
    }),
  };
}

function warming(g: Graph, { t }: ScheduleAt, steps: number): Node {
  return g.call('less', [t, g.constant(steps)]);
}

function target(g: Graph, { initial }: ScheduleAt, options: Options): Node {
  const given = number(options, 'warmup_target');
  return given > 0 ? g.constant(given) : initial;
}

/** The schedule's own step number and initial rate. */
function after(g: Graph, at: ScheduleAt, options: Options): ScheduleAt {
  const own = g.subtract(at.t, g.constant(number(options, 'warmup')));
  return { ...at, initial: target(g, at, options), t: g.call('max', [own, g.constant(0)]) };
}
