/** How a run at a constant rate goes, by its iterates. */
import { findOscillation } from '../oscillation.ts';
import type { Iterates } from '../trace.ts';
import type { RateOutcome } from './report.ts';

/** The last quarter of a run is this much higher than the one before it: it grows. */
const GROWS = 1.5;
/** In the last quarter the value rises by this share of what it falls by, and of what it rose by in the one before. */
const TO_AND_FRO = 0.5;
const GOES_ON = 0.1;
/** Growth is seen where it is this share of the whole fall; swings where they are this one. */
const SEEN = 1e-9;
const SWING = 1e-4;

/**
 * @param sign −1 where the objective is maximized. @param bounded no limit ended the run.
 */
export function outcomeOf({ parameters, value }: Iterates, sign: 1 | -1, bounded: boolean): RateOutcome {
  const height = value.map((one) => sign * one);
  const [first, last] = [height[0]!, height.at(-1)!];
  if (!bounded || !Number.isFinite(last)) {
    return last < first && Math.abs(last) > Math.abs(first) ? 'unbounded' : 'diverges';
  }
  if (parameters.every((column) => column.every((one) => one === column[0]))) return 'rests';
  if (last > first) return 'diverges';
  const least = smallest(height);
  const quarters = parts(height, 4)
    .slice(2)
    .map((part) => movement(part, least));
  const [before, after] = quarters as [Movement, Movement];
  const fall = first - least;
  if (after.top > SEEN * fall && after.top > GROWS * before.top) {
    const tops = parts(height, 8)
      .slice(4)
      .map((part) => movement(part, least).top);
    return tops.every((top, k) => k === 0 || top > tops[k - 1]!) ? 'diverges' : 'oscillates';
  }
  const swings = after.up > TO_AND_FRO * after.down && after.up > GOES_ON * before.up;
  if (swings && after.swing > SWING * fall) return 'oscillates';
  return jumps({ parameters, value }) ? 'oscillates' : 'descends';
}

/** How a value moves over a part of a run. */
interface Movement {
  /** Its greatest height. */
  readonly top: number;
  /** Between its least and greatest height. */
  readonly swing: number;
  /** All that it rises by, and falls by. */
  readonly up: number;
  readonly down: number;
}

function movement(height: Float64Array, least: number): Movement {
  const top = -smallest(height.map((one) => -one));
  let [up, down] = [0, 0];
  for (let k = 1; k < height.length; k++) {
    const change = height[k]! - height[k - 1]!;
    if (change > 0) up += change;
    else down -= change;
  }
  return { top: top - least, swing: top - smallest(height), up, down };
}

/** So many parts of equal length, as far as that goes. */
function parts(height: Float64Array, count: number): Float64Array[] {
  const at = (k: number) => Math.floor((k * height.length) / count);
  return Array.from({ length: count }, (_, k) => height.subarray(at(k), at(k + 1)));
}

function smallest(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

/** Whether the iterates jump back and forth between two points that may have the same value. */
function jumps(trace: Iterates): boolean {
  const cycle = findOscillation(trace);
  if (!cycle) return false;
  const column = trace.parameters[cycle.parameter]!;
  const way = -smallest(column.map((one) => -one)) - smallest(column);
  return Math.abs(cycle.between[0] - cycle.between[1]) > SWING * way;
}
