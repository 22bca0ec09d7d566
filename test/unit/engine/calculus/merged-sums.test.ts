import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf, hessianOf, hessianVectorProduct } from '../../../../src/engine/calculus/gradient.ts';
import { readProblem } from '../../../../src/engine/index.ts';
import { type Node, reachable } from '../../../../src/engine/program/graph.ts';
import { Interpreter } from '../../../../src/engine/program/interpreter.ts';
import { near } from '../../cases.ts';

/** A model of n features, its gradient, and its Hessian's product with a direction of further inputs. */
function model(n: number) {
  const columns = Object.fromEntries(
    Array.from({ length: n }, (_, k) => [
      `c${k}`,
      Float64Array.from({ length: 9 }, (_, i) => Math.sin((k + 1) * i + k)),
    ]),
  );
  const y = Float64Array.from({ length: 9 }, (_, i) => i % 2);
  const text =
    'data "t"\nfeatures X = all\nz = dot(w, X) + b\nminimize mean(log(1 + exp(z)) - y*z) - sum(sin(z))/3 + 0.1*sum(w^2)';
  const problem = readProblem(text, { tables: { t: { ...columns, y } } });
  const { graph } = problem;
  const gradient = gradientOf(graph, problem.objective, n + 1);
  const direction = gradient.map((_, i) => graph.input(n + 1 + i));
  return { problem, gradient, product: hessianVectorProduct(graph, gradient, direction) };
}

test('a product with the Hessian is the Hessian’s', () => {
  const { problem, gradient, product } = model(4);
  const hessian = hessianOf(problem.graph, gradient);
  const point = [0.3, -0.2, 0.5, 0.1, -1];
  const direction = [1, -2, 0.5, 3, 0.25];
  const values = (nodes: readonly Node[]) => {
    const interpreter = new Interpreter(
      nodes,
      problem.columns.map((column) => column.values),
    );
    interpreter.run([...point, ...direction]);
    return nodes.map((node) => interpreter.value(node));
  };
  const rows = hessian.map(values);
  values(product).forEach((value, i) => {
    const expected = rows[i]!.reduce((sum, second, j) => sum + second * direction[j]!, 0);
    near(value, expected, 1e-12, 1e-14, `entry ${i}`);
  });
});

test('it grows with the parameters as the gradient does', () => {
  const size = (n: number) => reachable(model(n).product).length;
  assert.ok(size(200) < 2.2 * size(100));
});
