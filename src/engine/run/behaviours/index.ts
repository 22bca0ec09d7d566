/** What a run did, by its name in the field. */
import type { Behaviour } from '../verdict.ts';
import { cliff } from './cliff.ts';
import type { Course, Recognizer } from './course.ts';
import { divergence } from './divergence.ts';
import { kink } from './kink.ts';
import { oscillation } from './oscillation.ts';
import { plateau } from './plateau.ts';

const RECOGNIZERS: readonly Recognizer[] = [divergence, oscillation, plateau, cliff, kink];

/** The behaviours that are recognized in a run, in the order in which they began. */
export function behavioursOf(course: Course): Behaviour[] {
  return RECOGNIZERS.flatMap((recognize) => recognize(course) ?? []).sort((a, b) => a.since - b.since);
}
