import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumOfSquares } from '../../../../src/engine/calculus/sum-of-squares.ts';
import { readProblem } from '../../../../src/engine/index.ts';
import { landscapeOf } from '../../../../src/engine/run/landscape.ts';
import { near } from '../../cases.ts';

const DATA = 'x = [1, 2, 3, 4]\ny = [2.1, 3.9, 6.2, 7.8]\nw = [1, 0, 2, 0.5]\n';

/** What is written, how many residuals it has, and the scale before their squares. */
const SQUARES: readonly [objective: string, residuals: number, scale: number, offset?: number][] = [
  ['(a - 1)^2', 1, 1],
  ['(1 - a)^2 + 100*(b - a^2)^2', 2, 1],
  ['a^2 + 10*b^2', 2, 1],
  ['3*(a - 1)^2', 1, 3],
  ['((a - 1)^2 + (b - 2)^2)/2', 2, 0.5],
  ['1/2*((a - 1)^2 + 4*(b - 2)^2)', 2, 0.5],
  ['(a - 1)*(a - 1)', 1, 1],
  ['a^2*b^2 + (a - 3)^4', 2, 1],
  ['abs(a - 3)^2 + b^2', 2, 1],
  ['(a - 1)^2/b^2', 1, 1],
  ['(a - 1)^2 + 5', 1, 1, 5],
  ['(a - 1)^2 - 5 + b^2', 2, 1, -5],
  [`(sin(a) - 0.5)^2 - (-(b^2))`, 2, 1],
  ['sum((y - a*x - b)^2)', 4, 1],
  ['mean((y - a*x - b)^2)', 4, 1 / 4],
  ['1/(2*4)*sum((y - a*x - b)^2)', 4, 1 / 8],
  ['sum((y - a*x - b)^2)/2', 4, 0.5],
  ['mean((y - a*x - b)^2) + 0.1*a^2', 5, 1 / 4],
  ['sum(w*(y - a*x - b)^2)', 4, 1],
  ['sum(w^2*(y - a*x - b)^2)', 4, 1],
  ['sum((y - a*x - b)^2/x)', 4, 1],
  ['sum(((y - a*x - b)/x)^2)', 4, 1],
  ['sum((y - a*x)^2 + 2*(a*x - b)^2)', 8, 1],
  ['sum((y - a*x)^2 + 0.5*b^2)', 5, 1],
  ['sum((y - a*x - b)^2) + sum((x - a)^2)', 8, 1],
  ['sum((y - mean(y) - a*(x - mean(x)))^2)', 4, 1],
  ['mean(y)*(a - 1)^2', 1, 5],
  ['sum((y - a*exp(-b*x) - sum((x - a)^2)/9)^2)', 4, 1],
  ['sum((i*a - i)^2, i, 1, 5)', 5, 1],
  ['x_1^2 + x_2^2', 2, 1],
];

const OTHERS = [
  'a + b^2',
  'a^2 - b^2',
  'a^2 - 2*a*b + b^2',
  'a^3',
  'exp(a)',
  'abs(a)',
  'a*b^2',
  'sqrt((a - 1)^2 + b^2)',
  'log(1 + a^2)',
  'sum(abs(y - a*x))',
  'sum((y - a*x)^2) - a^2',
  'sum((x - 2)*(y - a*x)^2)',
  'mean(x - 9)*(a - 1)^2',
  '3',
];

test('what is written as a sum of squares is one', () => {
  for (const [objective, count, scale, offset = 0] of SQUARES) {
    const problem = readProblem(`${DATA}minimize ${objective}`);
    const residuals = landscapeOf(problem).residuals;
    assert.ok(residuals, objective);
    assert.equal(residuals.count, count, objective);
    assert.equal(residuals.offset, offset, objective);
    near(residuals.scale, scale, 1e-15, 0, objective);
  }
});

test('scale · Σ r² + offset is the objective, 2 · scale · Jᵀr its gradient, and J the slopes of r', () => {
  for (const [objective] of SQUARES) {
    const problem = readProblem(`${DATA}minimize ${objective}`);
    const landscape = landscapeOf(problem);
    const { count, scale, offset, values, jacobian } = landscape.residuals!;
    const n = landscape.parameters;
    for (const seed of [1, 2, 3]) {
      const x = Float64Array.from({ length: n }, (_, i) => 1.5 * Math.sin(seed * (i + 2)));
      const gradient = new Float64Array(n);
      const value = landscape.evaluate(x, gradient);
      const [r, again, J] = [new Float64Array(count), new Float64Array(count), new Float64Array(count * n)];
      values(x, r);
      jacobian(x, again, J);
      assert.deepEqual(again, r, objective);
      near(scale * r.reduce((sum, each) => sum + each * each, 0) + offset, value, 1e-13, 1e-13, objective);
      const size = J.reduce((sum, each) => sum + Math.abs(each), 0);
      for (let j = 0; j < n; j++) {
        const slope = 2 * scale * r.reduce((sum, each, i) => sum + each * J[i * n + j]!, 0);
        near(slope, gradient[j]!, 1e-12, 1e-13 * (1 + size), `${objective} ∂${j}`);
        const [above, below] = [1e-5, -1e-5].map((step) => {
          const moved = new Float64Array(count);
          values(
            x.map((entry, k) => (k === j ? entry + step : entry)),
            moved,
          );
          return moved;
        });
        r.forEach((_, i) => {
          near(J[i * n + j]!, (above![i]! - below![i]!) / 2e-5, 1e-5, 1e-6 * (1 + size), `${objective} J[${i}, ${j}]`);
        });
      }
    }
  }
});

test('what is written otherwise is none', () => {
  for (const objective of OTHERS) {
    const { graph, objective: node, columns } = readProblem(`${DATA}minimize ${objective} + 0*a`);
    const found = sumOfSquares(
      graph,
      node,
      columns.map((column) => column.values),
    );
    assert.equal(found, undefined, objective);
  }
});

test('what is maximized is a sum of squares where its negative is', () => {
  assert.equal(landscapeOf(readProblem('maximize 3 - (a - 1)^2 - 2*(b - 2)^2')).residuals?.count, 2);
  assert.equal(landscapeOf(readProblem('maximize (a - 1)^2 - b^4')).residuals, undefined);
});
