import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOscillation } from '../../../../src/engine/run/oscillation.ts';

function alternating(a: number, b: number) {
  const column = Float64Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? a : b));
  return { parameters: [column], value: column.map((x) => x * x) };
}

test('iterates that jump to and fro oscillate', () => {
  assert.deepEqual(findOscillation(alternating(4, -4)), {
    parameter: 0,
    between: [4, -4],
    since: 0,
    period: 2,
    settled: true,
  });
  assert.ok(findOscillation(alternating(1e-100, -1e-100)));
});

test('iterates whose last digit alternates have come to rest', () => {
  assert.equal(findOscillation(alternating(1, 1 + Number.EPSILON)), undefined);
  assert.equal(findOscillation(alternating(-3e7, -3e7 * (1 + 4 * Number.EPSILON))), undefined);
});

test('a cycle of more points is found as that of its own length', () => {
  const cycle = (...points: readonly number[]) => {
    const column = Float64Array.from({ length: 100 }, (_, k) => (k < 7 ? k : points[k % points.length]!));
    return findOscillation({ parameters: [column], value: column });
  };
  assert.deepEqual(cycle(1, 5, 2), { parameter: 0, between: [1, 5], since: 7, period: 3, settled: true });
  assert.equal(cycle(1, 5, 2, 7)?.period, 4);
  assert.equal(cycle(1, 5, 1, 5)?.period, 2);
  assert.equal(cycle(1, 1, 1), undefined);
});

test('a path that comes to rest in a spiral goes round no cycle', () => {
  const spiral = (f: (angle: number) => number) => Float64Array.from({ length: 500 }, (_, k) => 0.99 ** k * f(k / 2));
  const [x, y] = [spiral(Math.cos), spiral(Math.sin)];
  assert.equal(findOscillation({ parameters: [x, y], value: x }), undefined);
});
