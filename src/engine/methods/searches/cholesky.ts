/** The Cholesky factor of a symmetric matrix that is shifted until it is positive definite. */

/** The least shift, of the largest entry on the diagonal. */
const LEAST = 1e-3;
/** A pivot below this share of the diagonal is rounding. */
const PIVOT = 1e-14;

/**
 * LLᵀ = A + τI with the least of 0, β, 2β, 4β … that works: Nocedal & Wright (2006), algorithm 3.3.
 *
 * @param matrix A, by rows, n × n.
 * @param factor what L is put into, by rows: its lower triangle.
 * @returns τ; undefined where A is not finite.
 */
export function shiftedCholesky(n: number, matrix: Float64Array, factor: Float64Array): number | undefined {
  let largest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n * n; i++) largest = Math.max(largest, Math.abs(matrix[i]!));
  for (let i = 0; i < n; i++) least = Math.min(least, matrix[i * n + i]!);
  if (!Number.isFinite(largest)) return undefined;
  const notch = largest > 0 ? LEAST * largest : 1;
  let shift = least > 0 ? 0 : notch - least;
  while (!cholesky(n, matrix, shift, factor)) shift = Math.max(2 * shift, notch);
  return shift;
}

/** LLᵀ = A + τI. @returns whether that is positive definite. */
function cholesky(n: number, matrix: Float64Array, shift: number, factor: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]! + (i === j ? shift : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i > j) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum > PIVOT * Math.abs(matrix[i * n + i]! + shift)) factor[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves LLᵀx = b in place of b. */
export function solveCholesky(n: number, factor: Float64Array, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
}
