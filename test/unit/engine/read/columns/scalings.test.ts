import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scaled, scalingOf, unscaled } from '../../../../../src/engine/data/scaling.ts';
import { compileObjective, minimize, readProblem } from '../../../../../src/engine/index.ts';
import { near } from '../../../cases.ts';

const data = { age: [30, 40, null, 60], income: [1, 2, 3, 5], city: ['Oslo', 'Rome', 'Oslo', 'Graz'], y: [1, 2, 3, 4] };
const read = (text: string) => readProblem(`data "t.csv"\n${text}`, { tables: { 't.csv': data } });

test('standardize, minmax and center: the name means the scaled column', () => {
  const problem = read('standardize age\nminmax income\ncenter y\nminimize mean((w*age + v*income + b - y)^2)');
  const [age, income, y] = problem.columns.map(({ values }) => [...values]);
  // Row 3 has no age: the scales are those of the rows that are left.
  const mean = 130 / 3;
  const deviation = Math.sqrt(((30 - mean) ** 2 + (40 - mean) ** 2 + (60 - mean) ** 2) / 3);
  [30, 40, 60].forEach((value, i) => {
    near(age![i]!, (value - mean) / deviation, 1e-15, 1e-15, 'age');
  });
  assert.deepEqual(income, [0, 0.25, 1]);
  near(y![0]!, 1 - 7 / 3, 1e-15, 0, 'y');
  assert.deepEqual(
    problem.scalings?.map(({ name, kind }) => [name, kind]),
    [
      ['age', 'standardize'],
      ['income', 'minmax'],
      ['y', 'center'],
    ],
  );
  const notes = problem.notes.map(({ text }) => text);
  assert.ok(notes.includes('income is (income − 1)/4: from 0 to 1 here.'), notes.join('\n'));
  assert.ok(
    notes.some((text) => /^age is \(age − 43.33\d*\)\/12.47\d*: mean 0 and variance 1, dividing by n/.test(text)),
  );
});

test('lists and definitions are scaled where they are used, and what is not used is told', () => {
  const problem = readProblem('x = [1, 2, 3]\nz = x^2\ncenter x, z\nminimize mean((w*z - x)^2)');
  // z is made of the x that is centred.
  assert.deepEqual(
    problem.columns.map(({ name, values }) => [name, [...values].map((value) => Number(value.toFixed(12)))]),
    [
      ['x', [-1, 0, 1]],
      ['z', [0.333333333333, -0.666666666667, 0.333333333333]],
    ],
  );
  const other = read('standardize age\nminimize mean((w*income - y)^2)');
  assert.ok(other.notes.some(({ text }) => text === 'age is not used, so that nothing is scaled.'));
  assert.equal(other.columns[0]!.values.length, 4);
});

test('words of these statements are names where no column follows', () => {
  for (const text of [
    '(center - 3)^2',
    'center + split^2 + (center)^4',
    '(a +\ncenter * 3)^2',
    'center = 3\n(x - center)^2',
  ])
    assert.ok(readProblem(text).parameters.length > 0, text);
});

test('a fit of scaled columns is the fit, in other units', async () => {
  const text = 'minimize mean((w*income + b - y)^2)\nmethod lm';
  const [plain, standardized] = [await minimize(read(text)), await minimize(read(`standardize income\n${text}`))];
  const { shift, scale } = read(`standardize income\n${text}`).scalings![0]!;
  const [w, b] = standardized.verdict.point as [number, number];
  near(w / scale, plain.verdict.point[0]!, 1e-9, 0, 'w');
  near(b - (w * shift) / scale, plain.verdict.point[1]!, 1e-9, 1e-9, 'b');
  near(compileObjective(read(text)).value(plain.verdict.point), standardized.verdict.value, 1e-9, 1e-12, 'f');
});

test('standardize, then invert', () => {
  const column = fc
    .array(
      fc.oneof(
        fc.integer({ min: -9, max: 9 }),
        fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((v) => Math.round(v * 1e6) / 1e6),
      ),
      { minLength: 2, maxLength: 40 },
    )
    .filter((values) => new Set(values).size > 1);
  const kind = fc.constantFrom('standardize', 'minmax', 'center' as const);
  fc.assert(
    fc.property(column, kind, (values, how) => {
      const numbers = Float64Array.from(values);
      const scaling = scalingOf('x', how, numbers)!;
      const made = scaled(scaling, numbers);
      const size = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      unscaled(scaling, made).forEach((value, i) => {
        assert.ok(Math.abs(value - numbers[i]!) <= 1e-14 * size, `${value} of ${numbers[i]}`);
      });
      if (how === 'minmax') assert.deepEqual([Math.min(...made), Math.max(...made)], [0, 1]);
    }),
    { numRuns: 500, seed: 5 },
  );
});
