/** Where a course of rates first is not above 0. */
import type { Course } from './course.ts';

/** The most steps that are looked at one by one; beyond them, as many more with equal distances. */
const MOST_LOOKED = 10_000;
/** What that may cost, in operations on numbers. */
const BUDGET = 2e6;
/** A rate as small as this has run out of digits, not of sense. */
const UNDERFLOW = 1e-300;

/** A step whose rate is not above 0. */
export interface CourseFault {
  readonly step: number;
  readonly rate: number;
}

/**
 * The first of steps 0 … steps − 1 whose rate is not a finite number above 0. A run of more than 10,000 steps, or of fewer
 * with a long formula, is looked at in part beyond those, and the step found is then one whose forerunner's rate is above 0.
 * A rate that falls so far that a double holds it no more is none.
 */
export function firstFault(course: Course, initial: number, steps: number): CourseFault | undefined {
  const rate = (t: number) => course.rate(initial, t);
  const looked = Math.min(MOST_LOOKED, Math.max(20, Math.floor(BUDGET / course.cost)));
  let before = -1;
  for (let t = 0; t < steps; t = next(t, steps, looked)) {
    if (!isFault(rate(t))) {
      before = t;
      continue;
    }
    const step = boundary(rate, before, t);
    const last = step > 0 ? rate(step - 1) : 1;
    return rate(step) === 0 && Math.abs(last) < UNDERFLOW ? undefined : { step, rate: rate(step) };
  }
  return undefined;
}

function next(t: number, steps: number, looked: number): number {
  if (t < looked || t === steps - 1) return t + 1;
  return Math.min(steps - 1, t + Math.max(1, Math.floor(steps / looked)));
}

/** A step in (good, bad] with a fault after one without. */
function boundary(rate: (t: number) => number, good: number, bad: number): number {
  let [low, high] = [good, bad];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFault(rate(middle))) high = middle;
    else low = middle;
  }
  return high;
}

function isFault(rate: number): boolean {
  return !(rate > 0 && Number.isFinite(rate));
}
