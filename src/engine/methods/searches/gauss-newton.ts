import { number } from '../choice.ts';
import type { Search, SearchMethod, Trial } from '../search.ts';
import { DampedLeastSquares } from './damped-least-squares.ts';
import { LeastSquaresPoint, residualsOf } from './least-squares.ts';
import { ROUNDING } from './line.ts';
import { lineSearchOptions } from './line-search.ts';
import { atRest } from './stuck.ts';
import { dot, norm } from './vectors.ts';

/** As many halvings as a double has. */
const MOST_TRIALS = 1100;

/**
 * Gauss (1809): x ← x + tp where p minimizes ‖r + Jp‖², the sum of squares with the residuals' slopes, by QR; t by
 * backtracking from 1 (Armijo 1966). Nocedal & Wright (2006), section 10.3. Where J is singular, nearly the shortest p.
 */
export const gaussNewton: SearchMethod = {
  kind: 'search',
  name: 'gaussnewton',
  title: 'Gauss–Newton',
  group: 'least squares',
  description: 'Newton’s method with the curvature that the residuals’ slopes alone give.',
  serves: 'Fitting curves that fit well, from a start that is near.',
  tex: String.raw`p = \arg\min_p \lVert r + J p\rVert^2,\quad x \leftarrow x + t p`,
  aliases: ['gn'],
  options: lineSearchOptions('armijo', 0.9, ['armijo']).filter(({ name }) => name === 'c1' || name === 'shrink'),
  needs: 'residuals',
  columns: [],
  begin(landscape, options, rate): Search {
    const residuals = residualsOf(landscape);
    const n = landscape.parameters;
    const points = [new LeastSquaresPoint(n, residuals), new LeastSquaresPoint(n, residuals)] as const;
    const squares = new DampedLeastSquares(residuals.count, n);
    const direction = new Float64Array(n);
    const decrease = number(options, 'c1');
    const shrink = number(options, 'shrink');
    const value = (sum: number) => residuals.scale * sum + residuals.offset;
    return {
      step(at) {
        if (norm(at.gradient) === 0) return atRest(0);
        const here = points.find((point) => point.x === at.x) ?? points[0].come(at);
        const there = here === points[0] ? points[1] : points[0];
        squares.take(here.jacobian, here.values);
        squares.undamped(direction);
        // Of Σ r², without its scale.
        const slope = dot(here.gradient, direction) / residuals.scale;
        const trials: Trial[] = [];
        for (let t = rate === 'auto' ? 1 : rate; slope < 0 && trials.length < MOST_TRIALS; t *= shrink) {
          const sum = there.tryFrom(at.x, direction, t);
          const level = -t * slope <= ROUNDING * here.sum;
          const lower = level ? sum < here.sum : sum <= here.sum + decrease * t * slope;
          const accepted = lower && there.differentiate();
          trials.push({ length: t, value: value(sum), accepted });
          if (accepted) {
            const next = { x: there.x, value: value(sum), gradient: there.gradient };
            return { next, length: t, trials, columns: [] };
          }
          if (level) break;
        }
        return { length: 0, trials, columns: [], stuck: 'no lower sum of squares along the direction' };
      },
    };
  },
};
