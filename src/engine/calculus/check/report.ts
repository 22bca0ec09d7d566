/** What a gradient check found: plain data that survives structuredClone. */

/** A partial derivative at a point, found in three ways. */
export interface PartialCheck {
  /** The parameter's index. */
  readonly parameter: number;
  readonly symbolic: number;
  readonly dual: number;
  /** (f(x + h) − f(x − h)) / 2h. */
  readonly central: number;
  /** How far the central difference can be off, by truncation and rounding together. */
  readonly uncertainty: number;
  /** The larger of the symbolic derivative's distances from the two others, relative to the derivative's size. */
  readonly deviation: number;
  /** The symbolic derivative's distance from the one by dual numbers, relative to the derivative's size. */
  readonly dualDeviation: number;
  /** Neither distance is more than rounding and truncation explain. */
  readonly agrees: boolean;
}

/** R(h) = |f(x + h·d) − f(x) − h·∇f·d| in a random direction d; for a right gradient of a smooth function R ~ h². */
export interface Taylor {
  readonly direction: readonly number[];
  /** h, falling. */
  readonly steps: readonly number[];
  /** R(h); NaN where f(x + h·d) is not a finite number. */
  readonly remainders: readonly number[];
  /** What rounding alone can make of R(h). */
  readonly floors: readonly number[];
  /** The slope of log R by log h over the smallest steps above the floor; NaN where R is rounding only. */
  readonly slope: number;
  /** The steps that the slope was fitted to, as a range of indices. */
  readonly fitted: { readonly from: number; readonly to: number };
}

/** Why the gradients do not agree at a point. */
export interface Cause {
  readonly kind: 'kink' | 'jump' | 'domain' | 'cancellation' | 'roughness' | 'defect';
  /** The reason in words, to follow a colon. */
  readonly sentence: string;
}

export interface CheckedPoint {
  /** `start`, `step 12 of the last run`, `random point 3`. */
  readonly label: string;
  readonly point: readonly number[];
  readonly value: number;
  readonly partials: readonly PartialCheck[];
  /** The largest deviation of the partial derivatives. */
  readonly deviation: number;
  readonly taylor: Taylor;
  /** Absent where everything agrees. */
  readonly cause?: Cause;
}

export interface GradientReport {
  /** The answer. */
  readonly sentence: string;
  /** `explained`: where they do not agree, a kink, a jump, the domain or cancellation is why. */
  readonly outcome: 'agree' | 'explained' | 'defect';
  /** Further sentences: what was left out or replaced, and the seed. */
  readonly remarks: readonly string[];
  readonly points: readonly CheckedPoint[];
}
