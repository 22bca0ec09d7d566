/** `batch`: what it says, what is refused and where, and how it is written back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem, withSettings } from '../../../../src/engine/index.ts';
import { type Batch, ProblemError, type SettingsPatch } from '../../../../src/engine/problem.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';
import { foresee } from '../../../../src/engine/run/foresee.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';

const DATA = 'x = [1, 2, 4, 6, 8]\ny = [3, 4.5, 9, 12, 18]';
const LINE = `${DATA}\nminimize mean((w*x + b - y)^2)`;

function said(...lines: readonly string[]): Batch | undefined {
  return readProblem([LINE, ...lines].join('\n')).settings.batch;
}

test('sizes, order and seed, in one line or several, as statements or assignments', () => {
  const expected: Batch = { sizes: [2], order: 'sequential', seed: 7 };
  for (const lines of [
    ['batch 2 seed=7 order=sequential'],
    ['batch 2 sequential seed=7'],
    ['batch 2', 'order sequential', 'seed 7'],
    ['seed 7', 'batch: 2', 'order sequential'],
    ['batch_size = 2', 'seed = 7', 'order = sequential'],
  ]) {
    assert.deepEqual(said(...lines), expected, lines.join('; '));
  }
  assert.deepEqual(said('batch all, 2, 1'), { sizes: ['all', 2, 1], order: 'shuffle', seed: 1 });
  assert.deepEqual(said('batch all'), { sizes: ['all'], order: 'shuffle', seed: 1 });
  assert.equal(said(), undefined);
});

test('words of a batch that are names in a formula stay names', () => {
  assert.deepEqual(readProblem('(seed - 1)^2 + (order - 2)^2 + epochs^2').parameters, ['seed', 'order', 'epochs']);
});

test('epochs are passes in batches and steps without', () => {
  for (const line of ['stop epochs=50', 'epochs = 50', 'epochs 50', 'n_epochs = 50', 'stop passes=50']) {
    const batched = readProblem(`${LINE}\nbatch 2\n${line}`).settings.stop;
    assert.equal(batched.epochs, 50, line);
    if (line.includes('passes')) continue;
    const whole = readProblem(`${LINE}\n${line}`).settings.stop;
    assert.deepEqual([whole.steps, whole.epochs], [50, undefined], line);
  }
});

test('several sizes are several runs, with every method', () => {
  const plans = plansOf(readProblem(`${LINE}\nbatch all, 2\nmethod gd, adam\nrate 0.01`));
  assert.deepEqual(
    plans.map(({ method, batch }) => [method.name, batch?.size]),
    [
      ['gd', undefined],
      ['adam', undefined],
      ['gd', 2],
      ['adam', 2],
    ],
  );
});

const REFUSED: readonly (readonly [text: string, place: string, sentence: RegExp, suggestion?: string])[] = [
  [`${LINE}\nbatch 0`, '0', /0 rows has no gradient/, '1'],
  [`${LINE}\nbatch 2.5`, '2.5', /whole number of rows/],
  [`${LINE}\nbatch -1`, '-1', /whole number of rows/],
  [`${LINE}\nbatch 2, 100`, '100', /larger than the data: there are 5 rows/, 'all'],
  ['minimize (v - 1)^2\nbatch 3', 'batch 3', /no data column/],
  [`${LINE}\nbatch 2\nmethod lbfgs`, 'method lbfgs', /compares values of the whole objective/],
  [`${LINE}\nbatch 2 order=shufle`, 'shufle', /shuffle, sequential or replacement/, 'shuffle'],
  [`${LINE}\nbatch 2 shuffel`, 'shuffel', /all rows or a number of them/, 'shuffle'],
  [`${DATA}\nminimize (w - 3)^2\nbatch 2`, '(w - 3)^2', /no sum or mean over rows/],
  [`${DATA}\nminimize mean((w*x - mean(w*y))^2)\nbatch 2`, 'mean(w*y)', /stands within another one/],
  [
    `${DATA}\nz = [1, 2]\nminimize mean(w*x) + mean((w*z)^2)\nbatch 2`,
    'mean(w*x) + mean((w*z)^2)',
    /run over 5 and 2 rows/,
  ],
  [`${LINE}\nbatch 2, 2`, '2', /stands here twice/],
  [`${LINE}\nbatch 2 sed=1`, 'sed=1', /no option sed/, 'seed'],
  [`${LINE}\nbatch 2 seed=1.5`, '1.5', /A seed is a whole number/],
  [`${LINE}\nbatch seed=2`, 'seed=2', /How many rows/],
  [`${LINE}\nbatch 1\nstop epochs=9000000`, 'stop epochs=9000000', /at most 10,000,000: 2,000,000 epochs/],
  [`${LINE}\nbatch 2\nepochs 1.5`, '1.5', /number of epochs is a whole number/],
  [`${LINE}\nbatch 2\nstarts 10`, 'starts 10', /use all rows/],
  [`${LINE}\nbatch 2\nbatch 3`, 'batch 3', /two lines for batch/],
];

for (const [text, place, sentence, suggestion] of REFUSED) {
  test(`refused before the run: ${text.split('\n').slice(-2).join('; ')}`, () => {
    assert.throws(
      () => readProblem(text),
      (error) => {
        assert.ok(error instanceof ProblemError);
        assert.match(error.message, sentence);
        assert.equal(text.slice(error.start, error.end), place);
        if (suggestion !== undefined) assert.equal(error.suggestion, suggestion);
        return true;
      },
    );
  });
}

test('statistics of the data alone are those of all rows', () => {
  const z = '(x - mean(x)) / sqrt(mean((x - mean(x))^2))';
  const problem = readProblem(`${DATA}\nz = ${z}\nminimize mean((w*z + b - y)^2) / mean((y - mean(y))^2)\nbatch 2`);
  assert.deepEqual(
    problem.columns.map(({ name }) => name),
    ['x', 'z', 'y'],
  );
});

test('a batch’s bias is foretold', () => {
  const notes = (objective: string) =>
    foresee(readProblem(`${DATA}\nminimize ${objective}\nbatch 2`)).filter(({ text }) =>
      text.includes('not linear in its sums'),
    );
  assert.equal(notes('sqrt(mean((w*x - y)^2))').length, 1);
  assert.equal(notes('mean((w*x - y)^2) * w^2 + 2*sum(abs(w*x)) - w').length, 0);
});

test('a seed or an order alone has no effect, and that is said', () => {
  assert.ok(readProblem(`${LINE}\nseed 7`).notes.some(({ text }) => text.includes('no effect without batches')));
});

function written(text: string, patch: SettingsPatch): string {
  let now = text;
  for (const edit of writeSettings(readProblem(text), patch).toReversed()) {
    now = now.slice(0, edit.start) + edit.text + now.slice(edit.end);
  }
  return now;
}

test('what a panel sets is written, and reads as the same', () => {
  const batch: Batch = { sizes: [3, 'all'], order: 'replacement', seed: 9 };
  const line = 'batch 3, all seed=9 order=replacement';
  for (const before of ['batch 2 seed=7', 'batch 2\norder sequential\nseed 3', 'batch_size = 2\nseed = 4', '']) {
    const text = before === '' ? LINE : `${LINE}\n${before}`;
    const after = written(text, { batch });
    assert.equal(after, `${LINE}\n${line}`);
    assert.deepEqual(readProblem(after).settings, withSettings(readProblem(text), { batch }).settings);
  }
});

test('epochs are written as epochs', () => {
  const text = `${LINE}\nbatch 2\nstop gradient<1e-3, epochs=50`;
  assert.equal(written(text, { stop: { epochs: 20 } }), `${LINE}\nbatch 2\nstop gradient<0.001, epochs=20`);
});

test('batches from the panel make the epochs of the text passes', () => {
  const text = `${LINE}\nepochs = 50`;
  const patch = { batch: { sizes: [2], order: 'shuffle', seed: 1 } } as const;
  assert.equal(withSettings(readProblem(text), patch).settings.stop.epochs, 50);
  assert.deepEqual(readProblem(written(text, patch)).settings, withSettings(readProblem(text), patch).settings);
});

test('a panel’s batches are checked as the text’s are', () => {
  const problem = readProblem(`${LINE}\nmethod lbfgs`);
  const batch = { sizes: [2], order: 'shuffle', seed: 1 } as const;
  assert.throws(() => withSettings(problem, { batch }), /compares values of the whole objective/);
  assert.throws(() => withSettings(readProblem(LINE), { batch: { ...batch, sizes: [9] } }), /there are 5 rows/);
  assert.throws(() => withSettings(readProblem(LINE), { batch: { ...batch, sizes: [] } }), /How many rows/);
});
