import type { Search, SearchMethod } from '../search.ts';
import { shiftedCholesky, solveCholesky } from './cholesky.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { atRest } from './stuck.ts';
import { negate, norm } from './vectors.ts';

/**
 * Newton's method for minimizing: d = −(∇²f + τD)⁻¹∇f with D = |diag ∇²f| and a shift τ that makes the matrix positive
 * definite, so that d descends near saddles and maxima too, and a line search along d that first tries 1. Nocedal &
 * Wright (2006), algorithms 3.2 and 3.3; see `shiftedCholesky`.
 */
export const newton: SearchMethod = {
  kind: 'search',
  name: 'newton',
  title: 'Newton',
  group: 'second order',
  description: 'Steps to the minimum of the quadratic with the same slopes and curvatures.',
  serves: 'Smooth objectives of few parameters: digits double with each step near the minimum.',
  tex: String.raw`(\nabla^2 f(x) + \tau D)\, d = -\nabla f(x),\quad x \leftarrow x + t d`,
  aliases: ['newton-raphson', 'modified_newton', 'damped_newton'],
  options: lineSearchOptions('armijo', 0.9),
  needs: 'hessian',
  columns: [{ name: 'shift', tex: String.raw`\tau`, title: 'what is added to the curvatures, as a share of them' }],
  begin(landscape, options, rate): Search {
    const n = landscape.parameters;
    const line = new Line(landscape);
    const search = lineSearchOf(options);
    const hessian = new Float64Array(n * n);
    const factor = new Float64Array(n * n);
    const direction = new Float64Array(n);
    return {
      step(at) {
        if (norm(at.gradient) === 0) return atRest(1);
        landscape.hessian(at.x, hessian);
        const shift = shiftedCholesky(n, hessian, factor);
        if (shift === undefined) {
          return { length: 0, trials: [], columns: [Number.NaN], stuck: 'the Hessian is not finite' };
        }
        negate(at.gradient, direction);
        solveCholesky(n, factor, direction);
        const length = line.aim(at, direction) < 0 ? search(line, rate === 'auto' ? 1 : rate) : undefined;
        const next = length === undefined ? undefined : line.accept(length);
        return line.step(next, [shift]);
      },
    };
  },
};
