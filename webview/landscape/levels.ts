/** Which levels the contours of a map have: by the heights above its least value, or below its greatest when maximizing. */

/** How many bands of colour a map has. */
export const BANDS = 18;

/** Where the middle height is a smaller share of the greatest than this, even levels would leave a valley empty. */
const SKEWED = 0.22;

export interface Levels {
  /** Of every value how far it is from the best one on the map; NaN where it is not a finite number. */
  readonly heights: Float64Array;
  /** Heights at which a band begins, ascending; none where the objective is constant. */
  readonly thresholds: readonly number[];
  readonly spacing: 'even' | 'log';
  readonly least: number;
  readonly greatest: number;
  /** How many values are not finite numbers. */
  readonly blank: number;
}

/** The levels for values, or undefined where none of them is a finite number. */
export function levelsOf(values: Float64Array, climbs: boolean): Levels | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of finite) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const height = (value: number) => (climbs ? greatest - value : value - least);
  const heights = values.map((value) => (Number.isFinite(value) ? height(value) : Number.NaN));
  const sorted = finite.map(height).sort();
  const top = sorted.at(-1)!;
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const spacing = at(0.5) < SKEWED * top ? 'log' : 'even';
  const bottom = Math.max(at(0.015), top * 1e-9);
  const steps = Array.from({ length: BANDS - 1 }, (_, i) =>
    spacing === 'even' ? (top * (i + 1)) / BANDS : bottom * (top / bottom) ** (i / (BANDS - 1)),
  );
  // Heights that overflow, or differ by rounding alone, have no levels.
  const thresholds = Number.isFinite(top) && bottom > 0 ? steps.filter((step) => step > 0 && step < top) : [];
  return { heights, thresholds, spacing, least, greatest, blank: values.length - finite.length };
}
