import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dual } from '../../../../src/engine/calculus/dual.ts';
import { explain } from '../../../../src/engine/calculus/explain.ts';
import { gradientOf, hessianVectorProduct } from '../../../../src/engine/calculus/gradient.ts';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { compileEvaluator } from '../../../../src/engine/program/evaluator.ts';
import { cases, near } from '../../cases.ts';

test('the Hessian’s product with a direction is the Hessian times it', () => {
  const texts = cases<{ expression: string; parameters: string[]; at: number[] }[]>('gradients.json').map(
    ({ expression, parameters, at }) =>
      `minimize ${expression}\nstart ${parameters.map((name, i) => `${name} = ${at[i]}`).join(', ')}`,
  );
  texts.push('x = [1, 2, 4]\ny = [1, 3, 2]\nminimize mean(log(1 + exp(w*x + b*y)))\nstart w = 0.2, b = -0.1');
  for (const text of texts) {
    const problem = readProblem(text);
    const { graph, objective, columns, settings } = problem;
    const n = problem.parameters.length;
    const direction = settings.start.map((_, i) => Math.cos(1 + 3 * i));
    const nodes = hessianVectorProduct(
      graph,
      gradientOf(graph, objective, n),
      direction.map((_, i) => graph.input(n + i)),
    );
    const product = new Float64Array(n);
    compileEvaluator(
      nodes,
      2 * n,
      columns.map((column) => column.values),
    )([...settings.start, ...direction], product);
    compileObjective(problem)
      .hessian(settings.start)
      .forEach((row, i) => {
        const terms = row.map((entry, j) => entry * direction[j]!);
        const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
        const expected = terms.reduce((sum, term) => sum + term, 0);
        near(product[i]!, expected, 1e-12, 1e-12 * size, `(Hv)${i} of ${text}`);
      });
  }
});

test('u/u has the derivative 0, also as the exponent of a negative base, and no value at 0', () => {
  // Value, gradient and the Hessian's rows as SymPy has them, which makes 1 of x/x.
  const cases: Record<string, number[]> = {
    'minimize pow(x/5, x/x) + 1\nstart x = -2': [0.6, 0.2, 0],
    'minimize x^(-x/x)\nstart x = -2': [-0.5, -0.25, -0.25],
    'minimize x^(6x/(2x))\nstart x = -2': [-8, 12, -12],
    'minimize (x*y)^(x*y/(x*y))\nstart x = -2, y = 1': [-2, 1, -2, 0, 1, 1, 0],
    'minimize (x*y)^(x*y/(y*x)) + 0*y\nstart x = -2, y = 1': [-2, 1, -2, 0, 1, 1, 0],
    'minimize x^((x + y)/(y + x))\nstart x = -2, y = 1': [-2, 1, 0, 0, 0, 0, 0],
    'p = [1, 2]\nminimize x^2 + sum(p*x/(p*x))\nstart x = 3': [11, 6, 2],
  };
  for (const [text, expected] of Object.entries(cases)) {
    const problem = readProblem(text);
    const { start } = problem.settings;
    const objective = compileObjective(problem);
    const found = [objective.value(start), ...objective.gradient(start), ...objective.hessian(start).flat()];
    for (const [i, value] of expected.entries()) near(found[i]!, value, 1e-15, 0, `number ${i} of ${text}`);
    const columns = problem.columns.map(({ values }) => values);
    new Dual(problem.objective, columns).gradient(start, start.length).forEach((partial, i) => {
      near(partial, expected[1 + i]!, 1e-15, 0, `dual number ${i} of ${text}`);
    });
  }
  const problem = readProblem('minimize x/x*y\nstart x = 1, y = 1');
  assert.ok(Number.isNaN(compileObjective(problem).value([0, 1])));
  assert.equal(gradientOf(problem.graph, problem.objective, 2)[0], problem.graph.constant(0));
  assert.match(explain(problem)[0]!.root!.rule, /does not depend on x/);
});
