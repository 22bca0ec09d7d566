import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trailOf } from '../../../src/host/trail.ts';
import { rows, runState } from './worker-stand-in.ts';

test('the trail is spread over the last run that has rows, whatever its slices', () => {
  const run = runState(1, rows([0, 0], [1, 10], [2, 20]), rows([3, 30]), rows([4, 40], [5, 50]));
  const steps = trailOf([runState(7, rows([9, 9], [8, 8])), run, runState(2)]);
  assert.deepEqual(
    steps,
    [1, 2, 3, 4, 5].map((step) => ({ step, point: [step, 10 * step] })),
  );
  const long = runState(1, rows(...Array.from({ length: 501 }, (_, k) => [k, -k] as const)));
  assert.deepEqual(
    trailOf([long]).map(({ step }) => step),
    [50, 100, 150, 200, 250, 300, 350, 400, 450, 500],
  );
  assert.deepEqual(trailOf([runState(1, rows([1, 1]))]), [], 'the start alone is no trail');
});
