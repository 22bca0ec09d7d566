import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoundingBounds } from '../../../../src/engine/calculus/rounding.ts';
import { readProblem } from '../../../../src/engine/index.ts';

function boundOf(text: string): { value: number; bound: number } {
  const { objective, columns, settings } = readProblem(text);
  const bounds = new RoundingBounds(
    [objective],
    columns.map((column) => column.values),
  );
  bounds.moveTo(settings.start);
  return { value: bounds.value(objective), bound: bounds.bound(objective) };
}

test('a bound covers what rounding has really done, and not much more', () => {
  // The exact values are 1/3, 0.1 and 0: what is left of them is rounding.
  const cases = [
    ['(x + 1e8) - 1e8\nstart 0.3333333333333333', 1 / 3],
    ['t = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]\nminimize sum(w*t)/10\nstart w = 1', 0.1],
    ['exp(log(x)) - 3\nstart 3', 0],
  ] as const;
  for (const [text, exact] of cases) {
    const { value, bound } = boundOf(text);
    assert.ok(Math.abs(value - exact) <= bound, `${text}: ${value} ± ${bound}`);
    assert.ok(bound < 1e-7);
  }
});

test('a branch that is not taken has no part in a bound', () => {
  const { bound } = boundOf('x > 0 ? x^2 : log(x - 5)\nstart 1');
  assert.ok(bound < 1e-14);
});
