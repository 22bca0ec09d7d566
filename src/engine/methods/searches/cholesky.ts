/** The Cholesky factor of a symmetric matrix that is shifted until it is positive definite. */

/** The least shift. */
const LEAST = 1e-3;
/** A pivot below this share of the diagonal is rounding. */
const PIVOT = 1e-14;

/**
 * LLᵀ = A + τD with the least of 0, β, 2β, 4β … that works, where D is the size of A's diagonal: Nocedal & Wright (2006),
 * algorithm 3.3, for a matrix that is scaled to a diagonal of ±1. So τ does not depend on the units of the parameters.
 *
 * @param matrix A, by rows, n × n.
 * @param factor what L is put into, by rows: its lower triangle.
 * @returns τ; undefined where A is not finite.
 */
export function shiftedCholesky(n: number, matrix: Float64Array, factor: Float64Array): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n * n; i++) if (!Number.isFinite(matrix[i]!)) return undefined;
  for (let i = 0; i < n; i++) least = Math.min(least, matrix[i * n + i]! / size(n, matrix, i));
  let shift = least > 0 ? 0 : LEAST - least;
  while (!cholesky(n, matrix, shift, factor)) shift = Math.max(2 * shift, LEAST);
  return shift;
}

/** |aᵢᵢ|; the largest of its row where that is 0, and 1 where the row is. */
function size(n: number, matrix: Float64Array, i: number): number {
  const diagonal = Math.abs(matrix[i * n + i]!);
  if (diagonal > 0) return diagonal;
  let largest = 0;
  for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(matrix[i * n + j]!));
  return largest > 0 ? largest : 1;
}

/** LLᵀ = A + τD. @returns whether that is positive definite. */
function cholesky(n: number, matrix: Float64Array, shift: number, factor: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    const added = shift === 0 ? 0 : shift * size(n, matrix, i);
    const diagonal = matrix[i * n + i]! + added;
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? diagonal : matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i > j) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum > PIVOT * Math.abs(diagonal)) factor[i * n + i] = Math.sqrt(sum);
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
