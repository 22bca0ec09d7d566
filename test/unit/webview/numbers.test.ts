import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atPoint, count, entry, full, parseNumber, short, tickText } from '../../../webview/numbers.ts';

test('a number in full reads back as the same number', () => {
  for (const value of [0, -0, 0.1, 1 / 3, -1e-320, 5e-324, Number.MAX_VALUE, 123456789.12345679]) {
    assert.ok(Object.is(Number(full(value)), value), full(value));
  }
  assert.equal(full(Number.NaN), 'NaN');
});

test('a number at a glance has five significant digits and no trailing zeros', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1.2, '-1.2'],
    [1 / 3, '0.33333'],
    [24.2, '24.2'],
    [232.86769, '232.87'],
    [99999.6, '1e5'],
    [123456, '123456'],
    [999999.5, '1e6'],
    [0.00012345678, '0.00012346'],
    [0.000099, '9.9e-5'],
    [8.1e-7, '8.1e-7'],
    [-8.123456e-7, '-8.1235e-7'],
    [1e21, '1e21'],
    [1.5e300, '1.5e300'],
    [1e-320, '9.9999e-321'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '-∞'],
  ];
  for (const [value, text] of cases) assert.equal(short(value), text);
});

test('a number in a field is exact', () => {
  assert.equal(entry(0.0003), '0.0003');
  assert.equal(entry(0.000001), '1e-6');
  assert.equal(entry(1000), '1000');
  assert.equal(entry(1e7), '1e7');
  assert.equal(entry(-1.2345678901234e-9), '-1.2345678901234e-9');
});

test('numbers align at the decimal point, or before the power of ten', () => {
  assert.deepEqual(atPoint('-12.5'), ['-12', '.5']);
  assert.deepEqual(atPoint('8.1e-7'), ['8', '.1e-7']);
  assert.deepEqual(atPoint('1e-7'), ['1', 'e-7']);
  assert.deepEqual(atPoint('NaN'), ['NaN', '']);
});

test('what people type is a number or nothing', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['1', 1],
    [' -1.2 ', -1.2],
    ['−1.2', -1.2],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-6', 1e-6],
    ['1E−6', 1e-6],
    ['1e999', Number.POSITIVE_INFINITY],
    ['', undefined],
    ['x', undefined],
    ['0x10', undefined],
    ['1,5', undefined],
    ['1e', undefined],
    ['Infinity', undefined],
    ['--1', undefined],
  ];
  for (const [text, value] of cases) assert.equal(parseNumber(text), value, text);
});

test('counts are grouped', () => {
  assert.equal(count(0), '0');
  assert.equal(count(999), '999');
  assert.equal(count(1000000), '1,000,000');
});

test('axis labels have the digits that tell them apart', () => {
  const labels = (values: readonly number[], spacing: number) =>
    values.map((value) => tickText(value, spacing, Math.max(...values.map(Math.abs))));
  assert.deepEqual(labels([0, 0.5, 1], 0.5), ['0', '0.5', '1.0']);
  assert.deepEqual(labels([0.00095, 0.001, 0.00105], 0.00005), ['0.00095', '0.00100', '0.00105']);
  assert.deepEqual(labels([2.9e-4, 3e-4], 1e-5), ['2.9e-4', '3.0e-4']);
  assert.deepEqual(labels([1.00001, 1.00002], 1e-5), ['1.00001', '1.00002']);
  assert.deepEqual(labels([-200000, 0, 200000], 200000), ['-2e5', '0', '2e5']);
});
