/** What a run came to. */
export type Status = 'converged' | 'limit' | 'stopped' | 'diverged' | 'unbounded' | 'oscillating' | 'undefined';

/** The rule that ended a run. */
export type Rule = 'gradient' | 'change' | 'move' | 'steps' | 'divergence' | 'nonFinite' | 'user';

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
  readonly margins: readonly Margin[];
  /** The class of the last point and the Hessian's eigenvalues there, ascending; absent where they were not computed. */
  readonly curvature?: { readonly kind: PointKind; readonly eigenvalues: readonly number[] };
  /** The verdict for people: which rule, after how many steps, where, how far the others were. */
  readonly sentence: string;
  /** Further sentences: oscillation, a safe rate, the kind of point. */
  readonly remarks: readonly string[];
}
