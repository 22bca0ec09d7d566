/** The Hessian at a point, its eigenvalues, and what they say: the kind of point, and which rates are safe. */
import { gradientOf, hessianOf, hessianVectorProduct } from '../calculus/gradient.ts';
import { shiftedCholesky, solveCholesky } from '../methods/searches/cholesky.ts';
import type { Problem } from '../problem.ts';
import { compileEvaluator, type Evaluator } from '../program/evaluator.ts';
import { leastDirection, symmetricEigenvalues } from './eigenvalues.ts';
import type { PointKind } from './verdict.ts';

/** Beyond this many parameters the Hessian is not built: n² formulas and n³ work for what a verdict says. */
const MOST_PARAMETERS = 60;

/** Steps of power iteration: the estimate then is within a few percent, from below, for all but close eigenvalues. */
const POWER_STEPS = 40;

/** The second derivatives of a problem's objective as written, at any point. */
export class Curvature {
  readonly #problem: Problem;
  readonly #parameters: number;
  readonly #evaluate: Evaluator | undefined;
  readonly #result: Float64Array;
  /** The Hessian's product with a direction, inputs the point and then the direction; made when it is first asked for. */
  #product: Evaluator | undefined;

  constructor(problem: Problem) {
    const { graph, objective, columns } = problem;
    const n = problem.parameters.length;
    this.#problem = problem;
    this.#parameters = n;
    this.#result = new Float64Array(n > MOST_PARAMETERS ? n : n * n);
    if (n > MOST_PARAMETERS) return;
    const hessian = hessianOf(graph, gradientOf(graph, objective, n)).flat();
    this.#evaluate = compileEvaluator(
      hessian,
      n,
      columns.map((column) => column.values),
    );
  }

  /** The Hessian's eigenvalues, ascending; undefined where it is not finite or too large to build. */
  eigenvalues(point: readonly number[]): number[] | undefined {
    if (!this.#evaluate) return undefined;
    this.#evaluate(point, this.#result);
    if (!this.#result.every(Number.isFinite)) return undefined;
    return symmetricEigenvalues(this.#parameters, this.#result);
  }

  /**
   * The Newton step to the minimum of sign · the objective's quadratic model, which does not depend on the units of the
   * parameters; undefined where the model has no minimum, and as the eigenvalues are.
   *
   * @param gradient of the objective as written.
   */
  newtonStep(point: readonly number[], gradient: readonly number[], sign: 1 | -1): Float64Array | undefined {
    const n = this.#parameters;
    if (!this.#evaluate) return undefined;
    this.#evaluate(point, this.#result);
    const factor = new Float64Array(n * n);
    const minimized = this.#result.map((second) => sign * second);
    if (shiftedCholesky(n, minimized, factor) !== 0) return undefined;
    const step = Float64Array.from(gradient, (partial) => -sign * partial);
    solveCholesky(n, factor, step);
    return step;
  }

  /** The unit direction in which sign · the objective curves the least; undefined as the eigenvalues are. */
  leastDirection(point: readonly number[], sign: 1 | -1): number[] | undefined {
    if (!this.#evaluate) return undefined;
    this.#evaluate(point, this.#result);
    if (!this.#result.every(Number.isFinite)) return undefined;
    return leastDirection(this.#parameters, this.#result, sign);
  }

  /**
   * The largest absolute eigenvalue: exact where the Hessian is built, else estimated by power iteration (von Mises &
   * Pollaczek-Geiringer 1929) on its products with directions. 0 where it is not finite.
   */
  radius(point: readonly number[]): number {
    if (this.#evaluate) return spectralRadius(this.eigenvalues(point) ?? []);
    this.#product ??= this.#compileProduct();
    // A fixed start with no pattern of its own, so that the same problem has the same estimate.
    let direction = point.map((_, i) => Math.sin(1 + 7 * i));
    let radius = 0;
    for (let k = 0; k < POWER_STEPS; k++) {
      const length = Math.hypot(...direction);
      if (length === 0 || !Number.isFinite(length)) break;
      this.#product([...point, ...direction.map((part) => part / length)], this.#result);
      direction = [...this.#result];
      radius = Math.hypot(...direction);
    }
    return Number.isFinite(radius) ? radius : 0;
  }

  #compileProduct(): Evaluator {
    const { graph, objective, columns } = this.#problem;
    const n = this.#parameters;
    const direction = Array.from({ length: n }, (_, i) => graph.input(n + i));
    return compileEvaluator(
      hessianVectorProduct(graph, gradientOf(graph, objective, n), direction),
      2 * n,
      columns.map((column) => column.values),
    );
  }
}

/** The largest absolute eigenvalue. */
export function spectralRadius(eigenvalues: readonly number[]): number {
  return eigenvalues.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Eigenvalues smaller than this share of the largest count as zero: rounding alone makes them so. */
const FLAT = 1e-8;
/** A point is stationary when a Newton step would move it by less than this share of its size. */
const STATIONARY = 1e-4;

/**
 * Whether a point can be called stationary: a Newton step, at most ‖∇f‖/min|λ| long, would hardly move it. In directions
 * without curvature there is no such step: there only the gradient itself can tell, by `small`.
 */
export function isStationary(
  eigenvalues: readonly number[],
  gradientNorm: number,
  point: readonly number[],
  small: boolean,
): boolean {
  if (gradientNorm === 0) return true;
  const flat = FLAT * spectralRadius(eigenvalues);
  const curved = eigenvalues.map(Math.abs).filter((value) => value > flat);
  if (curved.length < eigenvalues.length) return small;
  return gradientNorm <= STATIONARY * Math.min(...curved) * (1 + Math.hypot(...point));
}

/** What kind of stationary point this is, by the signs of the eigenvalues. Nocedal & Wright (2006), theorems 2.3, 2.4. */
export function kindOfPoint(eigenvalues: readonly number[]): PointKind {
  const largest = spectralRadius(eigenvalues);
  const flat = FLAT * largest;
  const positive = eigenvalues.filter((value) => value > flat).length;
  const negative = eigenvalues.filter((value) => value < -flat).length;
  if (positive > 0 && negative > 0) return 'saddle';
  if (positive === eigenvalues.length) return 'minimum';
  return negative === eigenvalues.length ? 'maximum' : 'degenerate';
}
