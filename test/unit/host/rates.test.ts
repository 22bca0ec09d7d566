import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmptyPatch, mergePatch, withoutStart } from '../../../src/host/patch.ts';
import { parseRates, ratesAround } from '../../../src/host/rates.ts';

test('rates around one', () => {
  assert.deepEqual(ratesAround(0.1), [0.01, 0.03, 0.1, 0.3]);
  assert.deepEqual(ratesAround(0.001234), [0.00012, 0.00037, 0.0012, 0.0037]);
});

test('rates as people type them', () => {
  assert.deepEqual(parseRates(' 0.1, 1e-3,.5 '), [0.1, 1e-3, 0.5]);
  for (const wrong of ['', '0.1,', '0', '-1', 'a', '1e999', '0.1 0.2'])
    assert.equal(parseRates(wrong), undefined, wrong);
});

test('patches merge, stopping rules one by one', () => {
  const stop = { steps: 10, gradient: 1e-3 };
  assert.deepEqual(mergePatch({ rates: [1], stop }, { rates: [2], stop: { gradient: undefined } }), {
    rates: [2],
    stop: { steps: 10, gradient: undefined },
  });
  assert.deepEqual(mergePatch({}, { rates: [2] }), { rates: [2] });
  assert.deepEqual(withoutStart({ start: [1], rates: [2] }), { rates: [2] });
  assert.equal(isEmptyPatch({}), true);
});
