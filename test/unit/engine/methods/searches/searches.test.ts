import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findChoice, optionFault } from '../../../../../src/engine/methods/choice.ts';
import { SEARCHES } from '../../../../../src/engine/methods/searches/index.ts';
import type { Options } from '../../../../../src/engine/problem.ts';
import { near } from '../../../cases.ts';
import { FUNCTIONS } from '../functions.ts';
import { follow, largest, searchNamed } from './follow.ts';

/** Every search with each of its line searches and formulas. */
const VARIANTS: readonly (readonly [string, Options])[] = SEARCHES.flatMap((method) => {
  const worded = method.options.filter((option) => option.choices);
  const variants = worded.flatMap((option) =>
    option.choices!.map((choice) => [method.name, { [option.name]: choice }]),
  );
  return (variants.length > 0 ? variants : [[method.name, {}]]) as [string, Options][];
});
const isFirstOrder = (name: string) => name === 'steepest';

function isSumOfSquares(formula: string): boolean {
  return follow(formula, 'newton', {}, undefined, { steps: 0 }).landscape.residuals !== undefined;
}

for (const [name, options] of VARIANTS) {
  const words = Object.values(options).join(' ');
  test(`${name} ${words} finds the minima of classic functions`, () => {
    for (const { name: what, formula, start, minimum } of FUNCTIONS) {
      if (searchNamed(name).needs === 'residuals' && !isSumOfSquares(formula)) continue;
      const { last, stuck } = follow(formula, name, options, start, { steps: 50_000 });
      assert.ok(largest(last.gradient) <= 1e-8, `${what}: ${largest(last.gradient)} ${stuck}`);
      minimum.forEach((entry, i) => {
        near(last.x[i]!, entry, 1e-4, 1e-4, what);
      });
    }
  });

  if (searchNamed(name).needs !== 'residuals') {
    test(`${name} ${words} comes to a gradient of 1e-8 on Rosenbrock’s function from (−1.2, 1)`, () => {
      const tolerance = isFirstOrder(name) ? 1e-5 : 1e-8;
      const { last } = follow('(1 - x)^2 + 100*(y - x^2)^2', name, options, [-1.2, 1], {
        gradient: tolerance,
        steps: isFirstOrder(name) ? 50_000 : 400,
      });
      assert.ok(largest(last.gradient) <= tolerance);
      near(last.x[0]!, 1, isFirstOrder(name) ? 1e-3 : 1e-6, 0, name);
    });
  }
}

/** Beale's, Wood's and Powell's singular functions: Moré, Garbow & Hillstrom, ACM TOMS 7 (1981) 17–41. */
const HARD: readonly (readonly [formula: string, start: readonly number[]])[] = [
  ['(1.5 - x*(1 - y))^2 + (2.25 - x*(1 - y^2))^2 + (2.625 - x*(1 - y^3))^2', [1, 1]],
  ['100*(b - a^2)^2 + (1 - a)^2 + 90*(d - c^2)^2 + (1 - c)^2 + 10*(b + d - 2)^2 + (b - d)^2/10', [-3, -1, -3, -1]],
  ['(a + 10*b)^2 + 5*(c - d)^2 + (b - 2*c)^4 + 10*(a - d)^4', [3, -1, 0, 1]],
];

test('quasi-Newton, Newton and conjugate gradients come to 1e-8 on harder functions', () => {
  for (const name of ['cg', 'bfgs', 'lbfgs', 'newton', 'trust', 'gaussnewton', 'lm']) {
    for (const [formula, start] of HARD) {
      const { last, stuck, steps } = follow(formula, name, {}, start);
      assert.ok(
        largest(last.gradient) <= 1e-8,
        `${name} ${formula}: ${largest(last.gradient)} ${stuck} ${steps.length}`,
      );
      assert.ok(last.value < 1e-9, `${name}: ${last.value}`);
    }
  }
});

test('gradients become small where the least value is not 0, beyond what values can tell', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust']) {
    const { last, stuck } = follow('1000 + exp(x - 1) - x + 3*(y - x)^2 + (y - 1)^4', name, {}, [3, -2]);
    assert.ok(largest(last.gradient) <= 1e-8, `${name}: ${largest(last.gradient)} ${stuck}`);
  }
});

test('what is maximized is climbed', () => {
  for (const { name } of SEARCHES) {
    const { last, iterates } = follow('maximize 3 - (x - 1)^2 - (x*y - 2)^2', name, {}, [3, -1], { gradient: 1e-7 });
    near(last.value, -3, 1e-9, 0, name);
    for (let k = 1; k < iterates.length; k++) assert.ok(iterates[k]!.value <= iterates[k - 1]!.value + 1e-14);
  }
});

