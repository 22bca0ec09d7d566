import { grouped } from '../numerals.ts';
import type { Recognizer } from './course.ts';

/** Crossings after which a run that ends at a kink is held by it. */
const OFTEN = 3;

/** A run that its kink holds: it ends on it, or jumps across it again and again. */
export const kink: Recognizer = ({ kinks, trace, rule }) => {
  if (rule === 'gradient' || rule === 'gradientMax') return undefined;
  const last = trace.value.length - 1;
  const held = kinks.find(
    ({ kind, extremum, count, last: latest }) =>
      kind === 'kink' && (extremum || (count >= OFTEN && latest >= last - OFTEN)),
  );
  if (!held) return undefined;
  const { first, count, where, source } = held;
  const often = count === 1 ? '' : `, ${grouped(count)} times in all`;
  return {
    name: 'kink',
    since: first,
    sentence: `The path met the kink of ${source} ${where} at step ${grouped(first)}${often}, and stays at it.`,
  };
};
