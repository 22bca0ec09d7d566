/** The objective along a ray from an iterate: φ(t) = f(x + t·d), φ′(t) = ∇f(x + t·d)ᵀd. */
import type { Iterate, Landscape, SearchStep, Trial } from '../search.ts';
import { dot, norm } from './vectors.ts';

/** Values that differ by less than this share of themselves are equal up to rounding. */
export const ROUNDING = 8 * Number.EPSILON;

/** A point's arrays, which the searches write over at the step after next. */
interface Point {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
}

/**
 * A ray and the points tried on it. The fields tell of the last point tried. There are two buffers for points: the
 * iterate that a ray starts from is never written over.
 */
export class Line {
  readonly #landscape: Landscape;
  readonly #points: readonly [Point, Point];
  #point: Point;
  #origin: Iterate | undefined;
  #direction: Float64Array | undefined;
  /** φ(0). */
  startValue = Number.NaN;
  /** φ′(0). */
  startSlope = Number.NaN;
  length = 0;
  value = Number.NaN;
  slope = Number.NaN;
  /** Whether value and slope are finite. */
  finite = false;
  trials: Trial[] = [];

  constructor(landscape: Landscape) {
    const n = landscape.parameters;
    const point = (): Point => ({ x: new Float64Array(n), gradient: new Float64Array(n) });
    this.#landscape = landscape;
    this.#points = [point(), point()];
    this.#point = this.#points[0];
  }

  get parameters(): number {
    return this.#landscape.parameters;
  }

  /** Takes a new ray. @returns its slope at the start: negative for a direction of descent. */
  aim(origin: Iterate, direction: Float64Array): number {
    this.#origin = origin;
    this.#direction = direction;
    this.#point = origin.x === this.#points[0].x ? this.#points[1] : this.#points[0];
    this.startValue = origin.value;
    this.startSlope = dot(origin.gradient, direction);
    this.length = 0;
    this.trials = [];
    return this.startSlope;
  }

  /** Goes to a point of the ray. */
  try(length: number): void {
    this.#go(length);
    this.trials.push({ length, value: this.value, accepted: false });
  }

  /** Whether the last point is the start itself, up to rounding: the ray cannot be followed in smaller steps. */
  get resting(): boolean {
    const from = this.#origin!.x;
    const { x } = this.#point;
    for (let i = 0; i < x.length; i++) if (x[i] !== from[i]) return false;
    return true;
  }

  /**
   * Whether the last point is as good as values can tell, and better by its gradient: near a minimum values are equal
   * up to rounding long before gradients are. The slope's conditions are the approximate Wolfe conditions of Hager &
   * Zhang, SIAM J. Optim. 16 (2005) 170–192, (4.1); a shorter gradient is asked for so that this cannot go on for ever.
   *
   * @param decrease c₁. @param curvature c₂.
   */
  levelWith(decrease: number, curvature: number): boolean {
    const { startSlope, slope } = this;
    return (
      Math.abs(this.value - this.startValue) <= ROUNDING * Math.abs(this.startValue) &&
      slope >= curvature * startSlope &&
      slope <= (2 * decrease - 1) * startSlope &&
      this.shorter
    );
  }

  /** Whether the gradient is shorter at the last point than at the start. */
  get shorter(): boolean {
    return norm(this.#point.gradient) < norm(this.#origin!.gradient);
  }

  /** The last point as the next iterate, after going back to `length` if that is another. */
  accept(length = this.length): Iterate {
    if (length !== this.length) this.#go(length);
    const last = this.trials.findLastIndex((trial) => trial.length === length);
    if (last >= 0) this.trials[last] = { length, value: this.value, accepted: true };
    return { x: this.#point.x, value: this.value, gradient: this.#point.gradient };
  }

  #go(length: number): void {
    const { x, gradient } = this.#point;
    const from = this.#origin!.x;
    const direction = this.#direction!;
    for (let i = 0; i < x.length; i++) x[i] = from[i]! + length * direction[i]!;
    this.length = length;
    this.value = this.#landscape.evaluate(x, gradient);
    this.slope = dot(gradient, direction);
    this.finite = Number.isFinite(this.value) && Number.isFinite(this.slope);
  }

  /** The step that a line search came to. */
  step(next: Iterate | undefined, columns: readonly number[]): SearchStep {
    if (next) return { next, length: this.length, trials: this.trials, columns };
    return { length: 0, trials: this.trials, columns, stuck: NO_DECREASE };
  }
}

/** Why a line search found nothing. */
const NO_DECREASE = 'no lower value along the direction';
