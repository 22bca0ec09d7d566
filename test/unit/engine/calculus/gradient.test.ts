import { test } from 'node:test';
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
