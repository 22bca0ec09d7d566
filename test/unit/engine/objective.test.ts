import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, readProblem } from '../../../src/engine/index.ts';
import { BACKENDS } from '../../../src/engine/program/evaluator.ts';
import { cases, near } from '../cases.ts';

interface Case {
  readonly expression: string;
  readonly parameters: string[];
  readonly at: number[];
  readonly value: number;
  readonly gradient: number[];
  readonly hessian: number[][];
}

/** The second file is made by test/oracle/generate.py. */
const FILES = ['gradients.json', 'gradients-of-more-seeds.json'];

for (const backend of ['automatic', ...BACKENDS] as const) {
  test(`value, gradient and Hessian agree with SymPy at 40 digits (${backend})`, () => {
    for (const { expression, parameters, at, value, gradient, hessian } of FILES.flatMap((file) =>
      cases<Case[]>(file),
    )) {
      const start = parameters.map((name, i) => `${name} = ${at[i]}`).join(', ');
      const objective = compileObjective(readProblem(`minimize ${expression}\nstart ${start}`), backend);
      // A name that cancels (y − y) is a parameter here and none for SymPy: its derivatives are 0.
      const order = objective.parameters.map((name) => parameters.indexOf(name));
      const point = order.map((i) => at[i] ?? 1);
      near(objective.value(point), value, 1e-10, 1e-12, expression);
      objective.gradient(point).forEach((partial, i) => {
        near(partial, gradient[order[i]!] ?? 0, 1e-10, 1e-12, `∂${objective.parameters[i]} ${expression}`);
      });
      objective.hessian(point).forEach((row, i) => {
        row.forEach((second, j) => {
          near(second, hessian[order[i]!]?.[order[j]!] ?? 0, 1e-10, 1e-12, `H${i}${j} ${expression}`);
        });
      });
    }
  });
}

test('kinks have their stated subgradients', () => {
  const at = (formula: string, point: number[]) =>
    compileObjective(readProblem(`minimize ${formula}\nstart ${point.join(', ')}`)).gradient(point);
  assert.deepEqual(at('abs(x)', [0]), [0]);
  assert.deepEqual(at('relu(x)', [0]), [0]);
  assert.deepEqual(at('max(x, y)', [1, 1]), [1, 0]);
  assert.deepEqual(at('min(x, y)', [1, 1]), [1, 0]);
  assert.deepEqual(at('hypot(x, y)', [0, 0]), [0, 0]);
});

test('infinities are numbers to go on with, as IEEE 754 has them', () => {
  // A pole whose two sides agree is infinite; one whose sides differ is not a number, unless the sign of 0 tells them.
  const values: [formula: string, y: number, value: number][] = [
    ['1/y', 0, Number.POSITIVE_INFINITY],
    ['x/(1/y)', 0, 0],
    ['x/lgamma(y)', 0, 0],
    ['x/lgamma(y)', -3, 0],
    ['x/trigamma(y)', 0, 0],
    ['x/digamma(y)', 0, Number.NaN],
    ['x/gamma(y)', 0, Number.NaN],
    ['x/gamma(y)', 800, 0],
    ['x*exp(-1/y^2)', 0, 0],
    ['x*normcdf(1/y)', 0, 2],
    ['x*erfc(1/y)', 0, 0],
    ['1/y - 1/y^2', 0, Number.NaN],
    ['log(y)', 0, Number.NEGATIVE_INFINITY],
    ['log(y)', -1, Number.NaN],
  ];
  for (const backend of BACKENDS) {
    for (const [formula, y, value] of values) {
      const problem = readProblem(`minimize ${formula} + 0*x\nstart y = 0.7, x = 2`);
      const objective = compileObjective(problem, backend);
      const point = objective.parameters.map((name) => (name === 'y' ? y : 2));
      assert.equal(objective.value(point), value, `${formula} at ${y} (${backend})`);
    }
  }
});

test('stable forms do not overflow', () => {
  const at = (formula: string, x: number) => {
    const objective = compileObjective(readProblem(`minimize ${formula}\nstart x = ${x}`));
    return [objective.value([x]), ...objective.gradient([x])];
  };
  assert.deepEqual(at('sigmoid(x)', -800), [Math.exp(-800), 0]);
  assert.deepEqual(at('softplus(x)', 800), [800, 1]);
  assert.deepEqual(at('tanh(x)', 800), [1, 0]);
  const [value, slope] = at('logsumexp(x, 0)', 1000) as [number, number];
  assert.deepEqual([value, slope], [1000, 1]);
});

test('real roots of negative numbers', () => {
  const objective = compileObjective(readProblem('minimize cbrt(x) + nthRoot(y, 5)\nstart -8, -32'));
  assert.equal(objective.value([-8, -32]), -4);
  const [x, y] = objective.gradient([-8, -32]) as [number, number];
  near(x, 1 / 12, 1e-15, 0, 'cbrt');
  near(y, 1 / 80, 1e-15, 0, 'nthRoot');
});

test('sums over rows differentiate through means, nested means and derived columns', () => {
  const text = [
    'x = [1, 2, 4, 6, 8]',
    'y = [4, 5, 7, 9, 11]',
    'z = (x - mean(x)) / sqrt(mean((x - mean(x))^2))',
    'minimize mean((w*z + b - y)^2) + 0.1*sum(w*x)/5 + mean(x*exp(-w*mean(x*w)))',
    'start w = 0.3, b = 0.2',
  ].join('\n');
  const objective = compileObjective(readProblem(text));
  const point = [0.3, 0.2];
  const gradient = objective.gradient(point);
  for (let i = 0; i < 2; i++) {
    const h = 1e-6;
    const up = objective.value(point.map((v, j) => (i === j ? v + h : v)));
    const down = objective.value(point.map((v, j) => (i === j ? v - h : v)));
    near(gradient[i]!, (up - down) / (2 * h), 1e-7, 1e-9, `∂${i}`);
  }
});
