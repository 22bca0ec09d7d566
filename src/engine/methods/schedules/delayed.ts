import type { Options } from '../../problem.ts';
import type { OptionSpec } from '../choice.ts';

/** optax's `transition_begin`: so many steps at the initial rate before the schedule. */
export const TRANSITION_BEGIN: OptionSpec = {
  name: 'transition_begin',
  title: 'steps before',
  default: 0,
  min: 0,
  whole: true,
};

/** Options without `transition_begin`: a warm-up from the rate to itself says the same. */
export function withoutBegin({ transition_begin: begin, ...options }: Options): Options {
  return begin !== undefined && Number(begin) > 0 ? { ...options, warmup: Number(begin), warmup_start: 1 } : options;
}
