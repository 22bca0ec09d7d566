import { lengthOf } from '../contraction.ts';
import { brief, grouped } from '../numerals.ts';
import { cycleWords } from '../oscillation.ts';
import type { Iterates } from '../trace.ts';
import { type Course, firstLooked, type Recognizer } from './course.ts';

/** Two steps turn back on each other when the cosine between them is below this. */
const BACK = -0.5;
/** So many in a row, at least, and of half of a run's steps or to its end. */
const ENOUGH = 12;
/** Steps that shrink faster than by this factor are settling down. */
const SETTLING = 0.85;

/** Steps that turn back again and again: a cycle of a few points, or a zig-zag across a valley. */
export const oscillation: Recognizer = (course) => {
  const cycle = course.oscillation;
  if (cycle) {
    const words = cycleWords(cycle, course.problem.parameters);
    const sentence = `Oscillates since step ${grouped(cycle.since)}: ${words}.`;
    return { name: 'oscillation', since: cycle.since, sentence };
  }
  return course.status === 'diverged' || course.status === 'unbounded' ? undefined : zigzag(course);
};

function zigzag({ trace }: Course) {
  const last = trace.value.length - 1;
  const [from, to] = longestTurning(trace);
  const steps = to - from;
  if (steps < ENOUGH || (steps < last / 2 && to < last - 1)) return undefined;
  const factor = (lengthOf(trace, to) / lengthOf(trace, from)) ** (1 / steps);
  if (!(factor > SETTLING)) return undefined;
  const until = to < last - 1 ? { until: to } : {};
  const when = to < last - 1 ? `From step ${grouped(from)} to ${grouped(to)}` : `From step ${grouped(from)} on`;
  const sentence = `${when} every step turns back on the one before: a zig-zag, whose steps change in length by a factor of ${brief(factor)}.`;
  return { name: 'oscillation' as const, since: from, ...until, sentence };
}

/** The longest stretch of steps, by their rows, each of which turns back on the one before. */
function longestTurning(trace: Iterates): readonly [number, number] {
  const last = trace.value.length - 1;
  let best: readonly [number, number] = [0, 0];
  let from = Math.max(1, firstLooked(trace) + 1);
  for (let row = from + 1; row <= last; row++) {
    if (!turnsBack(trace, row)) from = row;
    else if (row - from > best[1] - best[0]) best = [from, row];
  }
  return best;
}

function turnsBack({ parameters }: Iterates, row: number): boolean {
  let along = 0;
  let one = 0;
  let two = 0;
  for (const column of parameters) {
    const now = column[row]! - column[row - 1]!;
    const before = column[row - 1]! - column[row - 2]!;
    along += now * before;
    one += now * now;
    two += before * before;
  }
  return along < BACK * Math.sqrt(one * two);
}
