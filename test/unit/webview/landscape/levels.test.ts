import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BANDS, levelsOf } from '../../../../webview/landscape/levels.ts';

function values(f: (x: number, y: number) => number): Float64Array {
  const n = 40;
  return Float64Array.from({ length: n * n }, (_, i) => {
    const at = (k: number) => -2 + (4 * (k + 0.5)) / n;
    return f(at(i % n), at(Math.floor(i / n)));
  });
}

test('a bowl has even levels', () => {
  const levels = levelsOf(
    values((x, y) => x * x + y * y),
    false,
  )!;
  assert.equal(levels.spacing, 'even');
  assert.equal(levels.thresholds.length, BANDS - 1);
  const [first = 0, second = 0] = levels.thresholds;
  assert.ok(Math.abs(second - 2 * first) < 1e-9);
});

test('a valley has levels in the logarithm of the height, some of them within it', () => {
  const levels = levelsOf(
    values((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2),
    false,
  )!;
  assert.equal(levels.spacing, 'log');
  const [first = 0, second = 0, third = 0] = levels.thresholds;
  assert.ok(Math.abs(third / second - second / first) < 1e-9);
  const sorted = levels.heights.slice().sort();
  assert.ok(first <= sorted[Math.floor(0.05 * sorted.length)]!);
  assert.ok(levels.thresholds.at(-1)! < sorted.at(-1)!);
});

test('heights are counted from the greatest value when maximizing', () => {
  const levels = levelsOf(Float64Array.of(1, 5, 3), true)!;
  assert.deepEqual([...levels.heights], [4, 0, 2]);
  assert.deepEqual([levels.least, levels.greatest], [1, 5]);
});

test('what is not a finite number is blank, and moves no level', () => {
  const levels = levelsOf(Float64Array.of(0, Number.NaN, Number.POSITIVE_INFINITY, 2, 1), false)!;
  assert.equal(levels.blank, 2);
  assert.deepEqual([...levels.heights], [0, Number.NaN, Number.NaN, 2, 1]);
  assert.equal(levels.greatest, 2);
  assert.equal(levelsOf(Float64Array.of(Number.NaN), false), undefined);
});

test('a constant objective has no level, nor have heights that overflow', () => {
  assert.deepEqual(levelsOf(Float64Array.of(3, 3, 3), false)?.thresholds, []);
  assert.deepEqual(levelsOf(Float64Array.of(-1.7e308, 0, 1.7e308), false)?.thresholds, []);
});
