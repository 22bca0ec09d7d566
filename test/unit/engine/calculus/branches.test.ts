import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';

function derivatives(formula: string, x: number): [number, number] {
  const objective = compileObjective(readProblem(`minimize ${formula}\nstart x = 2`));
  return [objective.gradient([x])[0]!, objective.hessian([x])[0]![0]!];
}

test('a branch that is not taken does not spoil derivatives, however undefined it is there', () => {
  assert.deepEqual(derivatives('x > 0 ? sqrt(x) : x^2', -3), [-6, 2]);
  assert.deepEqual(derivatives('x > 0 ? x^1.5 : (x < -5 ? sqrt(x) : x^2)', -3), [-6, 2]);
  assert.deepEqual(derivatives('x > 0 ? log(x)^x + asin(x - 2) : 3x', -3), [3, 0]);
  assert.deepEqual(derivatives('max(x^2, min(x^2 - 1, -x))', -3), [-6, 2]);
  assert.deepEqual(derivatives('x < 0 ? 5 : logsumexp(x, 1.5, x^x)', -3), [0, 0]);
});

test('the same of conditions on rows', () => {
  const objective = compileObjective(
    readProblem('p = [-1, -2]\nminimize sum(p > 0 ? p*sqrt(x) : p^2*x^2) + x\nstart x = 1'),
  );
  assert.deepEqual(objective.gradient([-3]), [-29]);
  assert.deepEqual(objective.hessian([-3]), [[10]]);
});

test('the branch that is taken counts with all its infinities', () => {
  assert.equal(derivatives('x >= 0 ? sqrt(x) : x^2', 0)[0], Number.POSITIVE_INFINITY);
});
