import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as module from '../../../../../src/engine/program/elementary/index.ts';
import { argumentsOf, DOMAINS, xorshift } from './arguments.ts';
import * as exact from './fixed-point.ts';
import { REFERENCE, result, ulpsFrom } from './reference.ts';

const elementary = { ...module };
type Name = keyof typeof elementary;
const NAMES = Object.keys(elementary) as Name[];

/** The functions in fixed point, where 400 places are enough for them. */
const EXACT: Readonly<Record<Name, (x: bigint) => bigint>> = {
  exp: exact.exp,
  expm1: (x) => exact.exp(x) - exact.ONE,
  log: exact.log,
  log1p: (x) => exact.log(exact.ONE + x),
  sin: (x) => exact.sin(x),
  cos: (x) => exact.sin(x, 1n),
  tanh: (x) => exact.divide(exact.exp(2n * x) - exact.ONE, exact.exp(2n * x) + exact.ONE),
  sigmoid: (x) => exact.divide(exact.ONE, exact.ONE + exact.exp(-x)),
  softplus: (x) => exact.log(exact.ONE + exact.exp(x)),
};

for (const name of NAMES) {
  test(`the reference for ${name} has 62 bits`, () => {
    const random = xorshift(99);
    const { usual, near } = DOMAINS[name]!;
    const points = Array.from({ length: 200 }, (_, i) => {
      const [low, high] = usual;
      const size = 2 ** (-90 * random());
      if (i % 4 === 0 && near && name !== 'exp') return near(random);
      if (i % 4 === 1) return name === 'log' || random() < 0.5 ? size : -size;
      if (i % 4 === 2 && (name === 'sin' || name === 'cos')) return random() * 2 ** (100 * random());
      return low + (high - low) * random();
    });
    for (const x of points.filter((point) => point !== 0 && !(name === 'log' && point === 1))) {
      const expected = EXACT[name](exact.fixed(x));
      REFERENCE[name]!(x);
      const scale = 2 ** result.exponent;
      const found = exact.fixed(result.high * scale) + exact.fixed(result.low * scale);
      const [error] = exact.parts(exact.divide(found - expected, expected));
      assert.ok(Math.abs(error) < 2 ** -62, `${name}(${x}) to ${error}`);
    }
  });
}

/** What is rounded to a number that is no matter of digits. */
function trivial(name: Name, x: number): number | undefined {
  if ((name === 'exp' || name === 'expm1') && x >= 709.782712893385) return Number.POSITIVE_INFINITY;
  if ((name === 'exp' || name === 'sigmoid' || name === 'softplus') && x < -745.1332191019412) return 0;
  if (name === 'log1p' && x < -1) return Number.NaN;
  return undefined;
}

for (const name of NAMES) {
  test(`${name} is within 2 ulp at a million arguments`, (context) => {
    const compute = elementary[name];
    let [worst, where] = [0, 0];
    for (const x of argumentsOf(name, 1_000_000, 20_240_501)) {
      const value = compute(x);
      const expected = trivial(name, x);
      if (expected !== undefined) {
        if (!Object.is(value, expected)) assert.fail(`${name}(${x}) is ${value}`);
        continue;
      }
      if (x === 0 || (name === 'log' && x === 1)) continue;
      REFERENCE[name]!(x);
      const error = ulpsFrom(value);
      if (!(error <= worst)) {
        // NaN is no error in ulp.
        assert.ok(error <= 2, `${name}(${x}) is ${value}: ${error} ulp from ${result.high}·2^${result.exponent}`);
        [worst, where] = [error, x];
      }
    }
    context.diagnostic(`at most ${worst.toFixed(3)} ulp, at ${where}`);
    // Half an ulp is what rounding alone comes to: less would be a reference that follows the function.
    assert.ok(worst > 0.45);
  });
}

