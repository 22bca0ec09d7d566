/** Two-step cycles: iterates that jump back and forth between two points instead of settling. */
import type { Iterates } from './trace.ts';

/** How near x(k) is to x(k−2), as a share of its distance from x(k−1), to be called the same point. */
const RETURNED = 1e-6;
/** A jump of this share of its ends' size is one of their last digits. */
const ROUNDING = 1e-14;
/** This many returns in a row make a cycle. */
const ENOUGH = 3;
/** A swing is at least this long, against the point's size, or it is but the end of settling down. */
const LONG = 1e-3;

/** A cycle at the end of a run. */
export interface Oscillation {
  /** The step from which on every step returns to the point before the last. */
  readonly since: number;
  /** The parameter that jumps the furthest, by index. */
  readonly parameter: number;
  /** The two values it takes. */
  readonly between: readonly [number, number];
  /** Whole rounds were seen, so that it goes on like this; otherwise the last step only turned back. */
  readonly settled: boolean;
}

/** The two-step cycle that a trace ends in, if it does. */
export function findOscillation(trace: Iterates): Oscillation | undefined {
  const last = trace.value.length - 1;
  let step = last;
  while (step >= 2 && returns(trace, step)) step--;
  if (last - step < ENOUGH) return undefined;
  const jump = widestJump(trace);
  const [a, b] = jump.between;
  // At rest the last digits may still alternate: that is rounding, not a swing.
  if (Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b))) return undefined;
  return { ...jump, since: step - 1, settled: true };
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
  return { ...widestJump(trace), since: last - 1, settled: false };
}

function widestJump(trace: Iterates): Pick<Oscillation, 'parameter' | 'between'> {
  const last = trace.value.length - 1;
  let parameter = 0;
  let widest = 0;
  trace.parameters.forEach((column, i) => {
    const jump = Math.abs(column[last]! - column[last - 1]!);
    if (jump > widest) [widest, parameter] = [jump, i];
  });
  const column = trace.parameters[parameter]!;
  return { parameter, between: [column[last - 1]!, column[last]!] };
}

function returns(trace: Iterates, k: number): boolean {
  let one = 0;
  let two = 0;
  for (const column of trace.parameters) {
    one += (column[k]! - column[k - 1]!) ** 2;
    two += (column[k]! - column[k - 2]!) ** 2;
  }
  return one > 0 && two <= RETURNED * RETURNED * one;
}
