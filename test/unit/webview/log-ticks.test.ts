import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logTicks, widened } from '../../../webview/charts/log-ticks.ts';

test('one or two decades are labelled at 1, 2 and 5', () => {
  assert.deepEqual(logTicks(0.4, 24), [0.5, 1, 2, 5, 10, 20]);
  assert.deepEqual(logTicks(1, 10), [1, 2, 5, 10]);
});

test('more decades are labelled at powers of ten', () => {
  assert.deepEqual(logTicks(1e-6, 10), [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10]);
  const ticks = logTicks(1e-300, 1e10);
  assert.ok(ticks.length >= 3 && ticks.length <= 9, String(ticks));
});

test('less than a decade is labelled at even distances', () => {
  assert.deepEqual(logTicks(2.1, 2.9), [2.2, 2.4, 2.6, 2.8]);
  assert.deepEqual(logTicks(3, 3), [3]);
});

test('every tick is inside the range, in order', () => {
  for (const [least, greatest] of [
    [1e-320, 1e-318],
    [0.999, 1.001],
    [1e-12, 24.2],
    [5, 5e7],
  ] as const) {
    const ticks = logTicks(least, greatest);
    assert.ok(ticks.length >= 1 && ticks.length <= 10, `${least} ${greatest}: ${ticks}`);
    for (const [i, tick] of ticks.entries()) {
      assert.ok(tick >= least * 0.99 && tick <= greatest * 1.01, String(tick));
      assert.ok(i === 0 || tick > ticks[i - 1]!);
    }
  }
});

test('the ends of an axis have one digit, however small they are', () => {
  assert.deepEqual(widened(1.2782004766851395e-32, 49), [1e-32, 50]);
  assert.deepEqual(widened(1e-5, 1000), [1e-5, 1000]);
  assert.deepEqual(widened(3e-320, 9.5e299), [3e-320, 1e300]);
});