/** Arguments and values. */
const SPECIAL_VALUES: Readonly<Record<Name, string>> = {
  exp: `0 → 1, -0 → 1, Infinity → Infinity, -Infinity → 0, NaN → NaN, 1 → 2.718281828459045, 5e-324 → 1,
    709.7827128933841 → Infinity, 1e308 → Infinity, -745.2 → 0, -745.1332191019411 → 5e-324, -745.1332191019412 → 0,
    -1e308 → 0`,
  expm1: `0 → 0, -0 → -0, Infinity → Infinity, -Infinity → -1, NaN → NaN, 5e-324 → 5e-324, -1e-310 → -1e-310,
    1e-20 → 1e-20, -40 → -1, -1000 → -1, 710 → Infinity`,
  log: `0 → -Infinity, -0 → -Infinity, 1 → 0, -1 → NaN, -5e-324 → NaN, -Infinity → NaN, NaN → NaN, Infinity → Infinity,
    5e-324 → -744.4400719213812, 1.7976931348623157e308 → 709.782712893384, 2 → 0.6931471805599453,
    2.2250738585072014e-308 → -708.3964185322641, 2.718281828459045 → 1, 10 → 2.302585092994046`,
  log1p: `0 → 0, -0 → -0, -1 → -Infinity, -1.5 → NaN, -Infinity → NaN, NaN → NaN, Infinity → Infinity, 5e-324 → 5e-324,
    -1e-310 → -1e-310, 1e-20 → 1e-20, 1 → 0.6931471805599453, 1.7976931348623157e308 → 709.782712893384`,
  sin: `0 → 0, -0 → -0, Infinity → NaN, -Infinity → NaN, NaN → NaN, 5e-324 → 5e-324, -1e-310 → -1e-310,
    3.141592653589793 → 1.2246467991473532e-16, 1e22 → -0.8522008497671888, -1e22 → 0.8522008497671888,
    1e308 → 0.4533964905016491, 1.7976931348623157e308 → 0.004961954789184062`,
  // The last but one is the double nearest to a multiple of π/2, 6381956970095103·2⁷⁹⁷ (Muller et al., Handbook of
  // Floating-Point Arithmetic, 2010, §11.3).
  cos: `0 → 1, -0 → 1, Infinity → NaN, -Infinity → NaN, NaN → NaN, 5e-324 → 1, 1e-9 → 1, 3.141592653589793 → -1,
    1.5707963267948966 → 6.123233995736766e-17, 1e22 → 0.523214785395139, -1e22 → 0.523214785395139,
    1e308 → -0.8913089376870335, 5.319372648326541e255 → -4.687165924254628e-19,
    1.7976931348623157e308 → -0.9999876894265599`,
  tanh: `0 → 0, -0 → -0, Infinity → 1, -Infinity → -1, NaN → NaN, 5e-324 → 5e-324, -1e-310 → -1e-310, 1e-20 → 1e-20,
    22 → 1, -22 → -1, 1e308 → 1, 19.5 → 1, -19.5 → -1`,
  sigmoid: `0 → 0.5, -0 → 0.5, Infinity → 1, -Infinity → 0, NaN → NaN, 5e-324 → 0.5, 800 → 1, -800 → 0, -745 → 5e-324,
    1e308 → 1, -1e308 → 0, 40 → 1`,
  softplus: `0 → 0.6931471805599453, -0 → 0.6931471805599453, Infinity → Infinity, -Infinity → 0, NaN → NaN, 800 → 800,
    -800 → 0, -745 → 5e-324, 1e308 → 1e308, -1e308 → 0, 5e-324 → 0.6931471805599453`,
};

for (const name of NAMES) {
  test(`${name} has its special values`, () => {
    for (const entry of SPECIAL_VALUES[name].split(',')) {
      const [x, value] = entry.split('→').map(Number) as [number, number];
      const found = elementary[name](x);
      assert.ok(Object.is(found, value), `${name}(${x}) is ${found}, not ${value}`);
    }
  });
}

test('exp overflows where its value does and no sooner', () => {
  assert.ok(elementary.exp(709.782712893384) > 1.7976931348622e308);
  assert.ok(elementary.exp(709.782712893384) < Number.POSITIVE_INFINITY);
  assert.ok(elementary.expm1(709.782712893384) < Number.POSITIVE_INFINITY);
});

test('sin and tanh are odd and cos is even to the last digit', () => {
  for (const x of argumentsOf('sin', 10_000, 5)) {
    assert.equal(elementary.sin(-x), -elementary.sin(x));
    assert.equal(elementary.cos(-x), elementary.cos(x));
    assert.equal(elementary.tanh(-x), -elementary.tanh(x));
  }
});
