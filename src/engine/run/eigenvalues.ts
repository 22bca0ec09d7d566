/**
 * The eigenvalues of a symmetric matrix: reflections bring it to tridiagonal form (Householder 1958), and the implicit QR
 * method with Wilkinson's shift finds the eigenvalues of that. Golub & Van Loan, Matrix Computations (2013), algorithms
 * 8.3.1–8.3.3, without the vectors. Each eigenvalue is right to rounding of the largest.
 */

/** QR steps for one eigenvalue; two or three are usual, and convergence is proved (Wilkinson 1968). */
const MOST_STEPS = 60;

/** A symmetric tridiagonal matrix: `beside[i]` stands between the diagonal's entries i and i + 1. */
interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

/**
 * The eigenvalues of a symmetric n × n matrix by rows, ascending, in about 4n³/3 multiplications; undefined where entries
 * are not finite.
 */
export function symmetricEigenvalues(n: number, entries: ArrayLike<number>): number[] | undefined {
  let scale = 0;
  for (let i = 0; i < n * n; i++) scale = Math.max(scale, Math.abs(entries[i]!));
  if (!Number.isFinite(scale)) return undefined;
  if (scale === 0) return new Array<number>(n).fill(0);
  // Squares of entries near the ends of the range would overflow or vanish.
  const { diagonal, beside } = tridiagonal(
    n,
    Float64Array.from({ length: n * n }, (_, i) => entries[i]! / scale),
  );
  let steps = MOST_STEPS * n;
  for (let last = n - 1; last > 0; ) {
    for (let i = 0; i < last; i++) {
      // The largest entry is 1 here.
      if (Math.abs(beside[i]!) <= Number.EPSILON) beside[i] = 0;
    }
    if (beside[last - 1] === 0) {
      last--;
      continue;
    }
    if (steps-- === 0) return undefined;
    let first = last - 1;
    while (first > 0 && beside[first - 1] !== 0) first--;
    stepOfQr({ diagonal, beside }, first, last);
  }
  return Array.from(diagonal, (value) => value * scale).sort((a, b) => a - b);
}

/** A matrix with the same eigenvalues; `a` is overwritten. */
function tridiagonal(n: number, a: Float64Array): Tridiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    diagonal[k] = a[k * n + k]!;
    if (k === n - 1) break;
    const head = a[k * n + k + 1]!;
    let rest = 0;
    for (let i = k + 2; i < n; i++) rest += a[k * n + i]! ** 2;
    // The largest entry is 1: smaller ones than this are lost in rounding, and their squares may vanish.
    if (rest <= Number.EPSILON ** 2) {
      beside[k] = head;
      continue;
    }
    const length = Math.sqrt(head * head + rest);
    beside[k] = head > 0 ? -length : length;
    // The reflection I − βvvᵀ takes the row's rest to one entry; the sign keeps v from cancelling.
    for (let i = k + 1; i < n; i++) v[i] = a[k * n + i]!;
    v[k + 1] = head - beside[k]!;
    const beta = 2 / (v[k + 1]! ** 2 + rest);
    reflect(n, a, k + 1, v, w, beta);
  }
  return { diagonal, beside };
}

/** (I − βvvᵀ)A(I − βvvᵀ) = A − vwᵀ − wvᵀ with w = βAv − (β²vᵀAv/2)v, in the rows and columns from `from` on. */
function reflect(n: number, a: Float64Array, from: number, v: Float64Array, w: Float64Array, beta: number): void {
  let along = 0;
  for (let i = from; i < n; i++) {
    let sum = 0;
    for (let j = from; j < n; j++) sum += a[i * n + j]! * v[j]!;
    w[i] = beta * sum;
    along += w[i]! * v[i]!;
  }
  for (let i = from; i < n; i++) w[i] = w[i]! - 0.5 * beta * along * v[i]!;
  for (let i = from; i < n; i++) {
    const [vi, wi] = [v[i]!, w[i]!];
    for (let j = from; j < n; j++) a[i * n + j] = a[i * n + j]! - vi * w[j]! - wi * v[j]!;
  }
}

/** One step on the block from `first` to `last`: the shift's rotation, and those that chase its bulge down. */
function stepOfQr({ diagonal, beside }: Tridiagonal, first: number, last: number): void {
  const off = beside[last - 1]!;
  const half = (diagonal[last - 1]! - diagonal[last]!) / 2;
  const shift = diagonal[last]! - (off * off) / (half + (half < 0 ? -1 : 1) * Math.hypot(half, off));
  let x = diagonal[first]! - shift;
  let bulge = beside[first]!;
  for (let k = first; k < last; k++) {
    const length = Math.hypot(x, bulge);
    const [c, s] = length === 0 ? [1, 0] : [x / length, bulge / length];
    if (k > first) beside[k - 1] = length;
    const [above, below, between] = [diagonal[k]!, diagonal[k + 1]!, beside[k]!];
    diagonal[k] = c * c * above + 2 * c * s * between + s * s * below;
    diagonal[k + 1] = s * s * above - 2 * c * s * between + c * c * below;
    beside[k] = (c * c - s * s) * between + c * s * (below - above);
    if (k === last - 1) break;
    x = beside[k]!;
    bulge = s * beside[k + 1]!;
    beside[k + 1] = c * beside[k + 1]!;
  }
}
