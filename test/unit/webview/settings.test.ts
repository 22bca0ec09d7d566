import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Settings } from '../../../src/engine/problem.ts';
import {
  methodOptionPatch,
  type Parsed,
  parseCount,
  parseFinite,
  parseRates,
  parseStep,
  parseSteps,
  parseTarget,
  parseTolerance,
  rateAt,
  ratesOf,
  ratesPatch,
  sliderDecades,
  startPatch,
  stopPatch,
} from '../../../webview/settings.ts';

const settings: Settings = {
  methods: [{ name: 'adam', options: { beta1: 0.9 } }],
  rates: ['auto'],
  schedule: { name: 'constant', options: {} },
  start: [1, 2],
  stop: { steps: 100, divergence: 1e12 },
};

const refused = (parsed: Parsed<unknown>) => 'problem' in parsed && /^[A-Zβ].*\.$/u.test(parsed.problem);

test('rates: one, several, auto; each above zero', () => {
  assert.deepEqual(parseRates('0.1'), { value: [0.1] });
  assert.deepEqual(parseRates(' 0.01, 1e-3,auto '), { value: [0.01, 1e-3, 'auto'] });
  for (const text of ['', '0', '-1', 'fast', '0.1,', '1e999', '0.1 0.2']) assert.ok(refused(parseRates(text)), text);
});

test('steps are whole, and one or more', () => {
  assert.deepEqual(parseSteps('500'), { value: 500 });
  assert.deepEqual(parseSteps('1e3'), { value: 1000 });
  for (const text of ['', '0', '-5', '2.5', 'many', '1e300']) assert.ok(refused(parseSteps(text)), text);
});

test('an empty tolerance turns the rule off', () => {
  assert.deepEqual(parseTolerance(' '), { value: undefined });
  assert.deepEqual(parseTolerance('1e-6'), { value: 1e-6 });
  for (const text of ['0', '-1e-6', 'off']) assert.ok(refused(parseTolerance(text)), text);
});

test('a count is whole; an empty one turns the rule off; a target is any number', () => {
  assert.deepEqual(parseCount(''), { value: undefined });
  assert.deepEqual(parseCount('50'), { value: 50 });
  for (const text of ['0', '1.5', '-3', 'x']) assert.ok(refused(parseCount(text)), text);
  assert.deepEqual(parseTarget('-2.5'), { value: -2.5 });
  assert.deepEqual(parseTarget(' '), { value: undefined });
  assert.ok(refused(parseTarget('low')));
});

test('coordinates are finite', () => {
  assert.deepEqual(parseFinite('-1.2'), { value: -1.2 });
  for (const text of ['', 'NaN', '1e999', '1/2']) assert.ok(refused(parseFinite(text)), text);
});

test('a step is one of the run', () => {
  assert.deepEqual(parseStep('0', 10), { value: 0 });
  assert.deepEqual(parseStep('10', 10), { value: 10 });
  for (const text of ['11', '-1', '1.5', '']) assert.ok(refused(parseStep(text, 10)), text);
});

test('a rate of the method itself gives way to the panel', () => {
  const own: Settings = { ...settings, methods: [{ name: 'adam', options: { beta1: 0.9 }, rate: 0.3 }] };
  assert.deepEqual(ratesOf(settings), ['auto']);
  assert.deepEqual(ratesOf(own), [0.3]);
  assert.deepEqual(ratesPatch(settings, [0.1]), { rates: [0.1] });
  assert.deepEqual(ratesPatch(own, [0.1]), { rates: [0.1], methods: [{ name: 'adam', options: { beta1: 0.9 } }] });
});

test('patches carry what changed, whole', () => {
  assert.deepEqual(startPatch(settings, 1, 5), { start: [1, 5] });
  assert.deepEqual(stopPatch('gradient', undefined), { stop: { gradient: undefined } });
  assert.deepEqual(methodOptionPatch(settings.methods[0]!, 'beta2', 0.99), {
    methods: [{ name: 'adam', options: { beta1: 0.9, beta2: 0.99 } }],
  });
});

test('the slider reaches every rate and gives round ones', () => {
  assert.deepEqual(sliderDecades(0.1), [-6, 1]);
  assert.deepEqual(sliderDecades(1e-9), [-9, 1]);
  assert.deepEqual(sliderDecades(250), [-6, 3]);
  assert.equal(rateAt(-1), 0.1);
  assert.equal(rateAt(-2.5), 0.00316);
  // A step of the slider is seen at every rate, or it would stick there.
  for (let decade = -6; decade < 1; decade += 0.01) assert.ok(rateAt(decade + 0.01) > rateAt(decade));
});
