/**
 * Makes a matrix with a right-hand side, [A b], upper triangular by Householder reflections, in place: R of A = QR, and
 * Qᵀb as the last column. Golub & Van Loan, Matrix Computations (2013), algorithm 5.2.1. ml-matrix has the same in 20
 * times as long for a hundred thousand rows, and it is what each step of a fit waits for.
 *
 * @param matrix by columns, rows × columns; below the diagonal it is left as it falls.
 * @param top of A's rows that are a triangle already, over a triangle or less: there is much less to do.
 */
export function triangularize(rows: number, columns: number, matrix: Float64Array, top = 0): void {
  for (let k = 0; k < Math.min(rows, columns) - 1; k++) {
    const column = k * rows;
    // The rows below the diagonal in which this column is not 0.
    const from = top === 0 ? k + 1 : top;
    const to = top === 0 ? rows : top + k + 1;
    const diagonal = matrix[column + k]!;
    const length = Math.hypot(diagonal, lengthOf(matrix, column + from, column + to));
    if (length === 0) continue;
    const image = diagonal > 0 ? -length : length;
    // The reflection is I − vvᵀ/(v₁·…) with v = a − image·e₁: v₁ does not cancel.
    const first = diagonal - image;
    for (let j = k + 1; j < columns; j++) {
      const other = j * rows;
      let along = first * matrix[other + k]!;
      for (let i = from; i < to; i++) along += matrix[column + i]! * matrix[other + i]!;
      const factor = along / (image * first);
      matrix[other + k] = matrix[other + k]! + factor * first;
      for (let i = from; i < to; i++) matrix[other + i] = matrix[other + i]! + factor * matrix[column + i]!;
    }
    matrix[column + k] = image;
  }
}

/** The 2-norm of a stretch, whose squares may overflow or vanish. */
function lengthOf(values: Float64Array, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = from; i < to; i++) sum += (values[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}
