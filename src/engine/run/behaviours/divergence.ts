import { brief, grouped } from '../numerals.ts';
import { type Course, type Recognizer, signOf } from './course.ts';

/** Growth that swings, as a velocity's does, falls back for less than so many steps. */
const SWING = 32;
/** Growth to this many times the least value before it is divergence, and not a swing. */
const GROWN = 1e3;

/** The values grow to the end of the run: from the least value before the growth on. */
export const divergence: Recognizer = (course) => {
  const { trace, problem } = course;
  const { value } = trace;
  const sign = signOf(problem);
  const last = value.length - 1;
  if (last < 1 || course.status !== 'diverged') return undefined;
  let since = last;
  for (let row = last - 1; row >= 0 && since - row <= SWING; row--) {
    if (!(sign * value[row]! > sign * value[since]!)) since = row;
  }
  const [low, high] = [value[since]!, value[last]!];
  if (!(sign * (high - low) > GROWN * Math.abs(low)) && !Number.isNaN(high)) return undefined;
  return { name: 'divergence', since, sentence: sentenceOf(course, since) };
};

function sentenceOf({ trace: { value } }: Course, since: number): string {
  let last = value.length - 1;
  while (last > since && !Number.isFinite(value[last]!)) last--;
  const factor = (value[last]! / value[since]!) ** (1 / (last - since));
  const each = last - since > 2 && factor > 1 ? `: each step multiplies the value by ${brief(factor)}` : '';
  return `Diverges from step ${grouped(since)} on${each}.`;
}
