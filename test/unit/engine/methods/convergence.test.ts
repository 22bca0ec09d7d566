import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, minimize, readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import { near } from '../../cases.ts';
import { FUNCTIONS } from './functions.ts';

test('the table of functions is right: f(x*) = f*, ∇f(x*) = 0', () => {
  for (const { name, formula, minimum, value } of FUNCTIONS) {
    const objective = compileObjective(readProblem(formula));
    near(objective.value(minimum), value, 1e-14, 1e-14, name);
    for (const partial of objective.gradient(minimum)) near(partial, 0, 0, 1e-13, `∇ ${name}`);
  }
});

for (const method of METHODS.filter(({ kind }) => kind === 'rule')) {
  for (const { name, formula, start, minimum } of FUNCTIONS) {
    test(`${method.title} finds the minimum of ${name} at its automatic rate`, async () => {
      // RMSProp at a constant rate ends in a cycle as wide as the rate: it is promised to converge at a falling one.
      const schedule = method.name === 'rmsprop' ? 'schedule exponential factor=0.9995\n' : '';
      const text = `minimize ${formula}\nstart ${start.join(', ')}\nmethod ${method.name}\n${schedule}stop gradient<1e-6, steps=1000000`;
      const { verdict } = await minimize(readProblem(text));
      assert.equal(verdict.status, 'converged', verdict.sentence);
      minimum.forEach((expected, i) => {
        near(verdict.point[i]!, expected, 1e-3, 1e-3, `${method.name} on ${name}`);
      });
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
