import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../src/engine/calculus/gradient.ts';
import { show } from '../../../../src/engine/calculus/show.ts';
import { compileObjective, ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { functionNames } from '../../../../src/engine/read/functions.ts';
import { cases, near } from '../../cases.ts';

type Of = (x: number, y: number) => number;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softplus = (z: number) => Math.log1p(Math.exp(z));
const SPECIAL = cases<Record<string, number[][]>>('special-functions.json');
/** A value of mpmath's. */
const known = (name: string, ...at: number[]) =>
  SPECIAL[name]!.find((row) => at.every((number, i) => row[i] === number))!.at(-1)!;

const AROUND = [-2.3, -0.7, 0.4, 1.6] as const;
const ABOVE = [0.2, 0.9, 1.7, 3.1] as const;
const INSIDE = [-0.8, -0.3, 0.2, 0.9] as const;
const OUTSIDE = [-2.5, -1.2, 1.3, 4] as const;

/** What is written, its value from JavaScript's own functions, and where it is compared (x, and y = 0.6). */
const FUNCTIONS: readonly [written: string, value: Of, points: readonly number[]][] = [
  ['sqrt(x) + cbrt(x) + square(x) + cube(x)', (x) => Math.sqrt(x) + Math.cbrt(x) + x * x + x ** 3, ABOVE],
  ['cbrt(x) + nthRoot(x, 3) + nthRoot(x, 5)', (x) => 2 * Math.cbrt(x) + Math.sign(x) * Math.abs(x) ** 0.2, AROUND],
  ['nthRoot(x)', Math.sqrt, ABOVE],
  [
    'pow(x, y) + x^1.5 + x^(-0.5) + x^5 + x^(-3) + exp2(x)',
    (x, y) => x ** y + x ** 1.5 + x ** -0.5 + x ** 5 + x ** -3 + 2 ** x,
    ABOVE,
  ],
  ['exp(x) + expm1(x) + e^x', (x) => 2 * Math.exp(x) + Math.expm1(x), AROUND],
  [
    'log(x) + ln(x) + log2(x) + log10(x) + lg(x) + log1p(x) + log(x, 3)',
    (x) => 2 * Math.log(x) + Math.log2(x) + 2 * Math.log10(x) + Math.log1p(x) + Math.log(x) / Math.log(3),
    ABOVE,
  ],
  ['sin(x) + cos(x)*tan(x)', (x) => 2 * Math.sin(x), AROUND],
  ['sec(x) + csc(x) + cot(x)', (x) => 1 / Math.cos(x) + 1 / Math.sin(x) + 1 / Math.tan(x), AROUND],
  ['sinh(x) + cosh(x) + tanh(x)', (x) => Math.exp(x) + Math.tanh(x), AROUND],
  ['sech(x) + csch(x) + coth(x)', (x) => 1 / Math.cosh(x) + 1 / Math.sinh(x) + 1 / Math.tanh(x), AROUND],
  ['asin(x) + arccos(x) + atan(x) + arctan(x)', (x) => Math.PI / 2 + 2 * Math.atan(x), INSIDE],
  ['asinh(x) + arsinh(x) + arcsinh(x)', (x) => 3 * Math.asinh(x), AROUND],
  ['acosh(x + 3) + arcosh(x + 3)', (x) => 2 * Math.acosh(x + 3), INSIDE],
  ['atanh(x) + artanh(x)', (x) => 2 * Math.atanh(x), INSIDE],
  ['acot(x) + arccot(x)', (x) => 2 * Math.atan(1 / x), AROUND],
  ['asec(x) + arcsec(x) + acsc(x)', (x) => Math.PI / 2 + Math.acos(1 / x), OUTSIDE],
  ['acoth(x) + arcoth(x)', (x) => 2 * Math.atanh(1 / x), OUTSIDE],
  ['asech(x) + arsech(x)', (x) => 2 * Math.acosh(1 / x), [0.1, 0.4, 0.9]],
  ['acsch(x) + arcsch(x)', (x) => 2 * Math.asinh(1 / x), AROUND],
  ['atan2(x, y) + arctan2(y, x)', (x, y) => Math.atan2(x, y) + Math.atan2(y, x), AROUND],
  ['hypot(x, y, 2) + norm(x, y) + hypot(x)', (x, y) => Math.hypot(x, y, 2) + Math.hypot(x, y) + Math.abs(x), AROUND],
  ['abs(x) + sign(x)*x + sgn(x) + signum(x)', (x) => 2 * Math.abs(x) + 2 * Math.sign(x), AROUND],
  [
    'floor(x) + ceil(x) + round(x) + fix(x) + trunc(x) + x*mod(x, 2)',
    (x) => Math.floor(x) + Math.ceil(x) + Math.round(x) + 2 * Math.trunc(x) + x * (x - 2 * Math.floor(x / 2)),
    AROUND,
  ],
  ['round(x, 1) + floor(x, 1) + y', (x, y) => Number(x.toFixed(1)) + Math.floor(10 * x) / 10 + y, [-2.33, 0.46, 1.61]],
  ['max(x, y, 1) + min(x, y)', (x, y) => Math.max(x, y, 1) + Math.min(x, y), AROUND],
  ['clamp(x, -1, 1)*x + clip(x, -1, 1)', (x) => Math.min(Math.max(x, -1), 1) * (x + 1), AROUND],
  ['heaviside(x)*x + step(x) + step(0.5, x)*x', (x) => (x > 0 ? x + 1 : 0) + (x >= 0.5 ? x : 0), AROUND],
  [
    'smoothstep(x) + smoothstep(-1, 1, x)',
    (x) => [x, (x + 1) / 2].map((t) => Math.min(Math.max(t, 0), 1)).reduce((s, t) => s + t * t * (3 - 2 * t), 0),
    AROUND,
  ],
  ['(x > 0 xor y > 1)*x + xor(x > 0, y > 0)', (x) => (x > 0 ? x : 1), AROUND],
  ['(x > 0 and y > 0 ? x^2 : y) + (not(x > 0) or y > 1 ? 1 : x)', (x, y) => (x > 0 ? x * x + x : y + 1), AROUND],
  ['and(x > 0, y > 0)*x + or(x > 0, y > 1)*x', (x) => (x > 0 ? 2 * x : 0), AROUND],
  ['x.*y + x./y + (x^2).^y', (x, y) => x * y + x / y + (x * x) ** y, AROUND],
  ['add(x, y, 1) - subtract(x, y)*multiply(x, y, 2)/divide(x, y)', (x, y) => x + y + 1 - (x - y) * 2 * y * y, AROUND],
  [
    'unaryMinus(x) + unaryPlus(y) + dotMultiply(x, y) + dotDivide(x, y) + dotPow(x, 2)',
    (x, y) => -x + y + x * y + x / y + x * x,
    AROUND,
  ],
  [
    'larger(x, y)*x + smaller(x, y)*y + largerEq(x, 0) + smallerEq(x, 0) + equal(x, 0) + unequal(x, 0)',
    (x, y) => Math.max(x, y) * (x > y ? 1 : 0) + (x < y ? y : 0) + 2,
    AROUND,
  ],
  ['relu(x) + ReLU(x) + relu6(5x)', (x) => 2 * Math.max(x, 0) + Math.min(Math.max(5 * x, 0), 6), AROUND],
  ['leakyrelu(x) + LeakyReLU(x, 0.2) + leaky_relu(x, y)', (x, y) => (x > 0 ? 3 * x : (0.21 + y) * x), AROUND],
  ['elu(x) + elu(x, y)', (x, y) => (x > 0 ? 2 * x : (1 + y) * Math.expm1(x)), AROUND],
  ['selu(x)', (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)), AROUND],
  ['sigmoid(x) + logistic(x) + softplus(x) + logsigmoid(x)', (x) => 2 * sigmoid(x) + x, AROUND],
  ['silu(x) + swish(x, y)', (x, y) => x * sigmoid(x) + x * sigmoid(x * y), AROUND],
  ['mish(x) + softsign(x)', (x) => x * Math.tanh(softplus(x)) + x / (1 + Math.abs(x)), AROUND],
  ['softmax(x, y, 1)', (x, y) => Math.exp(x) / (Math.exp(x) + Math.exp(y) + Math.E), AROUND],
  [
    'logsumexp(x, y, 1, x*y) + logaddexp(x, y) + logsumexp(x)',
    (x, y) => Math.log(Math.exp(x) + Math.exp(y) + Math.E + Math.exp(x * y)) + Math.log(Math.exp(x) + Math.exp(y)) + x,
    AROUND,
  ],
  ['logit(x)', (x) => Math.log(x / (1 - x)), [0.1, 0.5, 0.9]],
  ['logcosh(x)', (x) => Math.log(Math.cosh(x)), AROUND],
  [
    'huber(x) + huber(x, y)',
    (x, y) => [1, y].reduce((s, d) => s + (Math.abs(x) <= d ? 0.5 * x * x : d * (Math.abs(x) - d / 2)), 0),
    AROUND,
  ],
  [
    'pseudohuber(x) + pseudohuber(x, y)',
    (x, y) => [1, y].reduce((s, d) => s + d * d * (Math.sqrt(1 + (x / d) ** 2) - 1), 0),
    AROUND,
  ],
  ['hinge(x) + squaredhinge(x)', (x) => Math.max(0, 1 - x) + Math.max(0, 1 - x) ** 2, AROUND],
  ['pinball(x) + quantileloss(x, 0.9)', (x) => Math.abs(x) / 2 + (x > 0 ? 0.9 * x : -0.1 * x), AROUND],
  [
    'normpdf(x) + normpdf(x, 1, y)',
    (x, y) => (Math.exp((-x * x) / 2) + Math.exp(-(((x - 1) / y) ** 2) / 2) / y) / Math.sqrt(2 * Math.PI),
    AROUND,
  ],
  ['erf(x) + erfc(x) + x', (x) => 1 + x, AROUND],
  ['sinc(x)', (x) => Math.sin(x) / x, AROUND],
  ['piecewise(x < -1, 1, x < 1, x^2, 2x - 1)', (x) => (x < -1 ? 1 : x < 1 ? x * x : 2 * x - 1), AROUND],
  ['gamma(x + 3) + Γ(x + 3)', (x) => 2 * (x === 0.5 ? known('gamma', 3.5) : x === 2 ? 24 : Number.NaN), [0.5, 2]],
  ['lgamma(x) + gammaln(x)', (x) => 2 * known('lgamma', x), [0.3, 1.75, 3.5, 12.5]],
  [
    'digamma(x) + trigamma(x) + polygamma(2, x)',
    (x) => known('polygamma', 0, x) + known('polygamma', 1, x) + known('polygamma', 2, x),
    [0.5, 1.75, 5.5],
  ],
  [
    'sphericalBessel(1, x) + sphericalBessel(3, x)',
    (x) => known('sphericalBessel', 1, x) + known('sphericalBessel', 3, x),
    [0.5, 1.7, 4.5],
  ],
];