test('a start without a slope is left alone, with a word', () => {
  for (const { name } of SEARCHES) {
    // A minimum, a saddle, and a function that is flat.
    for (const [text, start] of [
      ['(x - 1)^2 + (y - 2)^2', [1, 2]],
      ['(x*y)^2 + (x + y)^2 - 0*x', [0, 0]],
      ['((x - y)*(x + y) - 1)^2', [0, 0]],
    ] as const) {
      const { stuck, steps } = follow(text, name, {}, start, { gradient: -1 });
      assert.equal(steps.length, 0);
      assert.equal(stuck, 'the gradient is zero', name);
    }
  }
});

test('near a saddle curvature downwards is followed', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust']) {
    const { last } = follow('x^2 - y^2 + y^4/4', name, {}, [1, 1e-3]);
    near(Math.abs(last.x[1]!), Math.SQRT2, 1e-6, 0, name);
  }
  const { steps } = follow('x^2 - y^2 + y^4/4', 'newton', {}, [1, 1e-3]);
  assert.ok(steps[0]!.columns[0]! > 1, 'the shift exceeds the negative curvature');
  assert.equal(steps.at(-1)!.columns[0], 0);
});

test('a minimum at the edge of what is defined: trials beyond it are taken back', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust']) {
    const { last } = follow('x - log(x) - 3*log(2 - y) + y^2 - 4*y', name, {}, [0.001, 1.9], { gradient: 1e-7 });
    assert.ok(largest(last.gradient) <= 1e-7, name);
    near(last.x[0]!, 1, 1e-6, 0, name);
  }
  const { last } = follow('(log(x) - 1)^2 + (sqrt(y) - 2)^2', 'lm', {}, [0.01, 0.01]);
  near(last.x[0]!, Math.E, 1e-7, 0, 'lm');
  near(last.x[1]!, 4, 1e-7, 0, 'lm');
  const damped = follow('(log(x) - 1)^2 + (sqrt(y) - 2)^2', 'gaussnewton', {}, [40, 30]);
  near(damped.last.x[0]!, Math.E, 1e-7, 0, 'gaussnewton');
});

test('where the least value is at the edge of what is defined, a search ends there', () => {
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust']) {
    const { last, iterates, stuck, landscape } = follow('y - cos(sqrt(y)) + (x - 1)^2', name, {}, [0.8, 2], {
      steps: 2000,
    });
    assert.ok(stuck, name);
    // Steps are as short as the edge is near: the other parameter may be left behind.
    assert.ok(last.value < iterates[0]!.value - 1, `${name}: ${last.value}`);
    assert.ok(landscape.counts.evaluations < 40_000, `${name}: ${landscape.counts.evaluations}`);
  }
});

test('a search that can find nothing lower says so and ends', () => {
  for (const { name } of SEARCHES) {
    const { stuck, last } = follow('(x - 1)^2 + (x*y - 2)^2 + (y - 3)^2', name, {}, [3, -1], { gradient: -1 });
    assert.ok(stuck, name);
    assert.ok(largest(last.gradient) < 1e-6, `${name}: ${largest(last.gradient)}`);
  }
  for (const name of ['steepest', 'cg', 'bfgs', 'lbfgs', 'newton', 'trust']) {
    const { stuck, steps } = follow('abs(x) + 0.001*y^2', name, {}, [0.5, 1], { gradient: -1, steps: 20_000 });
    assert.ok(stuck !== undefined || steps.length < 20_000, name);
  }
});

test('singular least squares: a parameter that does nothing stays where it is', () => {
  for (const name of ['lm', 'gaussnewton']) {
    const { last } = follow('(a + b - 3)^2 + (2*a + 2*b - 6)^2 + 0*c', name, {}, [5, 1]);
    near(last.x[0]! + last.x[1]!, 3, 1e-9, 0, name);
  }
});

test('two runs are the same to the last digit', () => {
  for (const { name } of SEARCHES) {
    const [first, second] = [1, 2].map(() => follow('(1 - x)^2 + 100*(y - x^2)^2', name, {}, [-1.2, 1], { steps: 50 }));
    assert.deepEqual(second!.iterates, first!.iterates);
  }
});

test('searches describe themselves: columns as many as named, defaults in range, names apart', () => {
  const names = SEARCHES.flatMap((method) => [method.name, ...method.aliases]);
  assert.equal(new Set(names.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''))).size, names.length);
  for (const method of SEARCHES) {
    const { steps } = follow('(1 - x)^2 + 100*(y - x^2)^2', method.name, {}, [-1.2, 1], { steps: 3 });
    for (const step of steps) assert.equal(step.columns.length, method.columns.length, method.name);
    for (const option of method.options) assert.equal(optionFault(option, option.default), undefined);
  }
  for (const [alias, name] of [
    ['BFGS', 'bfgs'],
    ['L-BFGS-B', 'lbfgs'],
    ['LBFGS', 'lbfgs'],
    ['CG', 'cg'],
    ['Newton-CG', 'trust'],
    ['trust-ncg', 'trust'],
    ['Levenberg-Marquardt', 'lm'],
    ['Gauss-Newton', 'gaussnewton'],
  ] as const) {
    assert.equal(findChoice(SEARCHES, alias)?.name, name);
  }
});
