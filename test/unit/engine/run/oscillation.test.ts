import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOscillation } from '../../../../src/engine/run/oscillation.ts';

function alternating(a: number, b: number) {
  const column = Float64Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? a : b));
  return { parameters: [column], value: column.map((x) => x * x) };
}

test('iterates that jump to and fro oscillate', () => {
  assert.deepEqual(findOscillation(alternating(4, -4)), { parameter: 0, between: [4, -4], since: 0, settled: true });
  assert.ok(findOscillation(alternating(1e-100, -1e-100)));
});

test('iterates whose last digit alternates have come to rest', () => {
  assert.equal(findOscillation(alternating(1, 1 + Number.EPSILON)), undefined);
  assert.equal(findOscillation(alternating(-3e7, -3e7 * (1 + 4 * Number.EPSILON))), undefined);
});
