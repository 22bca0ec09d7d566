import { number } from '../choice.ts';
import type { Search, SearchMethod } from '../search.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { atRest } from './stuck.ts';
import { negate, norm } from './vectors.ts';

/**
 * x ← x − t∇f(x) with the length t of a line search: exact (Cauchy 1847), by backtracking (Armijo 1966), or by the
 * strong Wolfe conditions (Wolfe 1969). On a quadratic of condition κ the exact search multiplies the error by at most
 * ((κ − 1)/(κ + 1))² a step: Nocedal & Wright (2006), theorem 3.3.
 *
 * The first trial of every step is the rate where there is one. Else it is 1/‖∇f‖ at first; after that, of
 * backtracking, one notch longer than the last step, of the others what promises as much as the last step did.
 */
export const steepestDescent: SearchMethod = {
  kind: 'search',
  name: 'steepest',
  title: 'Steepest descent',
  group: 'line search',
  description: 'Gradient descent that searches along each gradient for a step that descends enough.',
  serves: 'Seeing what a line search does; no learning rate has to be chosen.',
  tex: String.raw`x \leftarrow x - t\, \nabla f(x),\quad t \text{ from a search along } -\nabla f(x)`,
  aliases: ['steepest_descent', 'line_search', 'backtracking', 'cauchy', 'gd_line_search'],
  implied: { cauchy: { search: 'exact' } },
  options: lineSearchOptions('armijo', 0.9),
  needs: 'gradient',
  columns: [],
  begin(landscape, options, rate): Search {
    const line = new Line(landscape);
    const search = lineSearchOf(options);
    const direction = new Float64Array(landscape.parameters);
    let last: { readonly length: number; readonly slope: number } | undefined;
    const first = (slope: number): number => {
      if (rate !== 'auto') return rate;
      if (!last) return 1 / Math.sqrt(-slope);
      return options.search === 'armijo' ? last.length / number(options, 'shrink') : (last.length * last.slope) / slope;
    };
    return {
      step(at) {
        if (norm(at.gradient) === 0) return atRest(0);
        negate(at.gradient, direction);
        const slope = line.aim(at, direction);
        const length = search(line, first(slope));
        const next = length === undefined ? undefined : line.accept(length);
        if (next) last = { length: line.length, slope };
        return line.step(next, []);
      },
    };
  },
};
