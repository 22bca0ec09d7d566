import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, type Objective, readProblem } from '../../../../src/engine/index.ts';
import { symmetricEigenvalues } from '../../../../src/engine/run/eigenvalues.ts';
import { near } from '../../cases.ts';
import { TABLE } from './functions.ts';

const size = (values: readonly number[]) => Math.max(...values.map(Math.abs));

/** The Hessian's eigenvalues, ascending. */
function curvatures(objective: Objective, point: readonly number[]): number[] {
  const found = symmetricEigenvalues(point.length, objective.hessian(point).flat());
  assert.ok(found, 'the Hessian is finite');
  return found;
}

/** Unit vectors that point into all octants, the axes among them. */
function directions(n: number): number[][] {
  const axes = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  if (n !== 2) return axes.flatMap((axis) => [axis, axis.map((part) => -part)]);
  return Array.from({ length: 64 }, (_, k) => [Math.cos((Math.PI * k) / 32), Math.sin((Math.PI * k) / 32)]);
}

test('there are more than 40 functions, named apart', () => {
  assert.ok(TABLE.length > 40);
  assert.equal(new Set(TABLE.map(({ name }) => name)).size, TABLE.length);
});

for (const { name, kind, formula, starts, minima, value, condition, over } of TABLE) {
  test(`${name}: what the table says of it is so`, () => {
    const objective = compileObjective(readProblem(formula));
    const n = objective.parameters.length;
    for (const point of [...starts, ...minima, over]) assert.equal(point.length, n);
    for (const point of starts) assert.ok(objective.value(point) > value && size(objective.gradient(point)) > 0);
    for (const [index, point] of minima.entries()) {
      near(objective.value(point), value, 1e-14, 1e-14, `f at minimum ${index}`);
      if (kind === 'kinked') {
        // 0 is a subgradient: whichever way one goes, the value does not fall.
        for (const direction of directions(n)) {
          const moved = objective.value(point.map((x, i) => x + 1e-6 * direction[i]!));
          assert.ok(moved - value > -1e-12, `along ${direction}: ${moved}`);
        }
        continue;
      }
      const found = curvatures(objective, point);
      const [flattest, steepest] = [found[0]!, found.at(-1)!];
      // As near to 0 as the last digits of the point allow.
      near(size(objective.gradient(point)), 0, 0, 1e-15 * Math.max(1, steepest) * Math.max(1, size(point)), '∇f');
      assert.ok(flattest >= -1e-15 * steepest, `curvatures ${found}`);
      if (kind === 'singular') assert.ok(flattest <= 1e-15 * steepest, `curvatures ${found}`);
      // Eigenvalues of more different sizes than doubles have digits cannot be told.
      else if (condition === undefined || condition < 1e15) {
        assert.ok(flattest > 0, `curvatures ${found}`);
        if (index === 0 && condition !== undefined) near(steepest / flattest, condition, 5e-4, 0, 'λmax/λmin');
      }
    }
  });
}
