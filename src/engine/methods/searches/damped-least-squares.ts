import { triangularize } from './householder.ts';

/** ‖Dp‖ may miss the radius by this share: the search for it is cheap beside residuals. */
const NEAR = 1e-3;
const MOST_STEPS = 20;
/** Diagonal entries of R, over D, below this share of the largest make J singular. */
const SINGULAR = 1e-14;
/** The least damping that makes a singular J regular: a share of D², which is the size of JᵀJ. */
const LITTLE = 1e-12;

/**
 * min ‖r + Jp‖ with ‖Dp‖ ≤ Δ, by QR of J and then of R over √λD: Moré, The Levenberg–Marquardt algorithm (1978),
 * sections 3 and 5. No pivots: where J is singular, and so the step without damping not unique, λ is above 0.
 */
export class DampedLeastSquares {
  readonly #rows: number;
  readonly #n: number;
  /** D: the largest norm so far of each column of J, 1 where that is 0. */
  readonly #scales: Float64Array;
  /** J and r, by columns; then R and Qᵀr. A triangle needs as many rows as columns: rows of zeros change nothing. */
  readonly #matrix: Float64Array;
  /** How many rows that has. */
  readonly #height: number;
  /** R over √λD with Qᵀr over 0, by columns; then the triangle of that. */
  readonly #stack: Float64Array;
  readonly #stackHeight: number;
  readonly #plain: Float64Array;
  readonly #solved: Float64Array;
  /** ‖D⁻¹Jᵀr‖. */
  #gradientNorm = 0;
  /** ‖Dp‖ of the step without damping; infinite where J is singular. */
  #plainLength = Number.POSITIVE_INFINITY;
  #damping = 0;

  constructor(rows: number, parameters: number) {
    this.#rows = rows;
    this.#n = parameters;
    this.#height = Math.max(rows, parameters);
    this.#stackHeight = 2 * parameters;
    this.#scales = new Float64Array(parameters);
    this.#matrix = new Float64Array(this.#height * (parameters + 1));
    this.#stack = new Float64Array(this.#stackHeight * (parameters + 1));
    this.#plain = new Float64Array(parameters);
    this.#solved = new Float64Array(parameters);
  }

  /** Takes a Jacobian, row-major, and residuals. */
  take(jacobian: Float64Array, residuals: Float64Array): void {
    const n = this.#n;
    const height = this.#height;
    const matrix = this.#matrix;
    matrix.fill(0);
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let i = 0; i < this.#rows; i++) {
        const entry = jacobian[i * n + j]!;
        matrix[j * height + i] = entry;
        square += entry * entry;
      }
      this.#scales[j] = Math.max(this.#scales[j]!, Math.sqrt(square));
    }
    matrix.set(residuals, n * height);
    triangularize(height, n + 1, matrix);
    let square = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i <= j; i++) sum += matrix[j * height + i]! * matrix[n * height + i]!;
      square += (sum / this.#scale(j)) ** 2;
    }
    this.#gradientNorm = Math.sqrt(square);
    const regular = this.#isRegular();
    if (regular) this.#solve(matrix, height, this.#plain);
    this.#plainLength = regular ? this.scaledNorm(this.#plain) : Number.POSITIVE_INFINITY;
  }

  /** ‖Dv‖. */
  scaledNorm(vector: Float64Array): number {
    let square = 0;
    for (let j = 0; j < this.#n; j++) square += (this.#scale(j) * vector[j]!) ** 2;
    return Math.sqrt(square);
  }

  /** ‖Jp‖². */
  modelSquare(step: Float64Array): number {
    let square = 0;
    for (let i = 0; i < this.#n; i++) {
      let sum = 0;
      for (let j = i; j < this.#n; j++) sum += this.#matrix[j * this.#height + i]! * step[j]!;
      square += sum * sum;
    }
    return square;
  }

  /** The step without damping; where J is singular, with so little that it is nearly the shortest one. */
  undamped(into: Float64Array): void {
    if (this.#plainLength < Number.POSITIVE_INFINITY) into.set(this.#plain);
    else this.#damped(LITTLE, into);
  }

  /**
   * The step within a radius.
   *
   * @returns λ, 0 where the step without damping is short enough.
   */
  within(radius: number, into: Float64Array): number {
    const excess = this.#plainLength - radius;
    if (excess <= NEAR * radius) {
      into.set(this.#plain);
      this.#damping = 0;
      return 0;
    }
    // λ is between these: Moré (1978), (5.4) and (5.5).
    const regular = Number.isFinite(excess);
    let low = regular ? excess / this.#slope(this.#matrix, this.#height, this.#plain, this.#plainLength) : LITTLE;
    let high = Math.max(this.#gradientNorm / radius, low);
    let damping = Math.min(Math.max(this.#damping, low), high);
    for (let k = 0; ; k++) {
      this.#damped(damping, into);
      const length = this.scaledNorm(into);
      const miss = length - radius;
      // Where J is singular, the shortest step of all may be within the radius.
      if (Math.abs(miss) <= NEAR * radius || (miss < 0 && damping <= low) || k === MOST_STEPS) break;
      if (miss > 0) low = Math.max(low, damping);
      else high = Math.min(high, damping);
      // Newton's method for 1/‖Dp‖ = 1/Δ: Moré (1978), (5.7).
      const newton = damping + ((length / radius) * miss) / this.#slope(this.#stack, this.#stackHeight, into, length);
      damping = Math.min(Math.max(newton, low), Math.max(high, low));
    }
    this.#damping = damping;
    return damping;
  }

  #scale(j: number): number {
    return this.#scales[j]! || 1;
  }

  #isRegular(): boolean {
    let largest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < this.#n; j++) {
      const size = Math.abs(this.#matrix[j * this.#height + j]!) / this.#scale(j);
      largest = Math.max(largest, size);
      least = Math.min(least, size);
    }
    return least > SINGULAR * largest;
  }

  /** −R⁻¹Qᵀr for a triangle with Qᵀr as its last column. */
  #solve(triangle: Float64Array, height: number, into: Float64Array): void {
    const n = this.#n;
    for (let j = n - 1; j >= 0; j--) {
      let sum = -triangle[n * height + j]!;
      for (let k = j + 1; k < n; k++) sum -= triangle[k * height + j]! * into[k]!;
      into[j] = sum / triangle[j * height + j]!;
    }
  }

  /** The step with a damping above 0. */
  #damped(damping: number, into: Float64Array): void {
    const n = this.#n;
    const root = Math.sqrt(damping);
    const stack = this.#stack;
    stack.fill(0);
    for (let j = 0; j <= n; j++) {
      for (let i = 0; i <= Math.min(j, n - 1); i++) {
        stack[j * this.#stackHeight + i] = this.#matrix[j * this.#height + i]!;
      }
      if (j < n) stack[j * this.#stackHeight + n + j] = root * this.#scale(j);
    }
    triangularize(this.#stackHeight, n + 1, stack, n);
    this.#solve(stack, this.#stackHeight, into);
  }

  /** −d‖Dp‖/dλ = ‖R⁻ᵀD²p‖²/‖Dp‖ for the triangle R of the damped problem. Moré (1978), (5.8). */
  #slope(triangle: Float64Array, height: number, step: Float64Array, length: number): number {
    const solved = this.#solved;
    let square = 0;
    for (let j = 0; j < this.#n; j++) {
      let sum = this.#scale(j) ** 2 * (step[j]! / length);
      for (let i = 0; i < j; i++) sum -= triangle[j * height + i]! * solved[i]!;
      solved[j] = sum / triangle[j * height + j]!;
      square += solved[j]! ** 2;
    }
    return square * length;
  }
}
