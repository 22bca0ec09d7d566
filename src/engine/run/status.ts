/** What a run came to, from the rule that ended it and its values. */

import type { Problem } from '../problem.ts';
import { signOf } from './behaviours/course.ts';
import type { Oscillation } from './oscillation.ts';
import type { Iterates } from './trace.ts';
import type { Rule, Status } from './verdict.ts';

/** The value grew by this much over the start's: the run was leaving, not arriving. */
const GROWN = 1e3;

/** The status of a run. @param atPrecision whether a search that is stuck could gain no more than rounding. */
export function statusOf(
  problem: Problem,
  trace: Iterates,
  rule: Rule,
  oscillation: Oscillation | undefined,
  atPrecision: () => boolean,
): Status {
  const last = trace.value.length - 1;
  const value = trace.value[last]!;
  const first = trace.value[0]!;
  const sign = signOf(problem);
  switch (rule) {
    case 'user':
      return 'stopped';
    case 'nonFinite':
    case 'divergence':
      if (sign * value < 0 && Math.abs(value) > Math.abs(first)) return 'unbounded';
      return rule === 'nonFinite' && !overflowed(trace) ? 'undefined' : 'diverged';
    case 'gradient':
    case 'gradientMax':
    case 'target':
      return 'converged';
    case 'evaluations':
    case 'time':
    case 'epochs':
    case 'steps': {
      if (oscillation) return 'oscillating';
      const rising = sign * (value - first) > GROWN * (1 + Math.abs(first));
      return rising && last > 0 && sign * (value - trace.value[last - 1]!) > 0 ? 'diverged' : 'limit';
    }
    case 'stuck':
      return atPrecision() ? 'converged' : 'stalled';
    case 'patience':
      return oscillation ? 'oscillating' : 'stalled';
    default:
      return oscillation ? 'oscillating' : 'converged';
  }
}

/** Whether the values grew without bound before they ceased to be finite. */
function overflowed(trace: Iterates): boolean {
  const last = trace.value.length - 1;
  const before = Math.abs(trace.value[Math.max(0, last - 1)]!);
  return Math.abs(trace.value[last]!) === Number.POSITIVE_INFINITY || before > GROWN * (1 + Math.abs(trace.value[0]!));
}
