import type { SearchMethod } from '../search.ts';
import { DenseInverse } from './dense-inverse.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { quasiNewton } from './quasi-newton.ts';

/**
 * The quasi-Newton method of Broyden (1970), Fletcher (1970), Goldfarb (1970) and Shanno (1970): the direction −H∇f
 * with the whole inverse Hessian H, updated by each step. Nocedal & Wright (2006), algorithm 6.1.
 */
export const bfgs: SearchMethod = {
  kind: 'search',
  name: 'bfgs',
  title: 'BFGS',
  group: 'second order',
  description: 'Learns the inverse Hessian from how the gradient changes with each step.',
  serves: 'Smooth objectives of up to a few hundred parameters.',
  tex: String.raw`d = -H \nabla f(x),\quad x \leftarrow x + t d,\quad H \leftarrow (I - \rho s y^\top) H (I - \rho y s^\top) + \rho s s^\top`,
  aliases: ['quasi-newton', 'fmin_bfgs', 'broyden_fletcher_goldfarb_shanno'],
  options: lineSearchOptions('wolfe', 0.9),
  needs: 'gradient',
  columns: [],
  begin: (landscape, options, rate) =>
    quasiNewton(new DenseInverse(landscape.parameters), new Line(landscape), lineSearchOf(options), rate),
};
