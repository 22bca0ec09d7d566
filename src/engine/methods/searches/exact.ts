import { minimumOfCubic } from './bracket.ts';
import { type Line, ROUNDING } from './line.ts';
import type { LineSearch } from './line-search.ts';

/** The slope at a minimum is at most this share of the slope at the start. */
const FLAT = 1e-10;
/** Two trials this close, as a share of their length, are one. */
const CLOSE = 1e-9;
/** A trial goes at most this many times as far as the last one. */
const BEYOND = 5;
/** A trial where the objective is not finite is followed by one at this share of the way. */
const BACK = 0.1;
/** Those before the first where the objective is finite are not counted. */
const MOST_TRIALS = 100;

/** A point of the ray. */
interface End {
  readonly t: number;
  readonly change: number;
  readonly slope: number;
  readonly finite: boolean;
}

/**
 * The first minimum of φ that is met, to rounding: Cauchy's step, Comptes rendus 25 (1847) 536–538. Two ends enclose it,
 * the near one with φ′ < 0. The next trial is where the secant of the last two slopes is 0, which on a quadratic is the
 * minimum; the middle where that leaves the interval or is more than half the last step but one away: Dekker (1969) and
 * Brent, Algorithms for Minimization without Derivatives (1973), chapter 4, for a zero of φ′.
 */
export const exact: LineSearch = (line, first) => {
  const start: End = { t: 0, change: 0, slope: line.startSlope, finite: true };
  const slack = ROUNDING * Math.abs(line.startValue);
  let near = start;
  let far: End | undefined;
  let last = start;
  let t = first;
  /** The last step from trial to trial. */
  let stride = Number.POSITIVE_INFINITY;
  for (let trials = 0; trials < MOST_TRIALS; ) {
    line.try(t);
    if (line.resting || !(t > 0)) break;
    const here = endOf(line, t);
    if (here.finite || near !== start) trials++;
    const isLow = here.change <= near.change + slack;
    if (here.finite && isLow && here.change < 0 && Math.abs(here.slope) <= -FLAT * start.slope) return t;
    // A higher value with a slope downwards is beyond a hill: the minimum that is met first is before it.
    if (!here.finite || here.slope >= 0 || !isLow) far = here;
    else near = here;
    const next = far ? between(near, far, last, here, stride) : beyond(here, last);
    if (here.finite && isLow && here.change < 0 && Math.abs(next - t) <= CLOSE * t) return t;
    if (far ? !(next > near.t && next < far.t) : !Number.isFinite(next)) break;
    stride = Math.abs(here.t - last.t);
    last = here;
    t = next;
  }
  if (far?.finite && far.change < near.change) return far.t;
  return near.t > 0 ? near.t : undefined;
};

function endOf({ change, slope, finite }: Line, t: number): End {
  return { t, change, slope, finite };
}

/** Where the straight line through two slopes is 0. */
function secant(a: End, b: End): number {
  return b.t + (b.slope / (a.slope - b.slope)) * (b.t - a.t);
}

/** A trial between two ends, after trials at `last` and then `here`. @param stride the step before those. */
function between(near: End, far: End, last: End, here: End, stride: number): number {
  const width = far.t - near.t;
  if (!far.finite) return near.t + BACK * width;
  const isNear = (t: number) => t > near.t && t < far.t && Math.abs(t - here.t) <= 0.5 * stride;
  const guess = last.finite && far.slope >= 0 ? secant(last, here) : Number.NaN;
  if (isNear(guess)) return guess;
  const cubic = minimumOfCubic(near.t, near.change, near.slope, far.t, far.change, far.slope);
  return isNear(cubic) ? cubic : near.t + 0.5 * width;
}

/** A trial beyond the last point: where the slope would be 0, if that is not too far. */
function beyond(here: End, last: End): number {
  const guess = secant(last, here);
  return guess > here.t ? Math.min(guess, BEYOND * here.t) : BEYOND * here.t;
}
