/** On quadratics the theory is exact: what a verdict predicts is what is observed, and its bounds are sharp. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../../src/engine/index.ts';

/** Curvatures of the two directions, turned against the axes. */
const QUADRATICS = [
  [2, 2],
  [1, 10],
  [0.5, 80],
  [3, 3000],
] as const;

function quadratic([a, b]: readonly [number, number]): string {
  return `${a / 2}*(0.6x + 0.8y)^2 + ${b / 2}*(0.8x - 0.6y)^2\nstart 1, 2\n`;
}

async function verdictOf(text: string) {
  return (await minimize(readProblem(text))).verdict;
}

/** Each method, the largest stable η·λ, and how near the observed contraction comes: complex roots swing. */
const METHODS = [
  ['gd', 2, 1e-6],
  ['heavyball momentum=0.5', 3, 0.02],
  ['heavyball momentum=0.9', 3.8, 0.02],
  ['heavyball momentum=0.5 dampening=0.5', 6, 0.02],
  ['momentum beta=0.8', 18, 0.02],
  ['qhm beta=0.9 nu=0.7', 3.8 / 0.64, 0.02],
  ['nesterov momentum=0.5', 1.5, 0.02],
  ['nesterov momentum=0.5 convention=paper', 1.5, 0.02],
  ['heavyball momentum=0.5 convention=keras', 3, 0.02],
  ['nesterov momentum=0.9', 3.8 / 2.8, 0.02],
] as const;

for (const [method, product, near] of METHODS) {
  for (const curvatures of QUADRATICS) {
    const limit = product / curvatures[1];
    const text = `${quadratic(curvatures)}method ${method}\n`;
    test(`${method} at curvatures ${curvatures}: below ${limit} it converges, above it diverges, as predicted`, async () => {
      const below = await verdictOf(`${text}rate ${0.99 * limit}\nstop gradient<1e-6, steps=1000000`);
      assert.equal(below.status, 'converged', below.sentence);
      const { safeRate } = below.conditioning!;
      assert.ok(Math.abs(safeRate! / limit - 1) < 1e-9, `${safeRate} for ${limit}`);
      const above = await verdictOf(`${text}rate ${1.01 * limit}\nstop gradient<1e-6, steps=1000000`);
      assert.equal(above.status, 'diverged', above.sentence);
      assert.equal(above.behaviours[0]?.name, 'divergence');
    });

    test(`${method} at curvatures ${curvatures}: the observed contraction is the predicted one`, async () => {
      for (const share of [0.1, 0.3, 0.95]) {
        const { contraction } = await verdictOf(`${text}rate ${share * limit}\nstop gradient<1e-10, steps=1000000`);
        const { predicted, observed, steps } = contraction!;
        assert.ok(observed !== undefined && predicted !== undefined && steps && steps[1] > steps[0]);
        // In few steps the faster directions have not died out.
        const allowed = near + (steps[1] - steps[0] < 40 ? 0.1 : 0);
        assert.ok(Math.abs(observed - predicted) < allowed, `${share}: ${observed} for ${predicted} over ${steps}`);
      }
    });
  }
}

test('the best constant rate contracts as (κ − 1)/(κ + 1)', async () => {
  const { conditioning, contraction } = await verdictOf(`${quadratic([1, 10])}rate ${2 / 11}\nstop gradient<1e-10`);
  assert.ok(Math.abs(conditioning!.condition - 10) < 1e-9);
  assert.ok(Math.abs(conditioning!.bestRate! - 2 / 11) < 1e-12);
  assert.ok(Math.abs(contraction!.predicted! - 9 / 11) < 1e-9);
  assert.ok(Math.abs(contraction!.observed! - 9 / 11) < 1e-6);
});

test('what is maximized has the rates of its negative', async () => {
  const text = 'maximize 3 - x^2 - 5y^2\nstart 1, 2\nrate 0.05';
  const { conditioning, contraction } = await verdictOf(text);
  assert.deepEqual(
    [conditioning?.smallest, conditioning?.largest, conditioning?.safeRate, conditioning?.condition],
    [2, 10, 0.2, 5],
  );
  assert.ok(Math.abs(contraction!.predicted! - 0.9) < 1e-12);
});

test('weight decay adds to every curvature', async () => {
  const { conditioning, contraction } = await verdictOf(
    'x^2 + 5y^2\nstart 1, 2\nmethod gd weight_decay=2\nrate 0.05\nstop move<1e-12',
  );
  assert.deepEqual([conditioning?.smallest, conditioning?.largest], [4, 12]);
  assert.ok(Math.abs(contraction!.observed! - 0.8) < 1e-6);
});

test('every step of a safe rate decreases the value enough, and of an unsafe one none does', async () => {
  const safe = await verdictOf(`${quadratic([1, 10])}rate 0.1`);
  assert.deepEqual(safe.decrease, { rule: 'Armijo', violations: 0, looked: safe.steps });
  const unsafe = await verdictOf(`${quadratic([10, 10])}rate 0.21\nstop steps=50`);
  assert.deepEqual(unsafe.decrease, { rule: 'Armijo', violations: 50, first: 1, looked: 50 });
  const ball = await verdictOf(`${quadratic([1, 10])}method heavyball\nrate 0.1`);
  assert.equal(ball.decrease?.rule, 'monotone');
  assert.ok(ball.decrease.violations > 0);
});

test('at a singular point the condition number is infinite and no best rate is claimed', async () => {
  const { conditioning } = await verdictOf('(x + y - 1)^2\nstart 3, 4\nrate 0.1');
  assert.ok(conditioning!.condition > 1e12);
  assert.equal((await verdictOf('x - x\nstart x = 1\nrate 1\nstop steps=3')).conditioning?.safeRate, undefined);
});
