import { minimumOfCubic } from './bracket.ts';
import type { Line } from './line.ts';
import type { LineSearch } from './line-search.ts';

/** The slope at a minimum is at most this share of the slope at the start. */
const FLAT = 1e-12;
/** A trial goes at most this far beyond the last one. */
const BEYOND = 4;
const MOST_TRIALS = 100;

/** A point of the ray that bounds the minimum. */
interface End {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * The first minimum of φ that is met, to rounding: Cauchy's step (Comptes rendus 25 (1847) 536–538). The ends enclose
 * it, the near one with φ′ < 0; the next trial is where the secant of the slopes is 0 (on a quadratic that is the
 * minimum), then the minimum of the cubic through both ends, and the middle where those do not halve the interval.
 */
export const exact: LineSearch = (line, first) => {
  const start: End = { t: 0, value: line.startValue, slope: line.startSlope };
  let near = start;
  let far: End | undefined;
  let width = Number.POSITIVE_INFINITY;
  for (let trial = 0, t = first; trial < MOST_TRIALS; trial++) {
    line.try(t);
    if (line.resting) return undefined;
    const here: End = { t, value: line.value, slope: line.slope };
    // A lower value can come with a negative slope beyond a hill: then the minimum met first is before it.
    if (!line.finite || here.value > near.value + slack(line) || here.slope >= 0) far = here;
    else near = here;
    if (line.finite && far !== here && Math.abs(here.slope) <= -FLAT * start.slope) return t;
    if (line.finite && far === here && isLow(here, near, start, line)) return t;
    const next = far ? between(near, far, width) : beyond(near, start);
    if (far) width = Math.abs(far.t - near.t);
    if (far ? next <= near.t || next >= far.t || width <= 4 * Number.EPSILON * far.t : !Number.isFinite(next)) break;
    t = next;
  }
  if (far && far.value < near.value && Math.abs(far.slope) < Math.abs(near.slope)) return far.t;
  return near.t > 0 ? near.t : undefined;
};

function slack({ startValue }: Line): number {
  return 8 * Number.EPSILON * Math.abs(startValue);
}

function isLow(here: End, near: End, start: End, line: Line): boolean {
  return here.value <= Math.min(near.value, start.value) + slack(line) && Math.abs(here.slope) <= -FLAT * start.slope;
}

/** A trial between two ends. */
function between(near: End, far: End, widthBefore: number): number {
  const width = far.t - near.t;
  const middle = near.t + 0.5 * width;
  if (!Number.isFinite(far.value) || !Number.isFinite(far.slope)) return near.t + 0.1 * width;
  if (width > 0.5 * widthBefore) return middle;
  const guess =
    far.slope > 0
      ? near.t + (near.slope / (near.slope - far.slope)) * width
      : minimumOfCubic(near.t, near.value, near.slope, far.t, far.value, far.slope);
  return guess > near.t && guess < far.t ? guess : middle;
}

/** A trial beyond the last point: where the slope would be 0, or four times as far. */
function beyond(near: End, start: End): number {
  const secant = near.t + (near.slope / (start.slope - near.slope)) * near.t;
  return secant > near.t ? Math.min(secant, (1 + BEYOND) * near.t) : (1 + BEYOND) * near.t;
}
