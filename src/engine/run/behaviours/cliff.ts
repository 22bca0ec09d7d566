import { lengthOf } from '../contraction.ts';
import { brief, grouped } from '../numerals.ts';
import { firstLooked, type Recognizer } from './course.ts';

/** A step so many times as long as those before and after it. */
const LEAP = 100;
/** Steps before a leap that must have been calm: no one twice as long as the one before it. */
const CALM = 3;

/**
 * One step that is longer by orders of magnitude than its neighbours: the gradient met a wall, and the path was thrown
 * off. Pascanu, Mikolov & Bengio (2013), figure 6. Steps that grow one after another are divergence, not a cliff.
 */
export const cliff: Recognizer = ({ trace, problem }) => {
  const last = trace.value.length - 1;
  let before = Number.NaN;
  let calm = 0;
  for (let row = firstLooked(trace) + 1; row <= last; row++) {
    const length = lengthOf(trace, row);
    const after = row < last ? lengthOf(trace, row + 1) : Number.NaN;
    const up = row === 1 || length >= LEAP * before;
    // At the last row there is no step after it: it must have broken out of calm ones.
    const down = row < last ? after <= length / LEAP && after > 0 : calm >= CALM;
    if (up && down && length > 0 && isLong(row, length)) {
      const neighbours = Math.max(Number.isNaN(before) ? 0 : before, Number.isNaN(after) ? 0 : after);
      const sentence = `Step ${grouped(row)} met a cliff: it is ${brief(length / neighbours)} times as long as the steps beside it.`;
      return { name: 'cliff', since: row, until: row, sentence };
    }
    calm = length <= 2 * before ? calm + 1 : 0;
    before = length;
  }
  return undefined;

  /** Against the point it came from, and not the end of settling down: a first step that lands in the minimum. */
  function isLong(row: number, length: number): boolean {
    const size = Math.hypot(...problem.parameters.map((_, i) => trace.parameters[i]![row - 1]!));
    return length > 1 + size;
  }
};
