import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumOfSquares } from '../../../../src/engine/calculus/sum-of-squares.ts';
import { compileObjective, minimize, readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import { near } from '../../cases.ts';
import { FUNCTIONS } from './functions.ts';
import { PROMISES } from './promises.ts';

test('the table of functions is right: f(x*) = f*, ∇f(x*) = 0', () => {
  for (const { name, formula, minimum, value } of FUNCTIONS) {
    const objective = compileObjective(readProblem(formula));
    near(objective.value(minimum), value, 1e-14, 1e-14, name);
    for (const partial of objective.gradient(minimum)) near(partial, 0, 0, 1e-13, `∇ ${name}`);
  }
});

function isSumOfSquares(formula: string): boolean {
  const { graph, objective } = readProblem(formula);
  return sumOfSquares(graph, objective, []) !== undefined;
}

for (const method of METHODS) {
  // What has no kink has nothing to split off: its own test is proximal.test.ts.
  if (method.kind === 'rule' && method.splits) continue;
  const promised = PROMISES[method.name] ?? {};
  for (const { name, formula, start, minimum, value } of FUNCTIONS) {
    if (promised.except?.[name]) continue;
    if (method.kind === 'search' && method.needs === 'residuals' && !isSumOfSquares(formula)) continue;
    test(`${method.title} finds the minimum of ${name} at its automatic rate`, async () => {
      const known = method.options.some((option) => option.name === 'f_star') ? { f_star: value } : {};
      const options = Object.entries({ ...promised.options, ...known }).map(([key, given]) => `${key}=${given}`);
      const text = [
        `minimize ${formula}`,
        `start ${start.join(', ')}`,
        `method ${method.name} ${options.join(' ')}`,
        promised.falling ? 'schedule exponential factor=0.9995' : '',
        `stop gradient<1e-6, steps=${promised.steps ?? 1_000_000}`,
      ].join('\n');
      const { verdict } = await minimize(readProblem(text));
      const point = promised.within === undefined ? verdict.point : verdict.best.point;
      minimum.forEach((expected, i) => {
        near(point[i]!, expected, 1e-3, promised.within ?? 1e-3, `${method.name} on ${name}`);
      });
      if (promised.within !== undefined) return;
      assert.equal(verdict.status, 'converged', verdict.sentence);
      assert.equal(verdict.curvature?.kind, 'minimum');
    });
  }
}

test('maximize climbs: the trace shows the objective as written', async () => {
  const { trace, verdict } = await minimize(readProblem('maximize 4 - (x - 1)^2\nstart x = 3\nrate 0.1'));
  assert.equal(verdict.status, 'converged');
  assert.equal(verdict.curvature?.kind, 'maximum');
  assert.equal(trace.value[0], 0);
  assert.equal(trace.gradient[0]![0], -4);
  near(trace.parameters[0]![1]!, 2.6, 1e-15, 0, 'one step up the slope');
});
