import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sphericalBessel } from '../../../../src/engine/program/bessel.ts';
import { erfc } from '../../../../src/engine/program/erf.ts';
import { gamma, lgamma, polygamma } from '../../../../src/engine/program/gamma.ts';
import { nthRoot } from '../../../../src/engine/program/special.ts';
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
  for (const large of [172, 171.8, 800, 1e300, Number.POSITIVE_INFINITY]) {
    assert.equal(gamma(large), Number.POSITIVE_INFINITY);
  }
  near(gamma(171.6), 1.5858969096672565e308, 4e-15, 0, 'gamma(171.6)');
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
  for (const even of [0, 2]) assert.ok(Number.isNaN(polygamma(even, -3)));
  for (const odd of [1, 3]) assert.equal(polygamma(odd, -3), Number.POSITIVE_INFINITY);
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

test('roots of a negative degree are right for numbers of every size', () => {
  for (const x of [1e-300, 1e-100, 1e-3, 7, 1e100, 1e300]) {
    near(nthRoot(x, -1), 1 / x, 1e-15, 0, `1/${x}`);
    near(nthRoot(x, -3), 1 / Math.cbrt(x), 1e-13, 0, `∛(1/${x})`);
    near(nthRoot(x, 5) ** 5, x, 1e-13, 0, `the fifth root of ${x}`);
  }
});

test('roots of an enormous degree are near 1', () => {
  for (const degree of [1e4, 1e9, 1e16, 1e300])
    near(nthRoot(1e300, degree), Math.exp(Math.log(1e300) / degree), 1e-13, 0, `${degree}`);
});

test('erfc keeps its digits in the tail', () => {
  for (const [x, expected] of TABLE.erfc!) near(erfc(x!), expected!, 4e-15, 0, `erfc(${x})`);
  for (const far of [28.5, 1e200, Number.POSITIVE_INFINITY]) assert.deepEqual([erfc(far), erfc(-far)], [0, 2]);
});