const Y = 0.6;

function objectiveOf(written: string, x: number) {
  const problem = readProblem(`minimize ${written} + 0*x + 0*y\nstart x = ${x}, y = ${Y}`);
  const backends = (['automatic', 'interpreter'] as const).map((backend) => compileObjective(problem, backend));
  const order = problem.parameters.map((name) => (name === 'x' ? 0 : 1));
  return { objective: backends[0]!, interpreted: backends[1]!, at: (x: number) => order.map((i) => [x, Y][i]!) };
}

for (const [written, value, points] of FUNCTIONS) {
  test(`${written}: value, gradient and Hessian, generated and interpreted`, () => {
    const { objective, interpreted, at } = objectiveOf(written, points[0]!);
    for (const x of points) {
      const point = at(x);
      near(objective.value(point), value(x, Y), 2e-14, 2e-14, `value at ${x}`);
      assert.equal(interpreted.value(point), objective.value(point));
      const gradient = objective.gradient(point);
      const hessian = objective.hessian(point);
      assert.deepEqual(interpreted.gradient(point), gradient);
      assert.deepEqual(interpreted.hessian(point), hessian);
      point.forEach((_, i) => {
        const h = 1e-4;
        const moved = (k: number) => point.map((p, j) => (i === j ? p + k * h : p));
        // Central differences of fourth order: Abramowitz & Stegun (1964), 25.3.21.
        const slope = (of: (at: readonly number[]) => number) =>
          (of(moved(-2)) - 8 * of(moved(-1)) + 8 * of(moved(1)) - of(moved(2))) / (12 * h);
        near(
          gradient[i]!,
          slope((p) => objective.value(p)),
          1e-9,
          1e-9,
          `∂${objective.parameters[i]} at ${x}`,
        );
        point.forEach((_, j) => {
          near(
            hessian[j]![i]!,
            slope((p) => objective.gradient(p)[j]!),
            1e-8,
            1e-8,
            `H${j}${i} at ${x}`,
          );
        });
      });
    }
  });
}

