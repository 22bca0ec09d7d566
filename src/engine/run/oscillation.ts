/** Cycles: iterates that go round a few points, mostly two, instead of settling. */
import { brief } from './numerals.ts';
import type { Iterates } from './trace.ts';

/** How near x(k) is to x(k−p), as a share of the longest step between them, to be called the same point. */
const RETURNED = 1e-6;
/** A jump of this share of its ends' size is one of their last digits. */
const ROUNDING = 1e-14;
/** This many returns in a row make a cycle, and a whole round. */
const ENOUGH = 3;
/** Of more points a cycle is not looked for. Beyond two, rates too large make cycles of 3, 4, 8 … points (Li & Yorke 1975). */
const LONGEST = 16;
/** A swing is at least this long, against the point's size, or it is but the end of settling down. */
const LONG = 1e-3;

/** A cycle at the end of a run. */
export interface Oscillation {
  /** The step from which on every step returns to a point before. */
  readonly since: number;
  /** How many points it goes round. */
  readonly period: number;
  /** The parameter that jumps the furthest, by index. */
  readonly parameter: number;
  /** The two values it takes, or the least and the greatest of more. */
  readonly between: readonly [number, number];
  /** Whole rounds were seen, so that it goes on like this; otherwise the last step only turned back. */
  readonly settled: boolean;
}

/** The cycle that a trace ends in, if it does: the one of the fewest points. */
export function findOscillation(trace: Iterates): Oscillation | undefined {
  for (let period = 2; period <= LONGEST; period++) {
    const found = cycleOf(trace, period);
    if (found) return found;
  }
  return undefined;
}

function cycleOf(trace: Iterates, period: number): Oscillation | undefined {
  const last = trace.value.length - 1;
  let step = last;
  while (step >= period && returns(trace, step, period)) step--;
  if (last - step < Math.max(ENOUGH, period)) return undefined;
  const jump = widestJump(trace, period);
  const [a, b] = jump.between;
  // At rest the last digits may still alternate: that is rounding, not a swing.
  if (Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b))) return undefined;
  return { ...jump, since: step - period + 1, period, settled: true };
}

/**
 * A last step that is long and turns back on the one before it. A run that ends on an unchanged value at such a step has
 * jumped across a valley to the same height, not come to rest.
 */
export function findSwing(trace: Iterates): Oscillation | undefined {
  const last = trace.value.length - 1;
  if (last < 2) return undefined;
  let along = 0;
  let moved = 0;
  let size = 0;
  for (const column of trace.parameters) {
    const step = column[last]! - column[last - 1]!;
    along += step * (column[last - 1]! - column[last - 2]!);
    moved += step * step;
    size += column[last]! ** 2;
  }
  if (along >= 0 || Math.sqrt(moved) < LONG * (1 + Math.sqrt(size))) return undefined;
  return { ...widestJump(trace, 2), since: last - 1, period: 2, settled: false };
}

/** The parameter that moves the furthest in a round, and between which values: in the order of the last two steps of two. */
function widestJump(trace: Iterates, period: number): Pick<Oscillation, 'parameter' | 'between'> {
  let parameter = 0;
  let widest = 0;
  let between: readonly [number, number] = [0, 0];
  trace.parameters.forEach((column, i) => {
    const round = column.subarray(-period);
    const ends = period === 2 ? ([round[0]!, round[1]!] as const) : ([Math.min(...round), Math.max(...round)] as const);
    const jump = Math.abs(ends[1] - ends[0]);
    if (i > 0 && !(jump > widest)) return;
    [widest, parameter, between] = [jump, i, ends];
  });
  return { parameter, between };
}

/** Whether row k is where row k − p was, against one of the steps between them. */
function returns({ parameters }: Iterates, k: number, period: number): boolean {
  let back = 0;
  for (const column of parameters) back += (column[k]! - column[k - period]!) ** 2;
  for (let step = k; step > k - period; step--) {
    let length = 0;
    for (const column of parameters) length += (column[step]! - column[step - 1]!) ** 2;
    if (length > 0 && back <= RETURNED * RETURNED * length) return true;
  }
  return false;
}

/** Which values a parameter takes in a cycle, in words. */
export function cycleWords({ parameter, between, period }: Oscillation, names: readonly string[]): string {
  const range = `between ${brief(Math.max(...between))} and ${brief(Math.min(...between))}`;
  return `${names[parameter]!} ${period === 2 ? 'jumps' : `goes round ${period} points`} ${range}`;
}
