import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { METHODS } from '../../../../src/engine/methods/index.ts';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { initialMemory, limitsOf, ruleOf } from '../../../../src/engine/run/loop.ts';
import { compileLoop } from '../../../../src/engine/run/loops/index.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { stepProgram } from '../../../../src/engine/run/program.ts';
import { emptyDerived, emptyIterates } from '../../../../src/engine/run/trace.ts';

const ROWS = 2000;

/** Each text's loop on every backend, with and without its derived columns, in slices of this many rows. */
function runs(text: string, slice: number) {
  const problem = readProblem(text);
  const plan = plansOf(problem)[0]!;
  const program = stepProgram(problem, plan.method, plan.schedule, Number(plan.rate));
  return BACKENDS.flatMap((backend) =>
    [true, false].map((whole) => {
      const loop = compileLoop(program, limitsOf(problem.settings.stop), backend);
      const memory = initialMemory(program, problem.settings.start);
      const kept = emptyIterates(problem.parameters.length, ROWS);
      const derived = emptyDerived(problem.parameters.length, program.stateColumns.length, slice);
      let fired = 0;
      for (let row = 0; row < ROWS && fired === 0; row += slice) {
        fired = loop(memory, kept, whole ? derived : undefined, row, Math.min(ROWS, row + slice));
      }
      return {
        rule: fired === 0 ? undefined : ruleOf(program, fired),
        memory,
        kept,
        derived: whole ? derived : undefined,
      };
    }),
  );
}

/** Columns as arrays: the bits of a NaN say nothing. */
function numbers(columns: object | undefined): number[][] {
  return Object.values(columns ?? {}).flatMap((column: Float64Array | Float64Array[]) =>
    Array.isArray(column) ? column.map((one) => [...one]) : [[...column]],
  );
}

const ENDS: readonly (readonly [string, string | undefined])[] = [
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop gradient<1e-6', 'gradient'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop gradient<1e-200, steps=700', 'steps'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop change<1e-9', 'change'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop move<1e-9', 'move'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 2\nstop gradient<1e-6', 'divergence'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop steps=5', 'steps'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 0.1\nstop steps=0', 'steps'],
  ['x^2 + 2y^2\nstart 3, 4\nrate 1e-9\nstop gradient<1e-6, steps=100000', undefined],
  ['maximize 1 - x^2\nstart 3\nrate 0.1\nstop gradient<1e-6', 'gradient'],
  ['log(x)\nstart 0.5\nrate 0.4\nstop steps=1000', 'nonFinite'],
  ['x\nstart 3\nrate 0.1\nstop steps=20', 'steps'],
];

for (const [text, rule] of ENDS) {
  test(`every backend records the same rows and ends by ${rule}: ${text.replaceAll('\n', '; ')}`, () => {
    const all = [ROWS, 7].flatMap((slice) => runs(text, slice));
    for (const run of all) {
      assert.equal(run.rule, rule);
      assert.deepEqual(numbers(run.kept), numbers(all[0]!.kept));
      assert.deepEqual([...run.memory], [...all[0]!.memory]);
    }
    const whole = runs(text, ROWS).filter((run) => run.derived);
    for (const run of whole) assert.deepEqual(numbers(run.derived), numbers(whole[0]!.derived));
  });
}

for (const method of METHODS) {
  if (method.kind !== 'rule') continue;
  const kink = method.splits ? ' + 0.1*abs(x) + 0.2*abs(y - 2)' : '';
  const forms = Object.keys(method.conventions ?? {}).map((convention) => `convention=${convention}`);
  test(`${method.title} makes the same steps on every backend`, () => {
    for (const options of [...(forms.length > 0 ? forms : ['']), ...Object.keys(method.implied ?? {})]) {
      const named = method.implied?.[options] ? options : `${method.name} ${options}`;
      const all = runs(
        `(1 - x)^2 + 100*(y - x^2)^2${kink}\nstart -1.2, 1\nmethod ${named}\nrate 1e-3\nschedule cosine steps=500\nstop steps=500`,
        ROWS,
      );
      for (const run of all) assert.deepEqual(run.kept, all[0]!.kept);
    }
  });
}
