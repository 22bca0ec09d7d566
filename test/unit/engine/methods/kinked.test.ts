/** Proximal gradient, subgradient steps and Polyak's step, against what is known of their objectives. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { near } from '../../cases.ts';
import { path, run } from './run.ts';

/** The lasso with orthonormal columns: each parameter by itself, wᵢ = soft(bᵢ, λ/2). Tibshirani (1996), eq. (3). */
const targets = [3, -0.2, 0.4, -5, 0.2];
const lasso = `${targets.map((b, i) => `(w${i} - (${b}))^2`).join(' + ')} + 0.5*(${targets.map((_, i) => `abs(w${i})`).join(' + ')})`;
const solution = targets.map((b) => Math.sign(b) * Math.max(Math.abs(b) - 0.25, 0));

for (const method of ['proximal', 'fista']) {
  for (const [sense, formula] of [
    ['minimize', lasso],
    ['maximize', `-(${lasso})`],
  ] as const) {
    test(`${method} solves a lasso with orthonormal columns, ${sense}d, with exact zeros`, async () => {
      const { verdict } = await run(`${sense} ${formula}`, 'start 1, 1, 1, 1, 1', `method ${method}`, 'rate 0.2');
      assert.equal(verdict.status, 'converged', verdict.sentence);
      solution.forEach((expected, i) => {
        near(verdict.point[i]!, expected, 1e-6, expected === 0 ? 0 : 1e-7, `w${i}`);
      });
    });
  }

  test(`${method} finds a lasso with correlated columns: the conditions of Karush, Kuhn and Tucker hold`, async () => {
    const text = 'x = [1, 2, 3, 4]\nz = [1, 2, 3, 5]\ny = [2, 4, 5, 9]';
    const objective = 'minimize mean((a*x + b*z + c - y)^2) + 0.3*abs(a) + 0.3*abs(b) + 0.1*abs(2c - 1)';
    const { verdict, trace } = await run(text, objective, 'start 0, 0, 0', `method ${method}`, 'stop gradient<1e-9');
    assert.equal(verdict.status, 'converged', verdict.sentence);
    const [a, b, c] = verdict.point as [number, number, number];
    const rows = [1, 2, 3, 4].map((x, i) => [x, [1, 2, 3, 5][i]!, [2, 4, 5, 9][i]!] as const);
    const slope = (of: (row: (typeof rows)[number]) => number) =>
      rows.reduce((sum, row) => sum + (of(row) * (a * row[0] + b * row[1] + c - row[2])) / 2, 0);
    for (const [value, pull, weight] of [
      [a, slope((row) => row[0]), 0.3],
      [b, slope((row) => row[1]), 0.3],
      [c - 0.5, slope(() => 1), 0.2],
    ] as const) {
      if (value === 0) assert.ok(Math.abs(pull) <= weight + 1e-9);
      else near(pull, -weight * Math.sign(value), 0, 1e-8, `at ${value}`);
    }
    assert.ok(trace.value.every((value, k) => k === 0 || method === 'fista' || value <= trace.value[k - 1]! + 1e-12));
  });
}

test('FISTA is within 2L‖x₀ − x*‖²/(k + 1)² of the minimum. Beck & Teboulle (2009), theorem 4.4', async () => {
  // Curvatures 1 and 1/1000, and a rate of 1/L.
  const text = ['minimize 0.5*x^2 + 0.0005*(y - 5)^2 + 0.001*abs(y)', 'start 3, -4', 'method fista rate=1'];
  const { trace } = await run(...text, 'stop steps=400');
  const least = 0.0005 + 0.004;
  const squared = 3 ** 2 + (4 + 4) ** 2;
  trace.value.forEach((value, k) => {
    if (k > 0) assert.ok(value - least <= (2 * squared) / (k + 1) ** 2, `step ${k}`);
  });
});

