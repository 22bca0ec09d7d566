import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Branches } from '../../../../../src/engine/calculus/check/branches.ts';
import { centralDifference, uncertaintyOf } from '../../../../../src/engine/calculus/check/differences.ts';
import { spread } from '../../../../../src/engine/calculus/check/points.ts';
import { uniform } from '../../../../../src/engine/calculus/check/random.ts';
import { taylorTest } from '../../../../../src/engine/calculus/check/taylor.ts';
import { readProblem } from '../../../../../src/engine/index.ts';
import { near } from '../../../cases.ts';

const smooth = new Branches(readProblem('x').objective, []);

test('the remainder falls with slope 2, with a wrong gradient with slope 1, and of a line not at all', () => {
  const at = (f: (x: number) => number, x: number, slope: number) =>
    taylorTest(
      {
        f: ([value]) => f(value!),
        point: [x],
        value: f(x),
        gradient: [slope],
        error: 2 * Number.EPSILON * Math.abs(f(x)),
        gradientErrors: [2 * Number.EPSILON * Math.abs(slope)],
        branches: smooth,
      },
      uniform(3),
    );
  near(at(Math.exp, 0.3, Math.exp(0.3)).slope, 2, 0.01, 0, 'right');
  near(at(Math.exp, 0.3, 1).slope, 1, 0.01, 0, 'wrong');
  near(at((x) => x ** 3, 0, 0).slope, 3, 0.01, 0, 'no curvature');
  assert.ok(Number.isNaN(at((x) => 3 * x, 2, 3).slope));
  const near0 = at(Math.log, 1e-5, 1e5);
  assert.ok(
    near0.remainders.every((remainder) => !Number.isNaN(remainder)),
    'the direction is short enough for log',
  );
});

test('a central difference is within what it says it can be off by', () => {
  const functions: readonly (readonly [(x: number) => number, (x: number) => number, number])[] = [
    [Math.exp, Math.exp, 1.7],
    [Math.sin, Math.cos, 2],
    [(x) => Math.sin(1e5 * x), (x) => 1e5 * Math.cos(1e5 * x), 0.3],
    [Math.log, (x) => 1 / x, 1e-7],
    [Math.sqrt, (x) => 0.5 / Math.sqrt(x), 1e-9],
    [(x) => 1e8 + x * x, (x) => 2 * x, 3],
  ];
  for (const [f, slope, x] of functions) {
    const error = 1e-15 * Math.abs(f(x)) + Number.EPSILON * Math.abs(x * slope(x));
    const found = centralDifference(([value]) => f(value!), [x], 0, error);
    assert.ok(Math.abs(found.value - slope(x)) <= 4 * uncertaintyOf(found), `${f} at ${x}: ${found.value}`);
    assert.ok(uncertaintyOf(found) < 1e-2 * Math.abs(slope(x)), `${f}: ± ${uncertaintyOf(found)}`);
  }
});

test('iterates are spread over the run, the last among them', () => {
  assert.deepEqual(spread(1001), [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  assert.deepEqual(spread(4), [1, 2, 3]);
  assert.deepEqual([spread(1), spread(0)], [[], []]);
});
