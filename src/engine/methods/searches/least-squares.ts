/** A point of a least-squares problem: residuals, Jacobian, gradient. */
import type { Iterate, Landscape, Residuals } from '../search.ts';
import { dot } from './vectors.ts';

/** The residuals that a least-squares method needs. @throws {RangeError} for an objective that is no sum of squares. */
export function residualsOf({ residuals }: Landscape): Residuals {
  if (!residuals) throw new RangeError('The objective is not written as a sum of squares.');
  return residuals;
}

export class LeastSquaresPoint {
  readonly #residuals: Residuals;
  readonly x: Float64Array;
  /** r. */
  readonly values: Float64Array;
  /** Row-major, residuals × parameters. */
  readonly jacobian: Float64Array;
  /** Of the objective: 2 · scale · Jᵀr. */
  readonly gradient: Float64Array;
  /** Σ r². */
  sum = Number.NaN;

  constructor(parameters: number, residuals: Residuals) {
    this.#residuals = residuals;
    this.x = new Float64Array(parameters);
    this.values = new Float64Array(residuals.count);
    this.jacobian = new Float64Array(residuals.count * parameters);
    this.gradient = new Float64Array(parameters);
  }

  /** Goes to an iterate that is not known yet. */
  come({ x }: Iterate): this {
    this.x.set(x);
    this.differentiate();
    return this;
  }

  /** Goes to x + step. @returns Σ r² there. */
  tryFrom(x: Float64Array, step: Float64Array, length = 1): number {
    for (let j = 0; j < x.length; j++) this.x[j] = x[j]! + length * step[j]!;
    this.#residuals.values(this.x, this.values);
    this.sum = dot(this.values, this.values);
    return this.sum;
  }

  /** Computes Jacobian and gradient where it is. @returns whether they are finite. */
  differentiate(): boolean {
    const { x, values, jacobian, gradient } = this;
    this.#residuals.jacobian(x, values, jacobian);
    this.sum = dot(values, values);
    gradient.fill(0);
    for (let i = 0, place = 0; i < values.length; i++) {
      for (let j = 0; j < x.length; j++, place++) gradient[j] = gradient[j]! + jacobian[place]! * values[i]!;
    }
    let finite = true;
    for (let j = 0; j < x.length; j++) {
      gradient[j] = 2 * this.#residuals.scale * gradient[j]!;
      finite &&= Number.isFinite(gradient[j]!);
    }
    return finite;
  }
}
