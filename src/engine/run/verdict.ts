import type { Range, SettingsPatch } from '../problem.ts';

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
  | 'epochs'
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
  /** The last such step. */
  readonly last: number;
  /** How often the path came onto it or crossed it. */
  readonly count: number;
  /** The last step that was looked at: a very long run is looked at in part. */
  readonly looked: number;
  /** Where the run ends on it, in one parameter: the slopes on both sides make it a minimum, or a maximum. */
  readonly extremum?: { readonly kind: 'minimum' | 'maximum'; readonly slopes: readonly [number, number] };
}

/** What the curvature says of rates. Its eigenvalues are of what is minimized, with a method's weight decay. */
export interface Conditioning {
  /** Which point it was taken at: where a run left for infinity, its end says nothing. */
  readonly at: 'start' | 'end';
  /** The least and the greatest eigenvalue. */
  readonly smallest: number;
  readonly largest: number;
  /** max|λ| / min|λ|; infinite where an eigenvalue is 0 but for rounding. */
  readonly condition: number;
  /** The method is stable on a quadratic of this curvature for rates between 0 and this: 2/λmax for gradient descent. */
  readonly safeRate?: number;
  /** The constant rate with the best contraction, 2/(λmin + λmax), for gradient descent where all λ > 0. */
  readonly bestRate?: number;
}

/** By which factor a step brings the iterates nearer to their limit. */
export interface Contraction {
  /** From the eigenvalues and the rate, for methods whose theory is known and a constant rate. */
  readonly predicted?: number;
  /** The mean factor of the step lengths, geometric, by a straight line through their logarithms. */
  readonly observed?: number;
  /** The steps of which `observed` is the mean, first and last. */
  readonly steps?: readonly [number, number];
}

/** Whether the steps decreased what is minimized as they should. */
export interface Decrease {
  /** Armijo: f(x₊) ≤ f(x) − c₁η‖∇f‖² with c₁ = 1e-4. Monotone: f(x₊) ≤ f(x). Either up to rounding. */
  readonly rule: 'Armijo' | 'monotone';
  /** Steps that did not. */
  readonly violations: number;
  /** The first of them. */
  readonly first?: number;
  /** How many steps were looked at, from the first on: a very long run is looked at in part. */
  readonly looked: number;
}

/** What a run did, by its name in the field. */
export interface Behaviour {
  readonly name: 'divergence' | 'oscillation' | 'plateau' | 'cliff' | 'kink' | 'noise floor';
  /** The step at which it began. */
  readonly since: number;
  /** The step at which it ended; absent where it lasts to the run's end. */
  readonly until?: number;
  /** In words. */
  readonly sentence: string;
}

/** What to do about a run that did not succeed. */
export interface Remedy {
  readonly sentence: string;
  /** Settings with which the same run succeeds: it was tried. Absent where there is nothing to set. */
  readonly apply?: { readonly label: string; readonly patch: SettingsPatch };
}

/** What a run in batches took. */
export interface Passes {
  /** Passes over the rows, the last of which may not be whole. */
  readonly epochs: number;
  /** Values and gradients of a row that its steps needed. */
  readonly rowEvaluations: number;
  /** The epoch after which the full objective was best. */
  readonly bestEpoch: number;
  /** Where its values hovered since an epoch: the least and the greatest full objective. */
  readonly floor?: { readonly since: number; readonly least: number; readonly greatest: number };
}

/** The objective's values over rows that were held out, at the last point. */
export interface HeldOutValues {
  readonly validation?: number;
  readonly test?: number;
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
  /** Of a run in batches, whose `value`, `gradientNorm` and `best` are of the full objective. */
  readonly passes?: Passes;
  readonly margins: readonly Margin[];
  /** Why a search found no next point, as the end of a sentence. */
  readonly stuck?: string;
  /** The class of the last point and the Hessian's eigenvalues there, ascending; absent where they were not computed. */
  readonly curvature?: { readonly kind: PointKind; readonly eigenvalues: readonly number[] };
  /** What the curvature says of rates; absent where the Hessian was not computed. */
  readonly conditioning?: Conditioning;
  /** Absent where neither is known. */
  readonly contraction?: Contraction;
  /** Absent of a run without a step. */
  readonly decrease?: Decrease;
  /** What the run did, in the order in which it began. */
  readonly behaviours: readonly Behaviour[];
  /** The kinks of the objective that the path met, most often met first; absent where it met none. */
  readonly kinks?: readonly MetKink[];
  /** Absent where no rows are held out. */
  readonly heldOut?: HeldOutValues;
  /** The verdict for people: which rule, after how many steps, where, how far the others were. */
  readonly sentence: string;
  /** Further sentences: oscillation, a safe rate, the kind of point. */
  readonly remarks: readonly string[];
}
