/** Every method that searches. */
import type { SearchMethod } from '../search.ts';
import { lbfgs } from './lbfgs.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';

export const SEARCHES: readonly SearchMethod[] = [lbfgs, levenbergMarquardt];
