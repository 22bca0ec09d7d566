import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sphericalBessel } from '../../../../src/engine/program/bessel.ts';
import { erfc } from '../../../../src/engine/program/erf.ts';
import { gamma, lgamma, polygamma } from '../../../../src/engine/program/gamma.ts';
import { cases, near } from '../../cases.ts';

/** From mpmath at 40 digits; an argument, or an order and an argument, and the value; null where it overflows. */
const TABLE = cases<Record<string, number[][]>>('special-functions.json');

test('gamma agrees with mpmath, at whole numbers and near poles too', () => {
  for (const [x, expected] of TABLE.gamma!) {
    if (expected === null) assert.equal(gamma(x!), Number.POSITIVE_INFINITY);
    else near(gamma(x!), expected!, x! > 0 ? 4e-15 : 2e-14, 0, `gamma(${x})`);
  }
  for (let n = 1, factorial = 1; n <= 18; n++) {
    assert.equal(gamma(n), factorial);
    factorial *= n;
  }
  for (const pole of [0, -1, -2, -170, -1e10, Number.NEGATIVE_INFINITY, Number.NaN])
    assert.ok(Number.isNaN(gamma(pole)));
  assert.equal(gamma(172), Number.POSITIVE_INFINITY);
});

test('lgamma agrees with mpmath, relatively near its zeros at 1 and 2', () => {
  for (const [x, expected] of TABLE.lgamma!) {
    near(lgamma(x!), expected!, x! > 0 ? 2e-15 : 1e-13, x! > 0 ? 0 : 1e-14, `lgamma(${x})`);
  }
  for (const pole of [0, -1, -2, Number.POSITIVE_INFINITY]) assert.equal(lgamma(pole), Number.POSITIVE_INFINITY);
});

test('polygamma agrees with mpmath in its first orders', () => {
  for (const [n, x, expected] of TABLE.polygamma!) {
    near(polygamma(n!, x!), expected!, 5e-14, 1e-14, `polygamma(${n}, ${x})`);
  }
  assert.ok(Number.isNaN(polygamma(0, -3)));
  assert.ok(Number.isNaN(polygamma(0.5, 1)));
  assert.equal(polygamma(1, Number.POSITIVE_INFINITY), 0);
});

test('spherical Bessel functions agree with mpmath', () => {
  for (const [n, x, expected] of TABLE.sphericalBessel!) {
    const size = Math.abs(x!) > n! + 2 ? 1 / Math.abs(x!) : Math.abs(expected!);
    near(sphericalBessel(n!, x!), expected!, 0, 1e-15 * size, `j${n}(${x})`);
  }
  assert.equal(sphericalBessel(0, 0), 1);
  assert.equal(sphericalBessel(3, 0), 0);
  assert.equal(sphericalBessel(0, Number.POSITIVE_INFINITY), 0);
});

test('erfc keeps its digits in the tail', () => {
  for (const [x, expected] of TABLE.erfc!) near(erfc(x!), expected!, 4e-15, 0, `erfc(${x})`);
});
