/** What a comparison looked at and what it left out, so that one that has come to look at little is seen. */

/** Why a number is not compared. */
export type Reason =
  /** Rounding may put it on either side of a jump. */
  | 'jump'
  /** Rounding decides its leading digits. */
  | 'rounding'
  /** An infinite slope stands beside it, which counts for the engine and not for the oracle if nothing flows along it. */
  | 'singular'
  /** Something on the way is no finite number. */
  | 'unreal'
  /** Something on the way is so large or small that it may overflow or vanish in one and not in the other. */
  | 'size'
  /** It has a part that the oracle does not know. */
  | 'unknown';

/** Numbers are values, first and second derivatives, each on its backend. */
export interface Tally {
  /** Compared. */
  numbers: number;
  /** Of these, those that rounding alone moves by more than a millionth: agreement there says little. */
  uncertain: number;
  readonly skipped: Record<Reason, number>;
}

export function emptyTally(): Tally {
  return { numbers: 0, uncertain: 0, skipped: { jump: 0, rounding: 0, singular: 0, unreal: 0, size: 0, unknown: 0 } };
}

/** What a comparison leaves out by its own judgement, of what it could have looked at. */
export function shareOfJudged({ numbers, skipped: { jump, rounding, singular } }: Tally): number {
  const judged = jump + rounding + singular;
  return judged / Math.max(1, numbers + judged);
}

/** In words. */
export function describeTally(tally: Tally): string {
  const { numbers, uncertain, skipped } = tally;
  const all = Object.values(skipped).reduce((sum, count) => sum + count, numbers);
  const percent = (count: number) => `${((100 * count) / Math.max(1, all)).toFixed(2)} %`;
  const reasons = Object.entries(skipped).map(([reason, count]) => `${reason} ${percent(count)}`);
  return `${numbers} of ${all} numbers compared (${percent(uncertain)} loosely), skipped: ${reasons.join(', ')}`;
}
