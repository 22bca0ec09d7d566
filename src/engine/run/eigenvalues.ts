/** The eigenvalues of a symmetric matrix. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * The eigenvalues of a symmetric n × n matrix by rows, ascending; undefined where entries are not finite or the
 * iteration does not converge.
 */
export function symmetricEigenvalues(n: number, entries: ArrayLike<number>): number[] | undefined {
  let scale = 0;
  for (let i = 0; i < n * n; i++) scale = Math.max(scale, Math.abs(entries[i]!));
  if (!Number.isFinite(scale)) return undefined;
  if (scale === 0) return new Array<number>(n).fill(0);
  // Entries near the ends of the range would overflow or vanish in the library's squares.
  const scaled = Array.from({ length: n * n }, (_, i) => entries[i]! / scale);
  try {
    const { realEigenvalues } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, scaled), {
      assumeSymmetric: true,
    });
    return realEigenvalues.map((value) => value * scale).sort((a, b) => a - b);
  } catch {
    // Its iteration runs off the matrix where it does not converge.
    return undefined;
  }
}
