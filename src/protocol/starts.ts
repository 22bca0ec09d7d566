/** What the panel is told of many starts. */
import type { PointKind } from '../engine/run/verdict.ts';

/** A distinct point at which runs ended. */
export interface StartsGroup {
  readonly point: readonly number[];
  readonly value: number;
  readonly kind: PointKind;
  readonly count: number;
  /** A start from which it was reached. */
  readonly from: readonly number[];
}

/** Where the runs from many starts ended, so far. */
export interface StartsView {
  readonly sentence: string;
  readonly done: number;
  readonly total: number;
  /** The least value first, the greatest when maximizing. */
  readonly groups: readonly StartsGroup[];
  /** How many did not converge. */
  readonly failed: number;
  /** The starts in the first two parameters, a column each, and the box they lie in. */
  readonly points: readonly Float64Array[];
  readonly box: readonly (readonly [number, number])[];
  /** Of each start the index of its group; negative where it has none. */
  readonly ends: Float64Array;
}
