import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landscapeOf } from '../../../../../src/engine/run/landscape.ts';
import { near } from '../../../cases.ts';
import { digits, regressions } from '../../../nist.ts';
import { followOn } from './follow.ts';

/**
 * How many residuals SciPy 1.10 computes until it has 6 digits, from each start: the least of `least_squares` with the
 * methods lm and trf, x_scale 1 and 'jac', tolerances 1e-15.
 */
const SCIPY: Readonly<Record<string, readonly [number, number]>> = {
  Misra1a: [10, 4],
  Chwirut2: [9, 7],
  DanWood: [6, 4],
  Gauss1: [5, 5],
  Kirby2: [8, 7],
  MGH09: [117, 30],
  Thurber: [28, 27],
  Lanczos3: [83, 8],
  Nelson: [72, 10],
};

const PROBLEMS = regressions();

for (const { name, problem, starts, certified, leastSum } of PROBLEMS) {
  starts.forEach((start, k) => {
    test(`Levenberg–Marquardt solves ${name} from start ${k + 1} with no more residuals than SciPy`, () => {
      const landscape = landscapeOf(problem);
      const { iterates, steps, stuck } = followOn(landscape, 'lm', {}, start, { gradient: 0, steps: 500 });
      const solved = iterates.findIndex(({ x }) => digits(x, certified) >= 6);
      assert.ok(solved >= 0, `${digits(iterates.at(-1)!.x, certified)} digits`);
      const residuals = steps.slice(0, solved).reduce((total, step) => total + step.trials.length, 1);
      // A tenth more: the last bits of elementary functions decide how a long way goes.
      const allowed = SCIPY[name]![k]!;
      assert.ok(residuals <= allowed + Math.floor(allowed / 10), `${residuals} residuals`);
      assert.equal(stuck, 'no step lowers the sum of squares');
      near(iterates.at(-1)!.value, leastSum, name === 'Lanczos3' ? 1e-7 : 1e-9, 0, 'residual sum of squares');
      assert.ok(digits(iterates.at(-1)!.x, certified) >= 6);
    });
  });
}

test('the trust region solves them all too, though the parameters’ units are ten powers of ten apart', () => {
  for (const { name, problem, starts, certified } of PROBLEMS) {
    for (const start of starts) {
      const { last } = followOn(landscapeOf(problem), 'trust', {}, start, { gradient: 0, steps: 2000 });
      assert.ok(digits(last.x, certified) >= 6, `${name}: ${digits(last.x, certified)} digits`);
    }
  }
});

test('L-BFGS learns curvatures of any size', () => {
  const { problem, starts, certified } = PROBLEMS.find(({ name }) => name === 'Nelson')!;
  const { last } = followOn(landscapeOf(problem), 'lbfgs', {}, starts[1]!, { gradient: 0, steps: 1000 });
  assert.ok(digits(last.x, certified) >= 6);
});
