import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, readProblem } from '../../../../src/engine/index.ts';
import { near } from '../../cases.ts';

const sigmoid = (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const bump = (z: number) => sigmoid(z) * sigmoid(-z);
const cosh2 = (z: number) => (Math.abs(z) > 300 ? 0 : 1 / Math.cosh(z) ** 2);

type Triple = (z: number) => readonly [value: number, slope: number, curvature: number];

const SOFTPLUS: Triple = (z) => [softplus(z), sigmoid(z), bump(z)];
const SIGMOID: Triple = (z) => [sigmoid(z), bump(z), bump(z) * (sigmoid(-z) - sigmoid(z))];
const turned =
  (of: Triple, sign: 1 | -1 = 1): Triple =>
  (z) => {
    const [value, slope, curvature] = of(-z);
    return [sign * value, -sign * slope, sign * curvature];
  };
const shifted =
  (of: Triple, by: number): Triple =>
  (z) =>
    of(z + by);

/** What is written, its closed form without overflow, and what is said of it. */
const FORMS: readonly [written: string, closed: Triple, note?: RegExp][] = [
  ['log(1 + exp(z))', SOFTPLUS, /softplus/],
  ['log(exp(z) + 1)', SOFTPLUS, /softplus/],
  ['log(1 + e^z)', SOFTPLUS, /softplus/],
  ['ln(1 + exp(-z))', turned(SOFTPLUS), /softplus/],
  ['log(1 + 2*exp(z))', shifted(SOFTPLUS, Math.LN2), /softplus/],
  ['1/(1 + exp(-z))', SIGMOID, /sigmoid/],
  ['1/(exp(-z) + 1)', SIGMOID, /sigmoid/],
  ['(1 + exp(-z))^(-1)', SIGMOID, /sigmoid/],
  ['exp(z)/(1 + exp(z))', SIGMOID, /sigmoid/],
  ['exp(z)/(exp(z) + exp(2))', shifted(SIGMOID, -2), /sigmoid/],
  ['exp(2z)/(exp(2z) + exp(z))', SIGMOID, /sigmoid/],
  ['exp(z)/(exp(z) + exp(0*z) + 1)', shifted(SIGMOID, -Math.LN2), /s/],
  ['1 - sigmoid(z)', turned(SIGMOID), /sigmoid\(-z\)/],
  ['1 - 1/(1 + exp(-z))', turned(SIGMOID), /sigmoid\(-z\)/],
  ['sigmoid(z) - 1', turned(SIGMOID, -1), /sigmoid\(-z\)/],
  ['log(sigmoid(z))', turned(SOFTPLUS, -1), /-softplus/],
  ['log(1/(1 + exp(-z)))', turned(SOFTPLUS, -1), /-softplus/],
  ['log(1 - sigmoid(z))', (z) => [-softplus(z), -sigmoid(z), -bump(z)], /-softplus/],
  ['log(exp(z)/(exp(z) + exp(1)))', shifted(turned(SOFTPLUS, -1), -1), /-softplus/],
  ['exp(z)/(1 + exp(z))^2', (z) => [bump(z), bump(z) * (sigmoid(-z) - sigmoid(z)), bump(z) * (1 - 6 * bump(z))]],
  ['log(exp(z) + exp(-z))', (z) => [softplus(2 * z) - z, Math.tanh(z), cosh2(z)], /logsumexp/],
  [
    'log(cosh(z))',
    (z) => [
      Math.abs(z) < 1e-4 ? (z * z) / 2 : softplus(-2 * Math.abs(z)) + Math.abs(z) - Math.LN2,
      Math.tanh(z),
      cosh2(z),
    ],
  ],
  ['(exp(z) - exp(-z))/(exp(z) + exp(-z))', (z) => [Math.tanh(z), cosh2(z), -2 * Math.tanh(z) * cosh2(z)], /tanh/],
  ['log(exp(z))', (z) => [z, 1, 0], /log\(exp\(z\)\)/],
  ['sqrt(z^2)', (z) => [Math.abs(z), Math.sign(z), 0], /abs/],
  ['(z^2)^0.5', (z) => [Math.abs(z), Math.sign(z), 0], /abs/],
  ['sqrt(z*z)', (z) => [Math.abs(z), Math.sign(z), 0], /abs/],
  ['softmax(z, 0, 0)', shifted(SIGMOID, -Math.LN2)],
  ['logsumexp(z, 0)', SOFTPLUS],
  ['logsumexp(0, z, 0)', (z) => [softplus(z - Math.LN2) + Math.LN2, sigmoid(z - Math.LN2), bump(z - Math.LN2)]],
  ['logcosh(z) - log(cosh(z)) + tanh(z)', (z) => [Math.tanh(z), cosh2(z), -2 * Math.tanh(z) * cosh2(z)]],
  ['elu(z)', (z) => (z > 0 ? [z, 1, 0] : [Math.expm1(z), Math.exp(z), Math.exp(z)])],
  ['silu(z)', (z) => [z * sigmoid(z), sigmoid(z) + z * bump(z), bump(z) * (2 + z * (sigmoid(-z) - sigmoid(z)))]],
  [
    'exp(-z^2/1e6) - 1',
    (z) => {
      const [e, s] = [Math.exp((-z * z) / 1e6), -2e-6 * z];
      return [Math.expm1((-z * z) / 1e6), e * s, e * (s * s - 2e-6)];
    },
  ],
];

for (const [written, closed, note] of FORMS) {
  test(`${written} has its value, slope and curvature without overflow`, () => {
    const problem = readProblem(`${written}\nstart z = 1`);
    if (note)
      assert.ok(
        problem.notes.some(({ text }) => note.test(text)),
        problem.notes.map(({ text }) => text).join(),
      );
    const objective = compileObjective(problem);
    for (const z of [-800, -40, -3, -1e-9, 0, 1e-9, 0.7, 40, 800]) {
      const [value, slope, curvature] = closed(z);
      // A slope that is the difference of two is as good as they are.
      const isDifference = written === 'log(exp(z) + exp(-z))' || written === 'exp(z)/(1 + exp(z))^2';
      const rounding = isDifference ? (Math.abs(z) < 1e-8 ? 1e-16 : 1e-300) : 1e-300;
      near(objective.value([z]), value, 4e-15, 1e-300, `value at ${z}`);
      near(objective.gradient([z])[0]!, slope, 4e-14, rounding, `slope at ${z}`);
      // Around 0 the curvature of a sigmoid is what is left of two terms of size 1/8.
      near(objective.hessian([z])[0]![0]!, curvature, 1e-13, Math.abs(z) < 1e-8 ? 1e-15 : 1e-300, `curvature at ${z}`);
    }
  });
}

test('a stable form has the value of what is written, where that does not overflow', () => {
  const plain: readonly [string, (x: number, y: number) => number][] = [
    [
      'log(3*exp(x) + exp(y)/2 + 4 + exp(x - y))',
      (x, y) => Math.log(3 * Math.exp(x) + Math.exp(y) / 2 + 4 + Math.exp(x - y)),
    ],
    ['2*exp(x)/(exp(y) + 2*exp(x) + exp(1))', (x, y) => (2 * Math.exp(x)) / (Math.exp(y) + 2 * Math.exp(x) + Math.E)],
    ['y/(1 + exp(x))', (x, y) => y / (1 + Math.exp(x))],
    ['(1 + exp(x))^(-2) + y', (x, y) => (1 + Math.exp(x)) ** -2 + y],
    ['3/(1 + exp(x)) + y', (x, y) => 3 / (1 + Math.exp(x)) + y],
    [
      'exp(x) - 1 + log(1 + y^2) + log(1 - y/9) + 1 - exp(y)',
      (x, y) => Math.exp(x) - 1 + Math.log(1 + y * y) + Math.log(1 - y / 9) + 1 - Math.exp(y),
    ],
    ['e^x + e^(2y) + 1 - erf(x)', (x, y) => Math.exp(x) + Math.exp(2 * y) + compileErfc(x)],
    [
      'x^3 + y^4 + x^7 + (x^2 + 1)^1.5 + (y^2 + 1)^(-0.5)',
      (x, y) => x ** 3 + y ** 4 + x ** 7 + (x * x + 1) ** 1.5 + (y * y + 1) ** -0.5,
    ],
  ];
  const compileErfc = (x: number) => compileObjective(readProblem('erfc(x)')).value([x]);
  for (const [written, value] of plain) {
    const objective = compileObjective(readProblem(`${written}\nstart x = 0.5, y = 0.25`));
    const order = objective.parameters.map((name) => (name === 'x' ? 0 : 1));
    for (const at of [
      [0.5, 0.25],
      [-3, 5],
      [4, -4],
      [1e-3, 1e-4],
      [-6, -2.5],
    ] as [number, number][]) {
      near(objective.value(order.map((i) => at[i]!)), value(...at), 1e-14, 1e-14, `${written} at ${at}`);
    }
  }
});

test('the echo is what was written', () => {
  const { reading } = readProblem('log(1 + exp(z)) + 1/(1 + exp(-z))\nstart z = 1');
  assert.equal(reading.text, 'f(z) = log(1 + exp(z)) + 1/(1 + exp(-z))');
});

test('a small share has its digits, and so has its gradient', () => {
  const objective = compileObjective(readProblem('exp(a)/(exp(a) + exp(b) + exp(c))\nstart 1, 2, 3'));
  const share = Math.exp(-60) / (1 + Math.exp(-20));
  near(objective.value([-60, 0, -20]), share, 1e-14, 0, 'value');
  const [a, b, c] = objective.gradient([-60, 0, -20]) as [number, number, number];
  near(a, share, 1e-14, 0, 'a');
  near(b, -share / (1 + Math.exp(-20)), 1e-14, 0, 'b');
  near(c, -share * Math.exp(-20), 1e-8, 0, 'c');
  near(objective.hessian([-60, 0, -20])[0]![0]!, share, 1e-14, 0, 'aa');
});

test('fractional powers leave the domain below 0 as they are written', () => {
  for (const written of ['x^(1/3)', 'x^0.5', 'x^1.5', 'x^(-0.5)']) {
    const objective = compileObjective(readProblem(`${written}\nstart x = 2`));
    assert.ok(Number.isNaN(objective.value([-1])), written);
    assert.ok(Number.isFinite(objective.value([2])), written);
  }
});
