import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { compileBasins } from '../../../../src/engine/run/basins.ts';
import { beginDescent } from '../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { near } from '../../cases.ts';

const TEXTS = [
  '(x^2 + y - 11)^2 + (x + y^2 - 7)^2\nstart 1, 1\nrate 0.005',
  '(x^2 + y - 11)^2 + (x + y^2 - 7)^2\nstart 1, 1\nmethod adam\nrate 0.05\nschedule exponential factor=0.9',
  'abs(x) + relu(y - 1) + atan(x*y)\nstart 1, 1\nmethod heavyball\nrate 0.01',
  'a = [1, 2, 4]\nb = [3, 1, 2]\nminimize mean((x*a + y - b)^2)\nstart 1, 1\nrate 0.05',
];
const STEPS = 60;
const STARTS = 11;

function starts(): Float64Array[] {
  return [
    Float64Array.from({ length: STARTS }, (_, i) => -3 + 0.6 * i),
    Float64Array.from({ length: STARTS }, (_, i) => 2 - 0.45 * i),
  ];
}

for (const text of TEXTS) {
  test(`every start ends where its own run ends: ${text.replaceAll('\n', '; ')}`, () => {
    const problem = readProblem(`${text}\nstop steps=${STEPS}`);
    const plan = plansOf(problem)[0]!;
    const rate = Number(plan.rate);
    const ends = BACKENDS.map((backend) => {
      const points = starts();
      compileBasins(problem, plan, rate, { capacity: STARTS, backend }).run(points, STEPS);
      return points;
    });
    for (const other of ends.slice(1)) assert.deepEqual(other, ends[0]);
    const fused = starts();
    compileBasins(problem, plan, rate, { capacity: STARTS, fuse: true }).run(fused, STEPS);
    for (let i = 0; i < STARTS; i++) {
      const start = starts().map((values) => values[i]!);
      const descent = beginDescent(problem, { ...plan, start });
      descent.advance(STEPS + 1);
      descent.view().parameters.forEach((column, k) => {
        near(ends[0]![k]![i]!, column[STEPS]!, 1e-9, 1e-12, `parameter ${k} of start ${i}`);
        near(fused[k]![i]!, column[STEPS]!, 1e-6, 1e-9, `parameter ${k} of start ${i}, fused`);
      });
    }
  });
}

test('more starts than there is room for are refused', () => {
  const problem = readProblem('x^2\nstart 1\nrate 0.1');
  const basins = compileBasins(problem, plansOf(problem)[0]!, 0.1, { capacity: 8 });
  assert.throws(() => basins.run([new Float64Array(9)], 1), RangeError);
});
