import { Matrix, QrDecomposition } from 'ml-matrix';

/** ‖Dp‖ may miss the radius by this share: the search for it is cheap beside residuals. */
const NEAR = 1e-3;
const MOST_STEPS = 20;
/** The damping that makes a singular J regular. */
const LITTLE = 1e-12;
/** Diagonal entries of R below this share of the largest make J singular. */
const SINGULAR = 1e-14;

/**
 * min ‖r + Jp‖ with ‖Dp‖ ≤ Δ, by QR of J and then of R over √λD: Moré (1978), sections 3 and 5. No pivots: where J is
 * singular, and so the step without damping not unique, λ is above 0.
 */
export class DampedLeastSquares {
  readonly #rows: number;
  readonly #n: number;
  /** D: the largest norm so far of each column of J, 1 where that is 0. */
  readonly #scales: Float64Array;
  /** R of J = QR, with Qᵀr as one more column. */
  #upper = Matrix.zeros(0, 0);
  /** Jᵀr over D, by columns. */
  #gradientNorm = 0;
  /** The step without damping and its length, where J is regular. */
  #plain: Float64Array | undefined;
  #plainLength = Number.POSITIVE_INFINITY;
  #damping = 0;

  constructor(rows: number, parameters: number) {
    this.#rows = rows;
    this.#n = parameters;
    this.#scales = new Float64Array(parameters);
  }

  /** Takes a Jacobian, row-major, and residuals. */
  take(jacobian: Float64Array, residuals: Float64Array): void {
    const n = this.#n;
    // A triangle needs as many rows as columns: rows of zeros change nothing.
    const matrix = Matrix.zeros(Math.max(this.#rows, n + 1), n + 1);
    for (let i = 0; i < this.#rows; i++) {
      for (let j = 0; j < n; j++) matrix.set(i, j, jacobian[i * n + j]!);
      matrix.set(i, n, residuals[i]!);
    }
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let i = 0; i < this.#rows; i++) square += jacobian[i * n + j]! ** 2;
      this.#scales[j] = Math.max(this.#scales[j]!, Math.sqrt(square));
    }
    this.#upper = new QrDecomposition(matrix).upperTriangularMatrix;
    let square = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i <= j; i++) sum += this.#upper.get(i, j) * this.#upper.get(i, n);
      square += (sum / this.#scale(j)) ** 2;
    }
    this.#gradientNorm = Math.sqrt(square);
    this.#plain = this.#withoutDamping();
    this.#plainLength = this.#plain ? this.scaledNorm(this.#plain) : Number.POSITIVE_INFINITY;
  }

  /** ‖Dv‖. */
  scaledNorm(vector: Float64Array): number {
    let square = 0;
    for (let j = 0; j < this.#n; j++) square += (this.#scale(j) * vector[j]!) ** 2;
    return Math.sqrt(square);
  }

  /** ‖Jp‖. */
  modelNorm(step: Float64Array): number {
    let square = 0;
    for (let i = 0; i < this.#n; i++) {
      let sum = 0;
      for (let j = i; j < this.#n; j++) sum += this.#upper.get(i, j) * step[j]!;
      square += sum * sum;
    }
    return Math.sqrt(square);
  }

  /**
   * The step within a radius.
   *
   * @returns λ, 0 where the step without damping is short enough.
   */
  solve(radius: number, into: Float64Array): number {
    const excess = this.#plainLength - radius;
    if (excess <= NEAR * radius) {
      into.set(this.#plain!);
      this.#damping = 0;
      return 0;
    }
    const slopeAtZero = this.#plain ? this.#slope(this.#upper, this.#plain, this.#plainLength) : 0;
    let low = this.#plain && slopeAtZero > 0 ? excess / slopeAtZero : 0;
    let high = this.#gradientNorm / radius || Number.MIN_VALUE / Math.min(radius, 0.1);
    let damping = Math.min(Math.max(this.#damping, low), high);
    if (damping === 0) damping = this.#gradientNorm / this.#plainOr(radius);
    for (let k = 0; ; k++) {
      if (damping === 0) damping = Math.max(Number.MIN_VALUE, 1e-3 * high);
      const { step, upper } = this.#damped(damping);
      into.set(step);
      const length = this.scaledNorm(step);
      const miss = length - radius;
      if (Math.abs(miss) <= NEAR * radius || k === MOST_STEPS) break;
      const slope = this.#slope(upper, step, length);
      if (miss > 0) low = Math.max(low, damping);
      else high = Math.min(high, damping);
      // Newton's method for 1/‖Dp‖ = 1/Δ.
      damping = Math.max(low, damping + ((length / radius) * miss) / slope);
      damping = Math.min(damping, Math.max(high, low));
    }
    this.#damping = damping;
    return damping;
  }

  /** The step without damping; where J is singular, with so little that it is nearly the shortest one. */
  undamped(into: Float64Array): void {
    into.set(this.#plain ?? this.#damped(LITTLE).step);
  }

  #plainOr(radius: number): number {
    return Number.isFinite(this.#plainLength) ? this.#plainLength : radius;
  }

  #scale(j: number): number {
    return this.#scales[j]! || 1;
  }

  #withoutDamping(): Float64Array | undefined {
    const n = this.#n;
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(this.#upper.get(j, j)) / this.#scale(j));
    for (let j = 0; j < n; j++) {
      if (!(Math.abs(this.#upper.get(j, j)) / this.#scale(j) > SINGULAR * largest)) return undefined;
    }
    return this.#solved(this.#upper);
  }

  /** −R⁻¹Qᵀr for a triangle with Qᵀr as its last column. */
  #solved(upper: Matrix): Float64Array {
    const n = this.#n;
    const step = new Float64Array(n);
    for (let j = n - 1; j >= 0; j--) {
      let sum = -upper.get(j, n);
      for (let k = j + 1; k < n; k++) sum -= upper.get(j, k) * step[k]!;
      step[j] = sum / upper.get(j, j);
    }
    return step;
  }

  #damped(damping: number): { readonly step: Float64Array; readonly upper: Matrix } {
    const n = this.#n;
    const root = Math.sqrt(damping);
    const stack = Matrix.zeros(2 * n + 1, n + 1);
    for (let i = 0; i < n; i++) {
      for (let j = i; j <= n; j++) stack.set(i, j, this.#upper.get(i, j));
      stack.set(n + i, i, root * this.#scale(i));
    }
    const upper = new QrDecomposition(stack).upperTriangularMatrix;
    return { step: this.#solved(upper), upper };
  }

  /** −d‖Dp‖/dλ · ‖Dp‖ … as the quantity Newton's method divides by: ‖R⁻ᵀD²p/‖Dp‖‖² · ‖Dp‖. Moré (1978), (5.8). */
  #slope(upper: Matrix, step: Float64Array, length: number): number {
    const n = this.#n;
    const solved = new Float64Array(n);
    let square = 0;
    for (let j = 0; j < n; j++) {
      let sum = (this.#scale(j) ** 2 * step[j]!) / length;
      for (let i = 0; i < j; i++) sum -= upper.get(i, j) * solved[i]!;
      solved[j] = sum / upper.get(j, j);
      square += solved[j]! ** 2;
    }
    return square * length;
  }
}