test('a shown partial of every function reads back with its value', () => {
  for (const [written, , points] of FUNCTIONS) {
    const x = points.at(-1)!;
    const start = `start x = ${x}, y = ${Y}`;
    const problem = readProblem(`minimize ${written} + 0*x + 0*y\n${start}`);
    const gradient = compileObjective(problem).gradient(problem.parameters.map((name) => (name === 'x' ? x : Y)));
    gradientOf(problem.graph, problem.objective, 2).forEach((node, i) => {
      const text = show(node, { parameters: problem.parameters, columns: [] })!.text;
      const back = compileObjective(readProblem(`minimize ${text} + 0*x + 0*y\n${start}`));
      const point = back.parameters.map((name) => (name === 'x' ? x : Y));
      near(back.value(point), gradient[i]!, 1e-12, 1e-12, `${written} → ${text}`);
    });
  }
});

test('every function has a place in this table', () => {
  const all = `${FUNCTIONS.map(([written]) => written).join(' ')} ${REST}`;
  const missing = functionNames().filter((name) => !new RegExp(`(?<![\\p{L}\\d_])${name}\\(`, 'u').test(all));
  assert.deepEqual(missing, []);
});

/** Tested elsewhere (over rows, of vectors, of whole numbers), or another spelling of one in the table. */
const REST =
  'sum( mean( prod( count( dot( factorial( combinations( permutations( gcd( lcm( normcdf( gelu( GELU( ELU( SELU( SiLU( Mish( ReLU6( loggamma( sphericalBessel( acos( arcsin( arccsc( arccosh( arctanh( arccoth( arcsech( arccsch(';

