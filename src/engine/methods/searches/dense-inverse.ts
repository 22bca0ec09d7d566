import type { InverseHessian } from './quasi-newton.ts';
import { dot } from './vectors.ts';

/**
 * H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ with ρ = 1/sᵀy: Nocedal & Wright (2006), (6.17). Before the first update H becomes
 * γI with γ = sᵀy/yᵀy, (6.20).
 */
export class DenseInverse implements InverseHessian {
  readonly #n: number;
  /** By rows. */
  readonly #matrix: Float64Array;
  readonly #step: Float64Array;
  readonly #change: Float64Array;
  /** Hy. */
  readonly #image: Float64Array;
  empty = true;

  constructor(parameters: number) {
    this.#n = parameters;
    this.#matrix = new Float64Array(parameters * parameters);
    this.#step = new Float64Array(parameters);
    this.#change = new Float64Array(parameters);
    this.#image = new Float64Array(parameters);
  }

  clear(): void {
    this.empty = true;
  }

  update(length: number, direction: Float64Array, before: Float64Array, after: Float64Array): void {
    const n = this.#n;
    const matrix = this.#matrix;
    const [s, y, image] = [this.#step, this.#change, this.#image];
    for (let i = 0; i < n; i++) {
      s[i] = length * direction[i]!;
      y[i] = after[i]! - before[i]!;
    }
    const product = dot(s, y);
    const square = dot(y, y);
    // Without positive curvature along the step no positive definite matrix maps y to s.
    if (!(product > Number.EPSILON * Math.abs(dot(s, before)))) return;
    if (this.empty) {
      matrix.fill(0);
      for (let i = 0; i < n; i++) matrix[i * n + i] = product / square;
      this.empty = false;
    }
    this.times(y, image);
    const weight = (1 + dot(y, image) / product) / product;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const entry = matrix[i * n + j]! + weight * s[i]! * s[j]! - (image[i]! * s[j]! + s[i]! * image[j]!) / product;
        matrix[i * n + j] = entry;
        matrix[j * n + i] = entry;
      }
    }
  }

  times(vector: Float64Array, into: Float64Array): void {
    const n = this.#n;
    for (let i = 0, place = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++, place++) sum += this.#matrix[place]! * vector[j]!;
      into[i] = sum;
    }
  }
}
