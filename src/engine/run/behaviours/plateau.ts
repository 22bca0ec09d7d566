import { grouped } from '../numerals.ts';
import { type Course, newtonMove, type Recognizer, signOf } from './course.ts';

/** A stretch in which the value changes by less than this share of its whole range. */
const BAND = 1e-3;
/** Of a longer run evenly spaced rows are looked at, to which its ends then are rounded. */
const MOST_ROWS = 2e5;
/** It is at least so many rows long, and this share of the run. */
const LONG = 50;
const SHARE = 0.2;
/** After it the value falls by this share of its range: what came before was not the end. */
const FALL = 0.1;
/** The gradient against the value: where this is small, a move of the parameters' own size would change little. */
const FLAT = 1e-2;
/** A Newton step would move the point by this share of its size, or leads nowhere: rest is not near. */
const FAR = 0.1;

/**
 * A stretch where the value hardly changes, although the run has not come to rest: it falls later, or the run ended on
 * it. Where saturated units make gradients vanish (Goodfellow, Bengio & Courville 2016, §6.2.2, §8.2.2).
 */
export const plateau: Recognizer = (course) => {
  const stride = Math.ceil(course.trace.value.length / MOST_ROWS);
  const value = sampled(course.trace.value, stride);
  const last = value.length - 1;
  const [low, high] = rangeOf(value);
  if (!Number.isFinite(high - low) || course.status === 'diverged' || course.oscillation) return undefined;
  if (endsOnOne(course, high - low)) {
    const [since] = lastStretch(value, Math.max(BAND * (high - low), BAND * Math.abs(value[last]!)));
    return { name: 'plateau', since: stride * since, sentence: atTheEnd(stride * since, stride * last) };
  }
  if (!(high > low)) return undefined;
  const found = longestStretch(value, BAND * (high - low));
  const fallsLater = signOf(course.problem) * (value[found[1]]! - value[last]!) >= FALL * (high - low);
  if (found[1] - found[0] < Math.max(LONG, SHARE * last) || !fallsLater) return undefined;
  const [since, until] = [stride * found[0], stride * found[1]];
  const sentence = `From step ${grouped(since)} to ${grouped(until)} the path crossed a plateau: the value hardly changed.`;
  return { name: 'plateau', since, until, sentence };
};

function atTheEnd(since: number, last: number): string {
  const from = since === last ? `at step ${grouped(since)}` : `since step ${grouped(since)}`;
  return `The run is on a plateau ${from}: the gradient is small against the value, but this is not a point of rest.`;
}

/** Whether a run ended where it is flat, with its point of rest far away. */
function endsOnOne({ trace, rule, kind, eigenvalues, gradientNorm, status, kinks }: Course, range: number): boolean {
  if (kind !== 'not stationary' || kinks.length > 0 || !eigenvalues) return false;
  const { value, parameters } = trace;
  const last = value.length - 1;
  const point = parameters.map((column) => column[last]!);
  if (newtonMove(eigenvalues, gradientNorm, point) < FAR) return false;
  if (rule === 'gradient' || rule === 'gradientMax') return true;
  if (status !== 'limit' && status !== 'converged' && status !== 'stalled') return false;
  const half = Math.abs(value[last >> 1]! - value[last]!);
  const scale = Math.max(Math.abs(value[last]!), range);
  return last >= LONG && half <= FLAT * scale && gradientNorm * (1 + Math.hypot(...point)) <= FLAT * scale;
}

/** Rows that lie so far apart, the first among them. */
function sampled(value: Float64Array, stride: number): Float64Array {
  if (stride === 1) return value;
  return Float64Array.from({ length: Math.ceil(value.length / stride) }, (_, row) => value[row * stride]!);
}

function rangeOf(value: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of value) {
    // Not `Math.min`: a value that is not a number makes the range one.
    if (!(v >= low)) low = v;
    if (!(v <= high)) high = v;
  }
  return [low, high];
}

/** The longest stretch of rows whose values stay in a band around its first. */
function longestStretch(value: Float64Array, band: number): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let from = 0;
  for (let row = 1; row < value.length; row++) {
    if (Math.abs(value[row]! - value[from]!) > band) from = row;
    else if (row - from > best[1] - best[0]) best = [from, row];
  }
  return best;
}

/** The stretch at the end of a run whose values stay in a band around the last. */
function lastStretch(value: Float64Array, band: number): readonly [number, number] {
  const last = value.length - 1;
  let row = last;
  while (row > 0 && Math.abs(value[row - 1]! - value[last]!) <= band) row--;
  return [row, last];
}
