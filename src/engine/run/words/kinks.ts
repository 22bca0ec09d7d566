/** The kinks that a path met, in words. */
import { brief, grouped } from '../numerals.ts';
import type { Oscillation } from '../oscillation.ts';
import type { MetKink } from '../verdict.ts';
import { type Facts, plural } from './facts.ts';

/** More kinks than this are counted, not named. */
const MOST_NAMED = 3;

/** Which kinks the path met, and what that means for the run. */
export function kinkRemarks(facts: Facts, oscillation: Oscillation | undefined): string[] {
  // Several functions may have theirs in the same place: |x − y| and max(x, y).
  const places = new Map<string, MetKink[]>();
  for (const kink of facts.kinks ?? []) {
    const key = `${kink.kind} ${kink.where} ${kink.first} ${kink.count}`;
    places.set(key, [...(places.get(key) ?? []), kink]);
  }
  const remarks = [...places.values()].slice(0, MOST_NAMED).map((kinks) => {
    const { kind, where, first, count, looked, extremum } = kinks[0]!;
    const sources = [...new Set(kinks.map(({ source }) => source))].join(', ');
    const within = looked === facts.steps ? '' : ` within the first ${plural(looked, 'step')}`;
    const met = count === 1 ? `once${within}, at` : `${grouped(count)} times${within}, first at`;
    const has = kind === 'jump' ? 'The value of the formula jumps' : 'The formula has a kink';
    const stays = oscillation && kind === 'kink' ? '; a constant rate cannot settle there, a falling one can' : '';
    const sides = extremum
      ? ` By the slopes on its two sides, ${brief(extremum.slopes[0])} and ${brief(extremum.slopes[1])}, the kink is a ${extremum.kind}.`
      : '';
    return `${has} ${where} (${sources}). The path met it ${met} step ${grouped(first)}${stays}.${sides}`;
  });
  if (places.size > MOST_NAMED) remarks.push(`It met ${plural(places.size - MOST_NAMED, 'more place')} of this kind.`);
  return remarks;
}
