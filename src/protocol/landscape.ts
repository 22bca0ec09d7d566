/** What the panel asks of a landscape, and what it is told. */
import type { Relief, ReliefChoice } from '../engine/run/relief.ts';

export type { Relief, ReliefChoice } from '../engine/run/relief.ts';

/** No message carries more values. */
export const MOST_ACROSS = 256;

/** The answer to a question of the panel, by the id that the panel gave it. */
export interface LandscapeView {
  readonly id: number;
  readonly choice: ReliefChoice;
  /** Absent where it could not be computed. */
  readonly relief?: Relief;
  /** Why there is none: a sentence. */
  readonly problem?: string;
}
