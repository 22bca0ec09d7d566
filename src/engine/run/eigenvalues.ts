/** The eigenvalues of a symmetric matrix, and the direction of the least. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * The eigenvalues of a symmetric n × n matrix by rows, ascending; undefined where entries are not finite or the
 * iteration does not converge.
 */
export function symmetricEigenvalues(n: number, entries: ArrayLike<number>): number[] | undefined {
  const found = decompose(n, entries);
  return found?.values.map((value) => value * found.scale).sort((a, b) => a - b);
}

/** A unit vector along which sign · the matrix has its least eigenvalue; undefined as `symmetricEigenvalues` is. */
export function leastDirection(n: number, entries: ArrayLike<number>, sign: 1 | -1): number[] | undefined {
  const found = decompose(n, entries);
  if (!found) return undefined;
  const { values, vectors } = found;
  const index = values.reduce((least, value, i) => (sign * value < sign * values[least]! ? i : least), 0);
  return vectors ? vectors.getColumn(index) : Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
}

interface Decomposition {
  /** The values are of the matrix divided by this. */
  readonly scale: number;
  readonly values: readonly number[];
  /** In columns; absent of the zero matrix, where every direction will do. */
  readonly vectors?: Matrix;
}

function decompose(n: number, entries: ArrayLike<number>): Decomposition | undefined {
  let scale = 0;
  for (let i = 0; i < n * n; i++) scale = Math.max(scale, Math.abs(entries[i]!));
  if (!Number.isFinite(scale)) return undefined;
  if (scale === 0) return { scale, values: new Array<number>(n).fill(0) };
  // Entries near the ends of the range would overflow or vanish in the library's squares.
  const scaled = Array.from({ length: n * n }, (_, i) => entries[i]! / scale);
  try {
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, scaled), {
      assumeSymmetric: true,
    });
    return { scale, values: realEigenvalues, vectors: eigenvectorMatrix };
  } catch {
    // Its iteration runs off the matrix where it does not converge.
    return undefined;
  }
}