test('other spellings mean the same', () => {
  const value = (written: string) => compileObjective(readProblem(`${written}\nstart x = 0.3`)).value([0.3]);
  for (const [one, other] of [
    ['gelu(x)', 'x*normcdf(x)'],
    ['GELU(x)', 'x*(1 + erf(x/sqrt(2)))/2'],
    ['normcdf(x, 1, 2)', '(1 + erf((x - 1)/(2*sqrt(2))))/2'],
    ['ELU(x) + SELU(x) + SiLU(x) + Mish(x) + ReLU6(x)', 'elu(x) + selu(x) + silu(x) + mish(x) + relu6(x)'],
    ['loggamma(x) + arcsin(x) + arccsc(x + 1) + arccosh(x + 2)', 'lgamma(x) + asin(x) + acsc(x + 1) + acosh(x + 2)'],
    ['arctanh(x) + arccoth(x + 1) + arcsech(x) + arccsch(x)', 'atanh(x) + acoth(x + 1) + asech(x) + acsch(x)'],
  ] as const) {
    near(value(one), value(other), 1e-15, 0, one);
  }
});

test('functions of whole numbers are computed where they stand', () => {
  const value = (written: string) => compileObjective(readProblem(`x + ${written}\nstart x = 1`)).value([0]);
  assert.equal(value('5!'), 120);
  assert.equal(value('0!'), 1);
  assert.equal(value('factorial(10)'), 3_628_800);
  assert.equal(value('combinations(10, 3)'), 120);
  assert.equal(value('combinations(3, 10)'), 0);
  assert.equal(value('permutations(5)'), 120);
  assert.equal(value('permutations(10, 3)'), 720);
  assert.equal(value('permutations(100000, 2)'), 9_999_900_000);
  assert.equal(value('gcd(12, 18, 8)'), 2);
  assert.equal(value('lcm(4, 6)'), 12);
  assert.equal(value('lcm(4, 0)'), 0);
});

