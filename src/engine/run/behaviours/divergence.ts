import { brief, grouped } from '../numerals.ts';
import { type Course, type Recognizer, signOf } from './course.ts';

/** Growth that swings, as a velocity's does, falls back for less than so many steps. */
const SWING = 32;
/** Growth to this many times the least value before it is divergence, and not a swing. */
const GROWN = 1e3;
/** Growth in the second half by a factor so many times that in the first is no longer by one factor. */
const FASTER = 1.5;

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
  return `Diverges from step ${grouped(since)} on${growth(value, since, last)}.`;
}

/** How much the value grows at each step: by one factor, as on a quadratic, or ever faster. */
function growth(value: Float64Array, since: number, last: number): string {
  const middle = (since + last) >> 1;
  const [first, second] = [factor(value, since, middle), factor(value, middle, last)];
  if (!(first > 1 && second > 1)) return '';
  return second > FASTER * first
    ? ', and ever faster'
    : `: each step multiplies the value by ${brief(factor(value, since, last))}`;
}

function factor(value: Float64Array, from: number, to: number): number {
  return Math.abs(value[to]! / value[from]!) ** (1 / (to - from));
}
