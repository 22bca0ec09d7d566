import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from '../../../../../src/engine/data/row-parts.ts';
import { compileObjective, minimize, readProblem } from '../../../../../src/engine/index.ts';
import { heldOutValues } from '../../../../../src/engine/run/held-out.ts';
import { valueAt } from '../../../../../src/engine/run/value-at.ts';
import { near } from '../../../cases.ts';

const x = Array.from({ length: 40 }, (_, i) => Math.sin(3 * i) + i / 10);
const y = x.map((value, i) => 2 * value + 1 + Math.cos(7 * i));
const read = (text: string) => readProblem(`data "t.csv"\n${text}`, { tables: { 't.csv': { x, y } } });

test('every row is in one part, by the seed', () => {
  const parts = partsOf(100, { training: 0.7, validation: 0.15, test: 0.15, seed: 3 });
  assert.deepEqual([parts.training.length, parts.validation.length, parts.test.length], [70, 15, 15]);
  const all = [...parts.training, ...parts.validation, ...parts.test].sort((a, b) => a - b);
  assert.deepEqual(
    all,
    Array.from({ length: 100 }, (_, i) => i),
  );
  const again = partsOf(100, { training: 0.7, validation: 0.15, test: 0.15, seed: 3 });
  assert.deepEqual(again, parts);
  assert.notDeepEqual(partsOf(100, { training: 0.7, validation: 0.15, test: 0.15, seed: 4 }), parts);
});

/** The formula over rows by hand, with the training rows' scale. */
test('the objective is over the training rows; held-out values are what a hand computes', () => {
  const problem = read(
    'split train 0.5 validation 0.3 seed=2\nstandardize x\nminimize mean((w*x + b - y)^2) + 0.1*w^2',
  );
  const { training, heldOut, seed } = problem.split!;
  assert.deepEqual(
    [training.length, heldOut.map(({ part, rows }) => [part, rows.length]), seed],
    [
      20,
      [
        ['validation', 12],
        ['test', 8],
      ],
      2,
    ],
  );
  assert.equal(problem.columns[0]!.values.length, 20);
  const { shift, scale } = problem.scalings![0]!;
  near(shift, [...training].reduce((sum, row) => sum + x[row]!, 0) / 20, 1e-14, 0, 'mean');
  const byHand = (rows: Iterable<number>, w: number, b: number) => {
    const squares = [...rows].map((row) => ((w * (x[row]! - shift)) / scale + b - y[row]!) ** 2);
    return squares.reduce((sum, value) => sum + value, 0) / squares.length + 0.1 * w * w;
  };
  const values = heldOutValues(problem, [1.5, -2])!;
  near(compileObjective(problem).value([1.5, -2]), byHand(training, 1.5, -2), 1e-13, 0, 'training');
  near(values.validation!, byHand(heldOut[0]!.rows, 1.5, -2), 1e-13, 0, 'validation');
  near(values.test!, byHand(heldOut[1]!.rows, 1.5, -2), 1e-13, 0, 'test');
});

test('statistics of the data stay those of the training rows, and counts of rows do not', () => {
  const direct = read('split train 0.6 seed=1\nstandardize x\nminimize mean((w*x - y)^2)');
  const written = read(
    'split train 0.6 seed=1\nm = mean(x)\nz = (x - m)/sqrt(mean((x - m)^2))\nn = count(x)\nminimize 1/n*sum((w*z - y)^2)',
  );
  const average = read(
    'split train 0.6 seed=1\nz = (x - sum(x)/count(x))/sqrt(sum((x - mean(x))^2)/count(x))\nminimize sum((w*z - y)^2)/count(y)',
  );
  const expected = heldOutValues(direct, [0.7])!.validation!;
  near(heldOutValues(written, [0.7])!.validation!, expected, 1e-13, 0, 'written out');
  near(heldOutValues(average, [0.7])!.validation!, expected, 1e-13, 0, 'by count');
  near(valueAt(average, [0.7]), valueAt(direct, [0.7]), 1e-13, 0, 'training');
});

test('a run tells the values over the rows that were held out', async () => {
  const run = await minimize(read('split train 0.8 seed=1\nminimize mean((w*x + b - y)^2)\nmethod lm'));
  assert.deepEqual(Object.keys(run.verdict.heldOut!), ['validation']);
  assert.match(run.verdict.remarks[0]!, /^f = \S+ over the 32 training rows, \S+ over the 8 validation rows\.$/);
  const notes = read('split train 0.8\nminimize mean((w*x - y)^2)').notes.map(({ text }) => text);
  assert.ok(notes.includes('The objective is over 32 rows; held out: 8 for validation. No seed is written: it is 1.'));
});

test('lists are split too, and rows that lack a value before', () => {
  const problem = readProblem('x = [1, 2, 3, 4]\ny = [2, 4, 6, 9]\nsplit train 50% seed=7\nminimize mean((w*x - y)^2)');
  assert.equal(problem.columns[0]!.values.length, 2);
  const lacking = readProblem('data "t"\nsplit train 0.5 seed=1\nminimize mean((w*x - y)^2)', {
    tables: { t: { x: [1, null, 3, 4, 5], y: [1, 2, 3, 4, 5] } },
  });
  assert.equal(lacking.columns[0]!.values.length, 2);
  assert.ok([...lacking.columns[0]!.values].every(Number.isFinite));
});
