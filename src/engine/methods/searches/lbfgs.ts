import { number } from '../choice.ts';
import type { Search, SearchMethod } from '../search.ts';
import { LimitedMemory } from './limited-memory.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { quasiNewton } from './quasi-newton.ts';

/**
 * The limited-memory quasi-Newton method: the direction −H∇f by the two-loop recursion over the last m pairs of steps
 * and gradient changes. Nocedal, Math. Comp. 35 (1980) 773–782; Liu & Nocedal, Math. Programming 45 (1989) 503–528.
 */
export const lbfgs: SearchMethod = {
  kind: 'search',
  name: 'lbfgs',
  title: 'L-BFGS',
  group: 'second order',
  description: 'A Newton-like direction from the last few steps and gradient changes.',
  serves: 'Smooth objectives of many parameters: the usual first choice without noise.',
  tex: String.raw`d = -H_k \nabla f(x),\quad x \leftarrow x + t d,\quad H_k \text{ from } (s_i, y_i)_{i = k - m}^{k - 1}`,
  aliases: ['l-bfgs-b', 'limited_memory_bfgs', 'lm-bfgs', 'fmin_l_bfgs_b'],
  options: [
    {
      name: 'memory',
      title: 'pairs kept m',
      default: 10,
      min: 1,
      max: 1000,
      whole: true,
      aliases: ['history_size', 'memory_size', 'maxcor', 'm'],
    },
    ...lineSearchOptions('wolfe', 0.9),
  ],
  needs: 'gradient',
  columns: [],
  begin: (landscape, options, rate): Search => {
    const memory = new LimitedMemory(landscape.parameters, number(options, 'memory'));
    return quasiNewton(memory, new Line(landscape), lineSearchOf(options), rate);
  },
};
