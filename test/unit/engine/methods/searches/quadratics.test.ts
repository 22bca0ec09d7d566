/** What theory promises on quadratics ½xᵀAx − bᵀx. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Options } from '../../../../../src/engine/problem.ts';
import { near } from '../../../cases.ts';
import { follow, largest } from './follow.ts';

/** A symmetric positive definite quadratic with its minimum at 1, 2, 3 …, from an orthogonal basis of sines. */
function quadratic(eigenvalues: readonly number[]): string {
  const n = eigenvalues.length;
  const basis = (k: number, i: number) => Math.sqrt(2 / (n + 1)) * Math.sin((Math.PI * (k + 1) * (i + 1)) / (n + 1));
  const along = eigenvalues.map((eigenvalue, k) => {
    const terms = Array.from({ length: n }, (_, i) => `(${basis(k, i)})*(x${i + 1} - ${i + 1})`);
    return `${eigenvalue / 2}*(${terms.join(' + ')})^2`;
  });
  return `minimize ${along.join(' + ')}\nstart ${Array.from({ length: n }, () => 0).join(', ')}`;
}

const FIVE = quadratic([1, 2, 5, 20, 100]);

test('conjugate gradients with an exact search end in as many steps as there are parameters', () => {
  for (const formula of ['FR', 'PR+', 'HS', 'DY']) {
    const { steps, last } = follow(FIVE, 'cg', { formula, search: 'exact' }, undefined, { gradient: 1e-6 });
    assert.ok(steps.length <= 5, `${formula}: ${steps.length} steps`);
    last.x.forEach((entry, i) => {
      near(entry, i + 1, 1e-7, 0, formula);
    });
  }
});

test('conjugate gradients end in as many steps as there are different curvatures', () => {
  const { steps } = follow(quadratic([3, 3, 3, 50, 50, 50]), 'cg', { search: 'exact' }, undefined, { gradient: 1e-6 });
  assert.equal(steps.length, 2);
});

test('BFGS and L-BFGS with an exact search go the way of conjugate gradients', () => {
  const way = (name: string, options: Options = {}) =>
    follow(FIVE, name, { search: 'exact', ...options }, undefined, { gradient: 1e-6 }).iterates;
  const expected = way('cg');
  for (const iterates of [way('bfgs'), way('lbfgs'), way('cg', { formula: 'HS' })]) {
    expected.forEach(({ x }, k) => {
      x.forEach((entry, i) => {
        near(iterates[k]!.x[i]!, entry, 1e-5, 1e-6, `step ${k}`);
      });
    });
  }
});

test('an exact step of steepest descent multiplies the error by at most ((κ − 1)/(κ + 1))²', () => {
  const bound = ((100 - 1) / (100 + 1)) ** 2;
  const { iterates } = follow(FIVE, 'steepest', { search: 'exact' }, undefined, { gradient: 1e-4 });
  assert.ok(iterates.length > 100);
  for (let k = 1; k < iterates.length; k++)
    assert.ok(iterates[k]!.value <= bound * iterates[k - 1]!.value * (1 + 1e-9));
  // The worst case: from (κ, 1), in the direction of both axes alike.
  const worst = follow('x^2/2 + 100*y^2/2', 'steepest', { search: 'exact' }, [100, 1], { steps: 20 });
  worst.iterates.slice(1).forEach(({ value }, k) => {
    near(value, bound * worst.iterates[k]!.value, 1e-7, 0, 'worst case');
  });
});

test('successive gradients of exact steps are orthogonal', () => {
  const { iterates } = follow(FIVE, 'steepest', { search: 'exact' }, undefined, { steps: 10 });
  for (let k = 1; k < iterates.length; k++) {
    const [a, b] = [iterates[k - 1]!.gradient, iterates[k]!.gradient];
    const product = a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
    assert.ok(Math.abs(product) <= 1e-8 * Math.hypot(...a) * Math.hypot(...b));
  }
});

test('Newton, Gauss–Newton and Levenberg–Marquardt with a wide radius need one step', () => {
  const methods: readonly (readonly [string, Options])[] = [
    ['newton', {}],
    ['gaussnewton', {}],
    ['lm', { radius: 1e6 }],
    ['lm', {}],
  ];
  for (const [name, options] of methods) {
    // From 0, Levenberg–Marquardt's first radius is a number, not a share of the start.
    const { steps, last } = follow(FIVE, name, options, [2, -3, 1, 4, 2], { gradient: 1e-9 });
    assert.ok(steps.length <= (name === 'lm' && !options.radius ? 4 : 1), `${name}: ${steps.length} steps`);
    last.x.forEach((entry, i) => {
      near(entry, i + 1, 1e-12, 0, name);
    });
  }
});

test('the first trial of a search is the rate, where there is one', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'gaussnewton']) {
    const { steps } = follow(FIVE, name, {}, undefined, { rate: 0.0625, steps: 1 });
    assert.equal(steps[0]!.trials[0]!.length, 0.0625, name);
  }
});

test('steps count their trials, and one trial is accepted: the last iterate', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust', 'gaussnewton', 'lm']) {
    const { steps, iterates, landscape } = follow('(1 - x)^2 + 100*(y - x^2)^2', name, {}, [-1.2, 1], { steps: 12 });
    const trials = steps.reduce((total, step) => total + step.trials.length, 0);
    assert.equal(landscape.counts.evaluations + landscape.counts.residuals, 1 + trials, name);
    steps.forEach((step, k) => {
      const accepted = step.trials.filter((trial) => trial.accepted);
      assert.equal(accepted.length, 1);
      assert.equal(accepted[0]!.value, iterates[k + 1]!.value);
      assert.ok(iterates[k + 1]!.value < iterates[k]!.value);
      if (name !== 'trust' && name !== 'lm') assert.equal(accepted[0]!.length, step.length);
    });
    assert.ok(largest(iterates.at(-1)!.gradient) < largest(iterates[0]!.gradient));
  }
});