test('a method that looks ahead counts two evaluations a step', async () => {
  for (const method of ['fista', 'nesterov convention=paper']) {
    const text = ['minimize x^2 + 0.1*abs(x - 9)', 'start 3', `method ${method} rate=0.01`];
    assert.equal((await run(...text, 'stop steps=10')).verdict.evaluations, 21);
    assert.equal((await run(...text, 'stop evaluations=9')).verdict.steps, 4);
  }
});

const REFUSED: readonly (readonly [text: string, message: RegExp])[] = [
  ['x^2\n‹method proximal›', /no term such as 0\.1\*abs\(x\)/],
  ['x^2 + abs(x*y) + abs(x + y)\n‹method proximal›', /no term/],
  ['x^2 - 0.1*abs(x)\n‹method fista›', /counts negatively/],
  ['maximize abs(x) - x^2\n‹method ista›', /counts negatively/],
  ['x^2 + abs(x - 1) + abs(x)\n‹method proximal›', /kinks at 1 and at 0/],
];

for (const [marked, message] of REFUSED) {
  test(`proximal gradient refuses before the run: ${marked.replaceAll('\n', '; ')}`, () => {
    const start = marked.indexOf('‹');
    const end = marked.indexOf('›') - 1;
    assert.throws(
      () => readProblem(marked.replaceAll(/[‹›]/g, '')),
      (error) =>
        error instanceof ProblemError && message.test(error.message) && error.start === start && error.end === end,
    );
  });
}

const kinked = ['minimize abs(x - 1) + 3*abs(x + 2y) + abs(y - 2)', 'start 4, 4'];

test('subgradient steps are as long as the rate over √(t + 1)', async () => {
  const points = await path(...kinked, 'method subgradient rate=0.5', 'stop steps=50');
  points.slice(1).forEach(([x, y], k) => {
    near(Math.hypot(x! - points[k]![0]!, y! - points[k]![1]!), 0.5 / Math.sqrt(k + 1), 1e-9, 0, `step ${k}`);
  });
});

test('the best of subgradient steps is within the bound of Boyd, Xiao & Mutapcic (2003), section 3', async () => {
  const { verdict } = await run(
    'minimize abs(x - 1) + 2*abs(y + 1)',
    'start 4, 4',
    'method subgradient rate=1',
    'stop steps=2000',
  );
  const lengths = Array.from({ length: 2000 }, (_, k) => 1 / Math.sqrt(k + 1));
  const sum = lengths.reduce((a, b) => a + b);
  const squares = lengths.reduce((a, b) => a + b * b, 0);
  // ‖x₀ − x*‖² = 34; no subgradient is longer than √5.
  assert.ok(verdict.best.value <= (Math.sqrt(5) * (34 + squares)) / (2 * sum));
  assert.ok(verdict.best.value < 0.1);
});

test('Polyak’s steps never move away from the minimum of a convex objective. Polyak (1987), section 5.3.2', async () => {
  for (const [text, minimum, least] of [
    ['minimize abs(x - 1) + 2*abs(y + 1)', [1, -1], 0],
    ['minimize x^2 + 20*(y - 1)^2 + 7', [0, 1], 7],
    ['maximize 3 - abs(x) - 5*abs(x - y)', [0, 0], 3],
  ] as const) {
    const points = await path(
      text,
      'start 4, 3',
      `method polyakstep f_star=${least}`,
      'stop gradient<1e-6, steps=5000',
    );
    const distances = points.map(([x, y]) => Math.hypot(x! - minimum[0], y! - minimum[1]));
    assert.ok(distances.every((distance, k) => k === 0 || distance <= distances[k - 1]! + 1e-12));
    assert.ok(distances.at(-1)! < 1e-5, `${text}: ${distances.at(-1)}`);
  }
});

test('Polyak’s step solves |x| in one step, and rests below a least value that is said too high', async () => {
  assert.deepEqual((await path('minimize abs(x)', 'start -3', 'method polyakstep', 'stop steps=2')).at(-1), [0]);
  const points = await path('minimize (x - 1)^2', 'start 3', 'method polyakstep f_star=1', 'stop steps=30');
  const value = (points.at(-1)![0]! - 1) ** 2;
  near(value, 1, 1e-6, 0, 'the value that was said');
});
