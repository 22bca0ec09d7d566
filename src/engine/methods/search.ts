/**
 * A method that computes each step with as many evaluations as it needs: line searches, quasi-Newton, Newton, least
 * squares. It works on numbers, on an objective that counts what it is asked.
 */
import type { Options } from '../problem.ts';
import type { About } from './about.ts';

/** A point with what is known of what is minimized there. */
export interface Iterate {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** The residuals r of an objective that is scale · Σ r² + offset. */
export interface Residuals {
  /** How many residuals. */
  readonly count: number;
  /** The factor before the sum of squares: 1 for a sum, 1/m for a mean, 1/2 where the formula says so. */
  readonly scale: number;
  /** What is added that depends on no parameter. */
  readonly offset: number;
  /** The residuals at a point; counts as an evaluation. */
  values(x: Float64Array, residuals: Float64Array): void;
  /** The residuals and their Jacobian, row-major, count × parameters. */
  jacobian(x: Float64Array, residuals: Float64Array, jacobian: Float64Array): void;
}

/**
 * What a search may ask: always of what is minimized, the negative of an objective that is maximized. Values that are
 * not finite are returned as they are.
 */
export interface Landscape {
  readonly parameters: number;
  /** The value, with the gradient put into `gradient`. */
  evaluate(x: Float64Array, gradient: Float64Array): number;
  /** The Hessian, row-major. */
  hessian(x: Float64Array, into: Float64Array): void;
  /** The Hessian's product with a direction. */
  product(x: Float64Array, direction: Float64Array, into: Float64Array): void;
  /** Where the objective is a sum of squares. */
  readonly residuals: Residuals | undefined;
}

/** A point that a line search or a trust region tried in one step. */
export interface Trial {
  /** The step length, as a multiple of the direction; of a trust region its radius, of least squares its damping. */
  readonly length: number;
  readonly value: number;
  readonly accepted: boolean;
}

/** What a step came to. */
export interface SearchStep {
  /**
   * The next iterate; undefined where no better point was found. Its arrays are the search's own: they hold until the
   * step after next.
   */
  readonly next?: Iterate;
  /** The step length along the direction: what the trace shows as the rate. */
  readonly length: number;
  readonly trials: readonly Trial[];
  /** The method’s own columns, in the order of `SearchMethod.columns`; trials are counted for every search. */
  readonly columns: readonly number[];
  /** Why there is no next iterate, as the end of a sentence: `no lower value along the direction`. */
  readonly stuck?: string;
}

/** One run of a search. */
export interface Search {
  /** One step from an iterate, which is the last step's `next` or the start. */
  step(at: Iterate): SearchStep;
}

/** A column of the trace that a search has. */
export interface SearchColumn {
  readonly name: string;
  readonly tex: string;
  /** In words. */
  readonly title: string;
}

/** A method that searches. */
export interface SearchMethod extends About {
  readonly kind: 'search';
  /** What it needs of an objective beside value and gradient. */
  readonly needs: 'gradient' | 'hessian' | 'product' | 'residuals';
  readonly columns: readonly SearchColumn[];
  /**
   * @param rate the first trial step length, where the text gives one; trust regions and Levenberg–Marquardt, which have
   * none, leave it aside.
   * @throws {RangeError} where the objective is no sum of squares and the method needs residuals.
   */
  begin(landscape: Landscape, options: Options, rate: number | 'auto'): Search;
}
