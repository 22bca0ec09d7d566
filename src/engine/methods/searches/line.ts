/** The objective along a ray from an iterate: φ(t) = f(x + t·d), φ′(t) = ∇f(x + t·d)ᵀd. */
import type { Iterate, Landscape, SearchStep, Trial } from '../search.ts';
import { dot, norm } from './vectors.ts';

/** Values that differ by less than this share of themselves are equal up to rounding. */
export const ROUNDING = 8 * Number.EPSILON;

/** After this many steps in a row that change neither value nor gradient for the better, values alone count. */
const MOST_IDLE = 20;

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
  /**
   * φ(t) − φ(0). Near a minimum values are equal up to rounding long before gradients are: there it is what the slopes
   * integrate to, t(φ′(0) + φ′(t))/2. With that, the condition of sufficient decrease is the approximate one of Hager &
   * Zhang, SIAM J. Optim. 16 (2005) 170–192, (4.1).
   */
  change = Number.NaN;
  /** Whether value and slope are finite. */
  finite = false;
  trials: Trial[] = [];
  /** Whether the last point's value is the start's up to rounding. */
  #level = false;
  /** The least norm of a gradient so far, and how many steps on level values went by without a lower one. */
  #least = Number.POSITIVE_INFINITY;
  #idle = 0;

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

  /** Whether the gradient is shorter at the last point than at the start. */
  get shorter(): boolean {
    return norm(this.#point.gradient) < norm(this.#origin!.gradient);
  }

  /** The last point as the next iterate, after going back to `length` if that is another. */
  accept(length = this.length): Iterate {
    if (length !== this.length) this.#go(length);
    const last = this.trials.findLastIndex((trial) => trial.length === length);
    if (last >= 0) this.trials[last] = { length, value: this.value, accepted: true };
    const size = norm(this.#point.gradient);
    this.#idle = this.#level && size >= this.#least ? this.#idle + 1 : 0;
    this.#least = Math.min(this.#least, size);
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
    this.change = this.value - this.startValue;
    this.#level = Math.abs(this.change) <= ROUNDING * Math.abs(this.startValue);
    if (!this.#level) return;
    if (this.#idle <= MOST_IDLE) this.change = (length * (this.startSlope + this.slope)) / 2;
    // Not 0: what it is held against may have vanished.
    else if (this.change === 0) this.change = Number.MIN_VALUE;
  }

  /** The step that a line search came to. */
  step(next: Iterate | undefined, columns: readonly number[]): SearchStep {
    if (next) return { next, length: this.length, trials: this.trials, columns };
    return { length: 0, trials: this.trials, columns, stuck: NO_DECREASE };
  }
}

/** Why a line search found nothing. */
const NO_DECREASE = 'no lower value along the direction';
