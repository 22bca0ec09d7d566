import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { Interpreter } from '../../../../src/engine/program/interpreter.ts';
import { compileRows } from '../../../../src/engine/program/rows.ts';
import { landscapeOf } from '../../../../src/engine/run/landscape.ts';
import { near } from '../../cases.ts';

const TEXTS = [
  '(1 - x)^2 + 100*(y - x^2)^2',
  'exp(x*y) + log(1 + x^2) - y',
  'u = [1, 2, 3]\nv = [2, 3, 5]\nminimize mean((v - x*u - y)^2) + 0.1*x^4',
];

test('a landscape is the objective, its gradient and its Hessian', () => {
  for (const text of TEXTS) {
    const problem = readProblem(text);
    const objective = compileObjective(problem);
    const landscape = landscapeOf(problem);
    const x = Float64Array.of(0.7, -0.4);
    const gradient = new Float64Array(2);
    const hessian = new Float64Array(4);
    assert.equal(landscape.evaluate(x, gradient), objective.value(x));
    assert.deepEqual([...gradient], objective.gradient(x));
    landscape.hessian(x, hessian);
    objective
      .hessian(x)
      .flat()
      .forEach((entry, i) => {
        near(hessian[i]!, entry, 1e-14, 0, text);
      });
    const product = new Float64Array(2);
    const direction = Float64Array.of(0.3, -2);
    landscape.product(x, direction, product);
    for (let i = 0; i < 2; i++) {
      near(product[i]!, hessian[2 * i]! * direction[0]! + hessian[2 * i + 1]! * direction[1]!, 1e-12, 1e-13, text);
    }
  }
});

test('what is maximized is seen upside down', () => {
  const up = landscapeOf(readProblem('maximize 4 - (x - 1)^2 - x*y^2'));
  const down = landscapeOf(readProblem('minimize -(4 - (x - 1)^2 - x*y^2)'));
  const x = Float64Array.of(0.3, 2);
  const direction = Float64Array.of(1, -1);
  for (const ask of ['gradient', 'hessian', 'product'] as const) {
    const of = (landscape: typeof up) => {
      const into = new Float64Array(ask === 'hessian' ? 4 : 2);
      if (ask === 'gradient') return [landscape.evaluate(x, into), ...into];
      if (ask === 'hessian') landscape.hessian(x, into);
      else landscape.product(x, direction, into);
      return [...into];
    };
    assert.deepEqual(of(up), of(down));
  }
});

test('everything that is asked is counted', () => {
  const landscape = landscapeOf(readProblem('(x - 1)^2 + (x*y - 2)^2'));
  const x = Float64Array.of(1, 2);
  const two = new Float64Array(2);
  const four = new Float64Array(4);
  assert.deepEqual(landscape.counts, { evaluations: 0, hessians: 0, products: 0, residuals: 0, jacobians: 0 });
  for (let k = 0; k < 5; k++) landscape.evaluate(x, two);
  for (let k = 0; k < 4; k++) landscape.hessian(x, four);
  for (let k = 0; k < 3; k++) landscape.product(x, two, two);
  for (let k = 0; k < 2; k++) landscape.residuals!.values(x, two);
  landscape.residuals!.jacobian(x, two, four);
  assert.deepEqual(landscape.counts, { evaluations: 5, hessians: 4, products: 3, residuals: 2, jacobians: 1 });
});

test('values that are no numbers come back as they are', () => {
  const landscape = landscapeOf(readProblem('log(x) + 1/y'));
  const gradient = new Float64Array(2);
  assert.ok(Number.isNaN(landscape.evaluate(Float64Array.of(-1, 1), gradient)));
  assert.equal(landscape.evaluate(Float64Array.of(0, 1), gradient), Number.NEGATIVE_INFINITY);
});

test('nodes over rows have the same digits by generated code and by the interpreter', () => {
  const problem = readProblem(
    'u = [1, 2, 3]\nv = [2, 3, 5]\nminimize sum((v - x*exp(-y*u) - mean(u) - sum((u - x)^2))^2)',
  );
  const columns = problem.columns.map((column) => column.values);
  const body = problem.objective.kind === 'rowSum' ? problem.objective.body : assert.fail('a sum over rows');
  const { graph } = problem;
  const nodes = [body, graph.constant(2), graph.multiply(graph.input(0), graph.input(1)), graph.column(0, 3)];
  const program = compileRows(nodes, 3, 2, columns);
  program.inputs.set([0.7, 0.2]);
  program.run();
  const interpreter = new Interpreter(nodes, columns);
  interpreter.run([0.7, 0.2]);
  const expected = [0, 1, 2].flatMap((row) => [interpreter.rows(body)[row]!, 2, 0.7 * 0.2, columns[0]![row]!]);
  assert.deepEqual([...program.outputs], expected);
});
