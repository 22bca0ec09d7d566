import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import { initialMemory, limitsOf } from '../../../../src/engine/run/loop.ts';
import { compileLoop } from '../../../../src/engine/run/loops/index.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { freeRateProgram, type StepProgram, stepProgram } from '../../../../src/engine/run/program.ts';
import { emptyIterates } from '../../../../src/engine/run/trace.ts';
import { near } from '../../cases.ts';

const STEPS = 30;
const RATE = 0.01;

for (const method of METHODS) {
  if (method.kind !== 'rule') continue;
  for (const form of Object.keys(method.conventions ?? { '': undefined })) {
    const chosen = `${method.name}${form === '' ? '' : ` convention=${form}`}`;
    test(`${chosen} makes the same steps where its rate is no part of the program`, () => {
      const kink = method.splits ? ' + 0.1*abs(x)' : '';
      const text = `(1 - x)^2 + 10*(y - x^2)^2${kink}\nstart -0.8, 0.6\nmethod ${chosen} rate=${RATE}\nstop steps=${STEPS}`;
      const problem = readProblem(text);
      const [plan] = plansOf(problem);
      const limits = limitsOf(problem.settings.stop);
      const path = (program: StepProgram, memory: Float64Array) => {
        const kept = emptyIterates(2, STEPS + 1);
        compileLoop(program, limits)(memory, kept, undefined, 0, STEPS + 1);
        return kept.parameters;
      };
      const fixed = stepProgram(problem, plan!.method, plan!.schedule, RATE);
      const { program, initialState } = freeRateProgram(problem, plan!.method);
      const { start } = problem.settings;
      const expected = path(fixed, initialMemory(fixed, start));
      const found = path(program, initialMemory({ ...program, initialState: initialState(RATE) }, start));
      found.forEach((column, i) => {
        column.forEach((value, k) => {
          near(value, expected[i]![k]!, 1e-8, 1e-10, `step ${k}`);
        });
      });
    });
  }
}
