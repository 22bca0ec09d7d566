import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RateReport, TriedRate } from '../../../src/protocol/rates.ts';
import { currentSentence, describeRates, rateCurve } from '../../../webview/charts/rate-curve.ts';

function report(tried: readonly TriedRate[], more: Partial<RateReport> = {}): RateReport {
  return {
    sentence: '',
    remarks: [],
    method: 'Adam',
    steps: 100,
    longSteps: 1000,
    sense: 'minimize',
    first: 9,
    tried,
    ...more,
  };
}

const run = (rate: number, outcome: TriedRate['outcome'], value: number): TriedRate => ({
  rate,
  outcome,
  value,
  best: value,
});

test('what diverged is at the upper edge, whatever its value; the curve has a gap where another lies between', () => {
  const curve = rateCurve(
    report([
      run(0.1, 'descends', 4),
      run(0.2, 'oscillates', 6),
      run(0.4, 'descends', 1),
      run(0.8, 'diverges', Number.POSITIVE_INFINITY),
    ]),
  );
  assert.equal(curve.axis, 'log');
  assert.deepEqual(
    curve.descending.map(({ y }) => y),
    [4, Number.NaN, 1, Number.NaN],
  );
  assert.deepEqual(curve.swinging, [{ x: 0.2, y: 6 }]);
  assert.deepEqual(curve.diverging, [{ x: 0.8, y: curve.values[1] }]);
  assert.ok(curve.values[0] < 1 && curve.values[1] > 9);
  assert.deepEqual(curve.rates, [0.1, 0.8]);
});

test('a logarithmic axis ends where values are rounding only; a value of zero is no reason for a linear one', () => {
  const curve = rateCurve(report([run(0.1, 'descends', 0), run(0.2, 'descends', 1e-200)]));
  assert.equal(curve.axis, 'log');
  assert.ok(curve.values[0] > 1e-17 && curve.values[0] < 1e-14);
});

test('values below zero, and maxima, have a linear axis; what diverges from a maximum is below', () => {
  assert.equal(rateCurve(report([run(0.1, 'descends', -1)])).axis, 'linear');
  const curve = rateCurve(report([run(0.1, 'descends', 4), run(1, 'diverges', -1e9)], { sense: 'maximize', first: 1 }));
  assert.equal(curve.axis, 'linear');
  assert.equal(curve.diverging[0]!.y, curve.values[0]);
});

test('the picture in words', () => {
  const text = describeRates(
    report([run(0.1, 'descends', 4), run(0.8, 'diverges', Number.NaN)], { safe: 0.1, fastest: 0.1 }),
    0.05,
  );
  assert.equal(
    text,
    'Value after 100 steps by learning rate, from 0.1 to 0.8, both axes logarithmic. Of 2 runs 1 descend, 0 oscillate, 1 diverge. The best value is 4 at rate 0.1. A line marks the largest safe rate, 0.1. Another marks the rate in force, 0.05.',
  );
  assert.equal(currentSentence(0.05, 0.1), 'The rate in force is 0.05: 50 % of the largest safe one.');
  assert.equal(currentSentence(1e-9, 0.1), 'The rate in force is 1e-9: less than 0.1 % of the largest safe one.');
  assert.equal(currentSentence(0.2, 0.1), 'The rate in force is 0.2: it is above the largest safe one.');
});
