import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { readProblem } from '../../../../src/engine/read/problem.ts';

test('the first evaluations, which are interpreted, and the later, compiled ones have the same digits', () => {
  const { graph, objective } = readProblem('exp(sin(x)*y)/(1 + x^2) + log(2 + cos(y))^3\nstart 1, 1');
  const outputs = [objective, ...gradientOf(graph, objective, 2)];
  const evaluate = compileEvaluator(outputs, 2, []);
  const results = Array.from({ length: 8 }, () => {
    const result = new Float64Array(outputs.length);
    evaluate([0.3, -1.7], result);
    return [...result];
  });
  for (const result of results) assert.deepEqual(result, results[0]);
});

test('a later point is not mixed up with an earlier one', () => {
  const { objective } = readProblem('x^2 + y\nstart 1, 1');
  const evaluate = compileEvaluator([objective], 2, []);
  const result = new Float64Array(1);
  for (let x = 0; x < 8; x++) {
    evaluate([x, 1], result);
    assert.equal(result[0], x * x + 1);
  }
});
