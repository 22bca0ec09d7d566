import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shiftedCholesky, solveCholesky } from '../../../../../src/engine/methods/searches/cholesky.ts';
import { DampedLeastSquares } from '../../../../../src/engine/methods/searches/damped-least-squares.ts';
import { triangularize } from '../../../../../src/engine/methods/searches/householder.ts';
import { Steihaug } from '../../../../../src/engine/methods/searches/steihaug.ts';
import { near } from '../../../cases.ts';

const N = 3;
const ROWS = 5;
const ENTRY = fc.double({ min: -4, max: 4, noNaN: true }).map((value) => (Math.abs(value) < 1e-3 ? 0 : value));
const array = (length: number) =>
  fc.array(ENTRY, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));
const SYMMETRIC = array(N * N).map((a) =>
  a.map((_, place) => (a[place]! + a[(place % N) * N + Math.floor(place / N)]!) / 2),
);

function times(matrix: Float64Array, vector: Float64Array, into: Float64Array): void {
  const n = vector.length;
  for (let i = 0; i < into.length; i++) {
    into[i] = 0;
    for (let j = 0; j < n; j++) into[i] = into[i]! + matrix[i * n + j]! * vector[j]!;
  }
}

function length(vector: ArrayLike<number>): number {
  return Math.hypot(...Array.from(vector));
}

test('reflections keep the products of columns', () => {
  fc.assert(
    fc.property(array(ROWS * N), (columns) => {
      const product = (a: Float64Array, j: number, k: number, rows: number) => {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += a[j * ROWS + i]! * a[k * ROWS + i]!;
        return sum;
      };
      const triangle = columns.slice();
      triangularize(ROWS, N, triangle);
      // The last column is a right-hand side: it keeps what is below the diagonal.
      for (let j = 0; j < N; j++) {
        for (let k = 0; k <= j; k++) {
          const rows = j === N - 1 && k === N - 1 ? ROWS : Math.min(j, k) + 1;
          near(product(triangle, j, k, rows), product(columns, j, k, ROWS), 1e-12, 1e-12, `${j}, ${k}`);
        }
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('a shifted factor solves its system, and the shift is 0 where the matrix is positive definite', () => {
  fc.assert(
    fc.property(SYMMETRIC, array(N), (matrix, right) => {
      const factor = new Float64Array(N * N);
      const shift = shiftedCholesky(N, matrix, factor)!;
      const solution = right.slice();
      solveCholesky(N, factor, solution);
      const image = new Float64Array(N);
      times(matrix, solution, image);
      for (let i = 0; i < N; i++) {
        const row = Array.from({ length: N }, (_, j) => Math.abs(matrix[i * N + j]!));
        const size = row[i]! > 0 ? row[i]! : Math.max(...row) || 1;
        const sum = image[i]! + shift * size * solution[i]!;
        near(sum, right[i]!, 1e-6, 1e-6 * (1 + length(solution)), `row ${i}`);
      }
    }),
    { numRuns: 500, seed: 6 },
  );
  const definite = Float64Array.of(4, 1, 0, 1, 3, 1, 0, 1, 2);
  assert.equal(shiftedCholesky(N, definite, new Float64Array(N * N)), 0);
  assert.ok(shiftedCholesky(2, Float64Array.of(0, 1, 1, 0), new Float64Array(4))! > 1);
  assert.ok(shiftedCholesky(2, new Float64Array(4), new Float64Array(4))! > 0);
  assert.equal(shiftedCholesky(1, Float64Array.of(Number.NaN), new Float64Array(1)), undefined);
});

test('the damped step has the length asked for and is the best of that length', () => {
  fc.assert(
    fc.property(
      array(ROWS * N),
      array(ROWS),
      fc.double({ min: 1e-3, max: 10, noNaN: true }),
      (jacobian, residuals, radius) => {
        const squares = new DampedLeastSquares(ROWS, N);
        squares.take(jacobian, residuals);
        const gradient = Float64Array.from({ length: N }, (_, j) =>
          residuals.reduce((sum, r, i) => sum + r * jacobian[i * N + j]!, 0),
        );
        if (length(gradient) < 1e-3) return;
        const step = new Float64Array(N);
        const damping = squares.within(radius, step);
        assert.ok(squares.scaledNorm(step) <= radius * 1.0011);
        if (damping > 1e-12) near(squares.scaledNorm(step), radius, 1.1e-3, 0, 'length');
        // (JᵀJ + λD²)p = −Jᵀr.
        const image = new Float64Array(ROWS);
        times(jacobian, step, image);
        near(squares.modelSquare(step), length(image) ** 2, 1e-9, 1e-12, '‖Jp‖²');
        for (let j = 0; j < N; j++) {
          const column = Array.from({ length: ROWS }, (_, i) => jacobian[i * N + j]!);
          const scale = length(column) || 1;
          const sum = column.reduce((total, entry, i) => total + entry * image[i]!, 0);
          near(sum + damping * scale ** 2 * step[j]!, -gradient[j]!, 1e-7, 1e-7 * (1 + length(step)), `column ${j}`);
        }
      },
    ),
    { numRuns: 1000, seed: 7 },
  );
});

test('Steihaug’s step stays within the radius and is no worse than Cauchy’s', () => {
  fc.assert(
    fc.property(SYMMETRIC, array(N), fc.double({ min: 1e-3, max: 10, noNaN: true }), (matrix, gradient, radius) => {
      const size = length(gradient);
      if (size < 1e-2) return;
      const steihaug = new Steihaug(N);
      const end = steihaug.solve(gradient, radius, 1e-10, (direction, into) => times(matrix, direction, into));
      const image = new Float64Array(N);
      const model = (p: Float64Array) => {
        times(matrix, p, image);
        return p.reduce((sum, entry, i) => sum + gradient[i]! * entry + 0.5 * entry * image[i]!, 0);
      };
      near(steihaug.model, model(steihaug.step), 1e-9, 1e-9, 'model');
      assert.ok(length(steihaug.step) <= radius * (1 + 1e-10));
      if (end === 'boundary') near(length(steihaug.step), radius, 1e-10, 0, 'boundary');
      // Nocedal & Wright (2006), (4.11) and (4.12).
      times(matrix, gradient, image);
      const curvature = gradient.reduce((sum, entry, i) => sum + entry * image[i]!, 0);
      const share = curvature <= 0 ? 1 : Math.min(1, size ** 3 / (radius * curvature));
      const cauchy = gradient.map((entry) => (-share * radius * entry) / size);
      assert.ok(steihaug.model <= model(cauchy) + 1e-9);
    }),
    { numRuns: 1000, seed: 8 },
  );
});
