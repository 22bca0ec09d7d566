import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { cases, near } from '../../cases.ts';

interface Case {
  readonly language: string;
  readonly text: string;
  readonly parameters: string[];
  readonly at: number[];
  readonly value: number;
  readonly settings?: { readonly rate?: number; readonly start?: number[] };
}

test('formulas of the native language mean what they must', () => {
  const native = cases<Case[]>('readings.json').filter(
    ({ language, text }) => /^(?:plaintext|markdown)$/.test(language) && !text.includes('\\'),
  );
  assert.ok(native.length >= 8);
  for (const { language, text, parameters, at, value, settings } of native) {
    const problem = readProblem(text, { languageId: language });
    assert.deepEqual(problem.parameters, parameters, text);
    near(compileObjective(problem).value(at), value, 1e-14, 1e-14, text);
    if (settings?.rate !== undefined) assert.deepEqual(problem.settings.rates, [settings.rate]);
    if (settings?.start) assert.deepEqual(problem.settings.start, settings.start);
  }
});

test('LaTeX is refused with a reason, not misread', () => {
  assert.throws(() => readProblem('$J(\\theta) = \\theta^2$', { languageId: 'markdown' }), ProblemError);
});

const VALUES: readonly [text: string, at: number[], value: number][] = [
  ['1/2x', [4], 2],
  ['y/2x', [8, 2], 2],
  ['2x y', [3, 5], 30],
  ['-x^2', [3], -9],
  ['2^-x', [1], 0.5],
  ['x²⁺', [0], Number.NaN],
  ['x⁻¹ + √x + √(x) + ½x', [4], 0.25 + 2 + 2 + 2],
  ['|x||y|', [-2, 3], 6],
  ['||x| - 3|', [-1], 2],
  ['2|x - 1|', [-1], 4],
  ['x > 0 ? x : -x', [-3], 3],
  ['(0 < x < 2) * x', [1], 1],
  ['sum((x[i] - i)^2, i, 1, 3)', [0, 0, 0], 14],
  ['sum((x_i - i)^2, i, 1, 3)', [0, 0, 0], 14],
  ['prod(x + i, i, 1, 3)', [0], 6],
  ['3! x', [2], 12],
  ['x mod 3 + mod(x, 3)', [7], 2],
  ['x mod (y + 1) + 2 mod(x, 4)', [7, 2], 1 + 6],
  ['|x - 3!| + x', [7], 8],
  ['log(x, 2) + log2(x) + ln(x) - log(x)', [8], 6],
  ['piecewise(x < 0, -1, x < 1, 0, 1) + x', [0.5], 0.5],
  ['hypot(x, y, 12)', [3, 4], 13],
  ['e^x', [1], Math.E],
  ['π x', [1], Math.PI],
  ['b^2 + m + L', [1, 2, 3], 6],
  ['constructor^2 + __proto__^2 + toString', [1, 2, 3], 8],
  ['f(a) = a^2\ng(a) = f(a + 1)\nminimize g(x) + a', [1, 2], 6],
  ['a = 2\nf(a) = a^2\nminimize f(x) + a', [3], 11],
  ['x ** 2', [3], 9],
  ['max(x, 1, 2) + min(x, 0)', [5], 5],
];

for (const [text, at, value] of VALUES) {
  if (Number.isNaN(value)) {
    test(`${text} is refused`, () => assert.throws(() => readProblem(text), ProblemError));
  } else {
    test(`${text.replaceAll('\n', '; ')} is ${value} at ${at}`, () => {
      near(compileObjective(readProblem(text)).value(at), value, 1e-14, 1e-14, text);
    });
  }
}

test('how a formula was read is echoed, and the echo reads back as the same', () => {
  const echoes: [string, string][] = [
    ['1/2x', 'f(x) = 1/2*x'],
    ['y/2x', 'f(y, x) = y/(2*x)'],
    ['2x(1 + y)', ''],
    ['J(θ) = θ² + 4θ + 5', 'J(θ) = θ^2 + 4*θ + 5'],
    ['minimize (x - (y - 1)) - (2 - x)', 'f(x, y) = x - (y - 1) - (2 - x)'],
    ['-(x + 1)^2', 'f(x) = -(x + 1)^2'],
    ['x/(y*z) + x/y/z', 'f(x, y, z) = x/(y*z) + x/y/z'],
    ['(x^2)^3 + x^2^3 + x^(-2)', 'f(x) = (x^2)^3 + x^(2^3) + x^(-2)'],
  ];
  for (const [text, expected] of echoes) {
    if (expected === '') {
      assert.throws(() => readProblem(text), /2x\*\(1 \+ y\)|x\*\(1 \+ y\)/);
      continue;
    }
    const problem = readProblem(text);
    assert.equal(problem.reading.text, expected);
    const again = readProblem(problem.reading.text);
    const point = problem.parameters.map((_, i) => 1.3 + i);
    assert.equal(compileObjective(again).value(point), compileObjective(problem).value(point));
  }
});

test('statements as people also write them', () => {
  const read = (text: string) => {
    const { parameters, settings, sense } = readProblem(text);
    const [method] = settings.methods;
    return { parameters, start: settings.start, rates: settings.rates, method, sense };
  };
  assert.deepEqual(read('minimize f(y, x) = x^2 + y^2\nstart 1, 2').parameters, ['y', 'x']);
  assert.deepEqual(read('minimize J = (w - 1)^2\nw0 = 3').start, [3]);
  assert.equal(read('max 4 - x^2').sense, 'maximize');
  assert.deepEqual(read('f(θ₀, θ₁) = θ₀² + θ₁²\nθ₀ = 4, θ₁ = 2').start, [4, 2]);
  assert.deepEqual(read('x^2\nmethod = adam').method, { name: 'adam', options: {} });
  assert.deepEqual(read('x^2\noptimizer = SGD(lr=0.1, momentum=0.9)').method, {
    name: 'heavyball',
    options: { momentum: 0.9 },
    rate: 0.1,
  });
  assert.deepEqual(read('x^2\nmethod Adam(lr=0.1, betas=(0.8, 0.9))').method, {
    name: 'adam',
    options: { beta1: 0.8, beta2: 0.9 },
    rate: 0.1,
  });
});

test('what is read in another way than it might be, and what is left out, is noted', () => {
  const notes = (text: string) => readProblem(text).notes.map((note) => note.text);
  assert.match(notes('σ(x)^2')[0]!, /sigmoid/);
  assert.match(notes('x^2\ny^2')[0]!, /x\^2 is not part of the objective/);
  assert.match(notes('x^2\nc = 3')[0]!, /c is not used/);
});
