/** Which part of the plane is shown: what `over` says, else what holds the start and the paths. */
import { at, type Pick, type Rows } from '../rows.ts';

export type Interval = readonly [low: number, high: number];

/** A part of the plane; `y` is that of values where there is one parameter. */
export interface Box {
  readonly x: Interval;
  readonly y: Interval;
}

/** One coordinate of a run's iterates. */
export interface Track {
  readonly values: readonly number[];
  /** The run ended well: all of it is to be seen. One that did not may have gone anywhere. */
  readonly settled: boolean;
}

/** Room around what is shown, as a share of it: a curve says what a path did only with what lies around it. */
export const MARGIN = { map: 0.15, curve: 0.5 };
/**
 * A run that did not end well is shown up to so many times the lower quartile of its distances from the start, and no farther
 * than its first steps let expect: distances that double have their quartile far away.
 */
const REACH = 4;
const FIRST = { steps: 8, reach: 8 };
const MOST_SAMPLES = 2000;

/** An interval that holds the start and the tracks, and a margin as a share of that. */
export function fitted(start: number, tracks: readonly Track[], margin: number = MARGIN.map): Interval {
  let low = start;
  let high = start;
  const include = (value: number) => {
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const { values, settled } of tracks) if (settled) values.filter(Number.isFinite).forEach(include);
  const known = high - low;
  for (const { values, settled } of tracks) {
    if (settled) continue;
    const distances = values.map((value) => Math.abs(value - start)).filter((distance) => distance > 0);
    const first = FIRST.reach * quantile(distances.slice(0, FIRST.steps), 0.5);
    const reach = Math.max(known, Math.min(first, REACH * quantile(distances, 0.25)));
    for (const value of values) if (Math.abs(value - start) <= reach) include(value);
  }
  const middle = low / 2 + high / 2;
  const span = high - low;
  // Nothing moved, or nothing but rounding: the size of the number itself is all that is known.
  if (!(span > 1e-9 * Math.abs(middle))) {
    const half = Math.max(1, Math.abs(middle));
    return [middle - half, middle + half];
  }
  return Number.isFinite(span) ? [low - margin * span, high + margin * span] : [start - 1, start + 1];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** A coordinate's values at rows evenly spread over a run, the first and the last among them. */
export function sampled(rows: Rows, pick: Pick): number[] {
  const count = Math.min(rows.length, MOST_SAMPLES);
  if (count < 2) return count === 1 ? [at(rows, 0, pick)] : [];
  return Array.from({ length: count }, (_, i) => at(rows, Math.round((i / (count - 1)) * (rows.length - 1)), pick));
}

/** An interval that is `factor` times as wide and keeps a number at its place. */
export function zoomed([low, high]: Interval, about: number, factor: number): Interval {
  const made = [about + (low - about) * factor, about + (high - about) * factor] as const;
  const width = made[1] - made[0];
  // Beyond this neighbouring pixels are the same number, or none.
  const narrow = width < 1e-12 * Math.max(Math.abs(made[0]), Math.abs(made[1]), 1e-200);
  return narrow || !(width < 1e300) ? [low, high] : made;
}

/** An interval moved by a share of its width. */
export function moved([low, high]: Interval, share: number): Interval {
  const by = share * (high - low);
  return [low + by, high + by];
}
