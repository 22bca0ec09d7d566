import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import { Curvature } from '../../../../src/engine/run/curvature.ts';
import { near } from '../../cases.ts';

/** Σ kᵢ·xᵢ² + a far larger value, from which differences of values or gradients would lose digits. */
function bowl(parameters: number): string {
  const terms = Array.from({ length: parameters }, (_, i) => `${i === 7 ? 1000 : 1 + (i % 5)}*x${i}^2`);
  return `minimize ${terms.join(' + ')}\nstart ${Array.from({ length: parameters }, (_, i) => `x${i} = 1e6`).join(', ')}`;
}

test('the largest curvature is found beyond the size at which the Hessian is built', () => {
  for (const parameters of [60, 61, 120]) {
    const problem = readProblem(bowl(parameters));
    near(new Curvature(problem).radius(problem.settings.start), 2000, 1e-12, 0, `${parameters} parameters`);
  }
});
