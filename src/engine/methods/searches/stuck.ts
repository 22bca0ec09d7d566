/** Steps that lead nowhere. */
import type { SearchStep } from '../search.ts';

/** The step at a point whose gradient is 0. @param columns how many columns the method has. */
export function atRest(columns: number): SearchStep {
  return { length: 0, trials: [], columns: new Array<number>(columns).fill(0), stuck: 'the gradient is zero' };
}
