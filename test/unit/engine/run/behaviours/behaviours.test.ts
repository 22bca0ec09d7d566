import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../../src/engine/index.ts';
import { cliff } from '../../../../../src/engine/run/behaviours/cliff.ts';
import { divergence } from '../../../../../src/engine/run/behaviours/divergence.ts';
import { oscillation } from '../../../../../src/engine/run/behaviours/oscillation.ts';
import { plateau } from '../../../../../src/engine/run/behaviours/plateau.ts';
import { course, valued } from './made-up.ts';

const points = (count: number, at: (row: number) => number) => Array.from({ length: count }, (_, row) => [at(row)]);

test('divergence begins where the growth does, also where it swings', () => {
  const grows = (row: number) => (row < 50 ? 1 + 1 / (row + 1) : 1.2 ** (row - 49));
  assert.equal(divergence(valued('x', grows, 200, {}, { status: 'diverged' }))?.since, 49);
  const swings = (row: number) => 1.3 ** row * (1.1 + Math.sin(row));
  const found = divergence(valued('x', swings, 200, {}, { status: 'diverged' }));
  assert.ok(found && found.since < 10, String(found?.since));
});

test('divergence is not recognized in a run that falls, or one that rose and came back', () => {
  assert.equal(divergence(valued('x', (row) => 0.9 ** row, 200)), undefined);
  const hump = (row: number) => 1 + 1e6 * Math.exp(-((row - 50) ** 2) / 100);
  assert.equal(divergence(valued('x', hump, 200, {}, { status: 'limit' })), undefined);
});

test('a slow zig-zag is an oscillation; one that settles quickly, or a straight path, is none', () => {
  const path = (factor: number) =>
    course(
      'x',
      points(100, (row) => factor ** row),
    );
  assert.equal(oscillation(path(-0.99))?.since, 1);
  assert.equal(oscillation(path(-0.99))?.until, undefined);
  assert.equal(oscillation(path(-0.5)), undefined);
  assert.equal(oscillation(path(0.99)), undefined);
});

test('a zig-zag that ends is told with its end', () => {
  const found = oscillation(
    course(
      'x',
      points(200, (row) => (row < 150 ? (-0.99) ** row : 0.2 + 0.001 * row)),
    ),
  );
  assert.equal(found?.since, 1);
  assert.ok(found?.until !== undefined && Math.abs(found.until - 150) <= 2);
});

test('a plateau is a stretch without change before a fall', () => {
  const step = (row: number) => 1 / (1 + Math.exp((row - 500) / 20));
  const found = plateau(valued('x', step, 1000, {}, { status: 'converged', rule: 'gradient', kind: 'minimum' }));
  assert.equal(found?.since, 0);
  assert.ok(found?.until && found.until > 300 && found.until < 450, String(found?.until));
});

test('a plateau is not recognized in the end of a convergence, nor in steady progress', () => {
  const ended = { status: 'converged', rule: 'gradient', kind: 'minimum' } as const;
  assert.equal(plateau(valued('x', (row) => 0.9 ** row, 1000, {}, ended)), undefined);
  assert.equal(plateau(valued('x', (row) => 1 - row / 1000, 1000)), undefined);
  assert.equal(plateau(valued('x', (row) => 1 / (1 + row), 1000, {}, { ...ended, eigenvalues: [1] })), undefined);
});

test('a run that ended where the gradient is small and rest is far is on a plateau', () => {
  const flat = { gradientNorm: 1e-9, rule: 'gradient', status: 'converged' } as const;
  const at = (more: object) => plateau(valued('x', () => 0.25, 1, {}, { ...flat, ...more }));
  assert.equal(at({ eigenvalues: [-1e-9] })?.since, 0);
  assert.equal(at({ eigenvalues: [1e-9] })?.since, 0);
  assert.equal(at({ eigenvalues: [1e-6] }), undefined);
});

test('a cliff is one step among others that are far shorter', () => {
  const thrown = (row: number) => (row < 5 ? 0.01 * row : 300 - 0.01 * row);
  assert.equal(cliff(course('x', points(100, thrown)))?.since, 5);
  assert.equal(cliff(course('x', points(6, thrown)))?.since, 5, 'at the end of a run, after calm steps');
  assert.equal(
    cliff(
      course(
        'x',
        points(100, (row) => (row === 0 ? 8 : -300 + 0.1 * row)),
      ),
    )?.since,
    1,
  );
});

test('no cliff is recognized where steps grow one after another, or in a first step that lands in the minimum', () => {
  assert.equal(
    cliff(
      course(
        'x',
        points(20, (row) => (-200) ** row),
      ),
    ),
    undefined,
  );
  assert.equal(
    cliff(
      course(
        'x',
        points(7, (row) => 2 ** (3 ** row)),
      ),
    ),
    undefined,
  );
  assert.equal(
    cliff(
      course(
        'x',
        points(20, (row) => 3 * 0.001 ** row),
      ),
    ),
    undefined,
  );
});

/** Runs and the names of what they must be seen to do, each with its step where that can be told by hand. */
const RUNS: readonly (readonly [text: string, names: string])[] = [
  ['x^2\nstart x = 1\nrate 0.1', ''],
  ['x^2 + 3y^2\nstart 1, 2\nrate 0.15', ''],
  ['(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1\nrate 0.001', ''],
  ['x^4\nstart x = 1\nrate 0.1', ''],
  ['x^2\nstart x = 1\nrate 1.1', 'divergence@0'],
  ['x^2\nstart x = 1\nmethod heavyball momentum=0.99\nrate 3', 'divergence@0'],
  ['x^2\nstart x = 1\nrate 1', 'oscillation@0'],
  ['x^2\nstart x = 1\nrate 0.99', 'oscillation@1'],
  ['abs(x - 2)\nstart x = 0.33\nrate 0.1\nstop steps=100', 'oscillation@16 kink@17'],
  ['maximize exp(-x^2)\nstart x = 6\nrate 0.1', 'plateau@0'],
  ['(tanh(3w) - 0.5)^2\nstart w = 4\nrate 0.5\nstop steps=1000', 'plateau@0'],
  ['exp(x) - x\nstart x = 8\nrate 0.1\nstop steps=300', 'cliff@1'],
];

for (const [text, names] of RUNS) {
  test(`${text.replaceAll('\n', '; ')}: ${names || 'nothing of note'}`, async () => {
    const { verdict } = await minimize(readProblem(text));
    assert.equal(verdict.behaviours.map(({ name, since }) => `${name}@${since}`).join(' '), names);
    assert.ok(verdict.behaviours.every(({ sentence }) => /^[A-Z].*\.$/.test(sentence)));
  });
}

test('a plateau that the path crosses is told with its end', async () => {
  const { verdict } = await minimize(readProblem('(sigmoid(w) - 0.2)^2\nstart w = 10\nrate 5'));
  assert.equal(verdict.status, 'converged');
  const [found] = verdict.behaviours;
  assert.equal(found?.name, 'plateau');
  assert.equal(found?.since, 0);
  assert.ok(found?.until && found.until < verdict.steps);
});
