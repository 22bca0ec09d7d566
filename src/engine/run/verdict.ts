import type { Range } from '../problem.ts';

/** What a run came to. */
export type Status =
  | 'converged'
  | 'limit'
  | 'stopped'
  | 'stalled'
  | 'diverged'
  | 'unbounded'
  | 'oscillating'
  | 'undefined';

/** The rule that ended a run. */
export type Rule =
  | 'gradient'
  | 'gradientMax'
  | 'change'
  | 'relativeChange'
  | 'move'
  | 'target'
  | 'patience'
  | 'steps'
  | 'evaluations'
  | 'time'
  | 'divergence'
  | 'nonFinite'
  /** A search found no better point. */
  | 'stuck'
  | 'user';

/** Where a run ended, without a verdict. */
export interface Ended {
  readonly rule: Rule;
  readonly point: readonly number[];
  /** As written. */
  readonly value: number;
  readonly gradientNorm: number;
}

/** How far a rule was from ending the run, at its last step. */
export interface Margin {
  readonly rule: Rule;
  /** In words: `gradient norm`. */
  readonly name: string;
  readonly threshold: number;
  /** The quantity at the last step, in the threshold's unit; NaN where it does not exist yet. */
  readonly last: number;
  readonly fired: boolean;
}

/** What kind of point a run ended at, from the Hessian there. */
export type PointKind = 'minimum' | 'maximum' | 'saddle' | 'degenerate' | 'not stationary';

/** A kink of the objective that the path met. */
export interface MetKink {
  /** The slope jumps there, or the value itself. */
  readonly kind: 'kink' | 'jump';
  /** What has it, as written: `abs(x - 2)`. */
  readonly source: string;
  /** Where that stands in the text. */
  readonly at?: Range;
  /** Where it is: `at x = 2`, `where x - y = 0`. */
  readonly where: string;
  /** The first step on it or beyond it. */
  readonly first: number;
  /** How often the path came onto it or crossed it. */
  readonly count: number;
  /** The last step that was looked at: a very long run is looked at in part. */
  readonly looked: number;
  /** Where the run ends on it, in one parameter: the slopes on both sides make it a minimum, or a maximum. */
  readonly extremum?: { readonly kind: 'minimum' | 'maximum'; readonly slopes: readonly [number, number] };
}

/** The answer to "what happened?". */
export interface Verdict {
  readonly status: Status;
  readonly rule: Rule;
  /** Steps made: the last row of the trace. */
  readonly steps: number;
  readonly point: readonly number[];
  readonly value: number;
  readonly gradientNorm: number;
  /** The iterate with the least value (greatest when maximizing). */
  readonly best: { readonly step: number; readonly point: readonly number[]; readonly value: number };
  /** Evaluations of value and gradient. */
  readonly evaluations: number;
  /** Time spent computing them. */
  readonly seconds: number;
  readonly margins: readonly Margin[];
  /** Why a search found no next point, as the end of a sentence. */
  readonly stuck?: string;
  /** The class of the last point and the Hessian's eigenvalues there, ascending; absent where they were not computed. */
  readonly curvature?: { readonly kind: PointKind; readonly eigenvalues: readonly number[] };
  /** The kinks of the objective that the path met, most often met first; absent where it met none. */
  readonly kinks?: readonly MetKink[];
  /** The verdict for people: which rule, after how many steps, where, how far the others were. */
  readonly sentence: string;
  /** Further sentences: oscillation, a safe rate, the kind of point. */
  readonly remarks: readonly string[];
}
