import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitted, moved, zoomed } from '../../../../webview/landscape/box.ts';

const track = (values: readonly number[], settled = true) => ({ values, settled });

test('all of a run that ended well is in the box, with the start and a margin', () => {
  const [low, high] = fitted(1, [track([1, -3, 2, 2, 2, 2]), track([1, 4])], 0.1);
  assert.ok(Math.abs(low + 3.7) < 1e-12 && Math.abs(high - 4.7) < 1e-12);
});

test('of a run that diverged only the beginning is', () => {
  const diverging = track(
    Array.from({ length: 40 }, (_, k) => 1 + (-2) ** k / 100),
    false,
  );
  const [low, high] = fitted(1, [diverging]);
  assert.ok(low > -3 && high < 4 && high - low > 0.3, `${low} … ${high}`);
  const [lowBeside, highBeside] = fitted(1, [diverging, track([1, 0.5, 0])]);
  assert.ok(lowBeside <= 0 && highBeside < 4);
});

test('numbers that are not finite leave no trace', () => {
  assert.deepEqual(fitted(1, [track([1, Number.NaN, Number.POSITIVE_INFINITY, 3])], 0), [1, 3]);
  assert.ok(fitted(0, [track([-1.5e308, 1.5e308])]).every(Number.isFinite));
});

test('where nothing moved the box has the size of the number, at least 1', () => {
  assert.deepEqual(fitted(0, []), [-1, 1]);
  assert.deepEqual(fitted(50, [track([50, 50])]), [0, 100]);
});

test('zoom keeps its place, and stops where numbers end', () => {
  assert.deepEqual(zoomed([0, 10], 2, 0.5), [1, 6]);
  assert.deepEqual(zoomed([1, 1 + 1e-12], 1, 0.01), [1, 1 + 1e-12]);
  assert.deepEqual(zoomed([-1e300, 1e300], 0, 10), [-1e300, 1e300]);
  assert.deepEqual(moved([0, 10], 0.1), [1, 11]);
});