test('kinks and joints have their stated slopes, and second derivatives without the jump', () => {
  const at = (written: string, x: number) => {
    const { objective, at } = objectiveOf(written, 0.3);
    const i = objective.parameters.indexOf('x');
    // −0 is 0.
    return [objective.gradient(at(x))[i]! + 0, objective.hessian(at(x))[i]![i]! + 0];
  };
  assert.deepEqual(at('leakyrelu(x)', 0), [0.01, 0]);
  assert.deepEqual(at('elu(x)', 0), [1, 1]);
  assert.deepEqual(at('elu(x, 2)', 0), [2, 2]);
  assert.deepEqual(at('heaviside(x) + step(x) + trunc(x) + round(x + 0.5)', 0), [0, 0]);
  assert.deepEqual(at('smoothstep(x)', 0), [0, 6]);
  assert.deepEqual(at('relu6(x)', 6), [1, 0]);
  assert.deepEqual(at('clamp(x, 0, 1)', 0), [1, 0]);
  assert.deepEqual(at('huber(x)', 1), [1, 1]);
  assert.deepEqual(at('pinball(x, 0.9)', 0), [0.9, 0]);
  assert.deepEqual(at('sinc(x)', 0), [0, -1 / 3]);
  assert.deepEqual(at('acot(x)', 0), [-1, 0]);
  assert.deepEqual(at('logcosh(x)', 0), [0, 1]);
  assert.deepEqual(at('softsign(x)', 0), [1, 0]);
});

test('definitions and arguments come before what has a name already', () => {
  const value = (text: string, ...point: number[]) => compileObjective(readProblem(text)).value(point);
  assert.equal(value('g(t) = t^2 + 1\nf(x) = g(g(x)) + x\nminimize f(x)', 2), 28);
  assert.equal(value('abs(x) = x^3\nminimize abs(y)', -2), -8);
  assert.equal(value('gamma(a, b) = a*b\nminimize gamma(x, 3)', 2), 6);
  assert.equal(value('a = 3\nf(a, x) = a*x^2\nminimize f(2, x) + a', 1), 5);
  assert.equal(value('f(e) = e^2\nminimize f(x) + e', 3), 9 + Math.E);
  assert.equal(value('f(sin) = sin^2\nminimize f(x)', 3), 9);
  assert.equal(value('pi = 2\nminimize pi*x', 3), 6);
  assert.equal(value('h(x) = k*x\nk = 4\ng(k) = h(k) + k\nminimize g(x)', 1), 5);
  const { reading } = readProblem('sqrt(x) = x^2\nminimize sqrt(y)');
  assert.match(reading.tex, /mathrm\{sqrt\}/);
  assert.throws(() => readProblem('f(g) = g(2) + g\ng(x) = x\nminimize f(x)'), /g is not a function here/);
  assert.throws(() => readProblem('f(x) = g(x)\ng(x) = f(x)\nminimize f(y)'), /f → g → f/);
});

test('names that are functions and parameters alike', () => {
  assert.deepEqual(readProblem('(gamma - 1)^2 + step^2 + clip').parameters, ['gamma', 'step', 'clip']);
  assert.deepEqual(readProblem('gamma(x + 1)').parameters, ['x']);
  for (const text of ['gamma + gamma(x - 1)', 'gamma(x - 1) + gamma']) {
    assert.throws(() => readProblem(text), ProblemError, text);
  }
  const refused = (text: string, message: RegExp, suggestion?: string) =>
    assert.throws(
      () => readProblem(text),
      (error: unknown) =>
        error instanceof ProblemError && message.test(error.message) && error.suggestion === suggestion,
    );
  refused('gamma + gamma(x - 1)', /For a product write/, 'gamma*(x - 1)');
  refused('x!', /gamma\(x \+ 1\)/, 'gamma(x + 1)');
  refused('factorial(2.5) + x', /whole number/, 'gamma(2.5 + 1)');
  refused('combinations(x, 2)', /number is wanted/);
  refused('polygamma(x, 2)', /number is wanted/);
  refused('polygamma(30, x)', /at most 20/);
  refused('softmax(x)', /at least 2/);
  refused('171! * 171! + 200! + x', /larger than the largest/);
});
