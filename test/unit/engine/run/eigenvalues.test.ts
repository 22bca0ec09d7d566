import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { symmetricEigenvalues } from '../../../../src/engine/run/eigenvalues.ts';

function symmetric(n: number, entry: (i: number, j: number) => number): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return entry(Math.min(i, j), Math.max(i, j));
  });
}

test('the eigenvalues are those that another library finds by another method', () => {
  const size = fc.integer({ min: 1, max: 12 });
  // The other method returns NaN where squares vanish.
  const entry = fc.double({ min: -100, max: 100, noNaN: true }).map((value) => (Math.abs(value) < 1e-100 ? 0 : value));
  const matrix = size.chain((n) => fc.tuple(fc.constant(n), fc.array(entry, { minLength: n * n, maxLength: n * n })));
  fc.assert(
    fc.property(matrix, ([n, list]) => {
      const entries = symmetric(n, (i, j) => list[i * n + j]!);
      const { realEigenvalues } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, entries), {
        assumeSymmetric: true,
      });
      const expected = realEigenvalues.toSorted((a, b) => a - b);
      const size = Math.max(...expected.map(Math.abs));
      const found = symmetricEigenvalues(n, entries)!;
      found.forEach((value, i) => {
        assert.ok(Math.abs(value - expected[i]!) <= 1e-12 * size, `${value} for ${expected[i]}`);
      });
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('the second difference of 60 points has eigenvalues 4 sin²(kπ/122)', () => {
  const entries = symmetric(60, (i, j) => (i === j ? 2 : j === i + 1 ? -1 : 0));
  symmetricEigenvalues(60, entries)!.forEach((value, k) => {
    const exact = 4 * Math.sin(((k + 1) * Math.PI) / 122) ** 2;
    assert.ok(Math.abs(value - exact) < 4e-14, `${value} for ${exact}`);
  });
});

test('entries at the ends of the range, zeros and what is not finite', () => {
  symmetricEigenvalues(2, [0, 1e300, 1e300, 0])!.forEach((value, i) => {
    assert.ok(Math.abs(value / 1e300 - (i === 0 ? -1 : 1)) < 1e-15);
  });
  assert.deepEqual(symmetricEigenvalues(2, [0, 5e-324, 5e-324, 0]), [-5e-324, 5e-324]);
  assert.deepEqual(symmetricEigenvalues(3, new Array(9).fill(0)), [0, 0, 0]);
  assert.equal(symmetricEigenvalues(2, [1, Number.NaN, Number.NaN, 1]), undefined);
  assert.equal(symmetricEigenvalues(2, [Number.POSITIVE_INFINITY, 0, 0, 1]), undefined);
});
