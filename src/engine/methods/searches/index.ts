/** Every method that searches. */
import type { SearchMethod } from '../search.ts';
import { bfgs } from './bfgs.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { gaussNewton } from './gauss-newton.ts';
import { lbfgs } from './lbfgs.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';
import { newton } from './newton.ts';
import { steepestDescent } from './steepest-descent.ts';
import { trustRegion } from './trust-region.ts';

export const SEARCHES: readonly SearchMethod[] = [
  steepestDescent,
  conjugateGradient,
  bfgs,
  lbfgs,
  newton,
  trustRegion,
  gaussNewton,
  levenbergMarquardt,
];
