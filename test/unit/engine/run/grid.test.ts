import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { compileGrid } from '../../../../src/engine/run/grid.ts';

const TEXTS = [
  '(1 - x)^2 + 100*(y - x^2)^2\nstart 1, 1',
  'exp(-x^2)*sin(3y) + z*atan2(y, x)\nstart 1, 1, 0.5',
  'max(x, y) + abs(z - x*y) + sqrt(x)\nstart 1, 1, 0.5',
  'x + z\nstart 1, 0.5',
  'a = [1, 2, 4]\nb = [3, 1, 2]\nminimize mean((x*a + y - b)^2) + 0.1*z^2\nstart 1, 1, 0.5',
];

for (const text of TEXTS) {
  for (const backend of BACKENDS) {
    test(`a grid has the objective's values at every point (${backend}): ${text.replaceAll('\n', '; ')}`, () => {
      const problem = readProblem(text);
      const objective = compileObjective(problem, 'interpreter');
      const last = problem.parameters.length - 1;
      // Sizes that fill their vectors and sizes that do not.
      for (const [width, height] of [
        [8, 3],
        [5, 2],
        [1, 1],
      ] as const) {
        const grid = compileGrid(problem, { across: 0, down: last, width, height }, backend);
        const across = Array.from({ length: width }, (_, i) => -1 + 0.37 * i);
        const down = Array.from({ length: height }, (_, i) => 2 - 0.81 * i);
        const point = problem.parameters.map(() => 0.25);
        const values = grid.values(across, down, point);
        assert.equal(values.length, width * height);
        down.forEach((y, row) => {
          across.forEach((x, column) => {
            const at = [...point];
            at[0] = x;
            at[last] = y;
            assert.equal(values[row * width + column], objective.value(at), `at ${at}`);
          });
        });
      }
    });
  }
}

test('a grid can be computed again at other values', () => {
  const grid = compileGrid(readProblem('x^2 + y\nstart 1, 1'), { across: 0, down: 1, width: 2, height: 2 });
  assert.deepEqual([...grid.values([1, 2], [0, 10], [0, 0])], [1, 4, 11, 14]);
  assert.deepEqual([...grid.values([3, 4], [1, 2], [0, 0])], [10, 17, 11, 18]);
});
