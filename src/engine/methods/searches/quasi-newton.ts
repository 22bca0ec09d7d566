/** What quasi-Newton methods have in common: an approximate inverse Hessian, and a line search along −H∇f. */
import type { Iterate, Search, SearchStep } from '../search.ts';
import type { Line } from './line.ts';
import { atRest } from './stuck.ts';
import { negate, norm } from './vectors.ts';

/** A positive definite matrix H with H(∇f⁺ − ∇f) = x⁺ − x for the latest step, the secant equation. */
export interface InverseHessian {
  /** Nothing is known: H is I. */
  readonly empty: boolean;
  clear(): void;
  /** Takes in a step of `length` times `direction` and the gradients before and after it. */
  update(length: number, direction: Float64Array, before: Float64Array, after: Float64Array): void;
  /** H times a vector. */
  times(vector: Float64Array, into: Float64Array): void;
}

/**
 * A search along −H∇f. Where that finds no lower point, H is forgotten and −∇f tried before the search gives up.
 *
 * @param rate the first trial along −∇f; `auto`: 1/‖∇f‖, as in L-BFGS-B of Zhu, Byrd, Lu & Nocedal (1997).
 */
export function quasiNewton(
  inverse: InverseHessian,
  line: Line,
  search: (line: Line, first: number) => number | undefined,
  rate: number | 'auto',
): Search {
  const direction = new Float64Array(line.parameters);
  const attempt = (at: Iterate): number | undefined => {
    if (inverse.empty) negate(at.gradient, direction);
    else {
      inverse.times(at.gradient, direction);
      negate(direction, direction);
    }
    if (!(line.aim(at, direction) < 0)) return undefined;
    return search(line, inverse.empty ? (rate === 'auto' ? 1 / norm(at.gradient) : rate) : 1);
  };
  return {
    step(at): SearchStep {
      if (norm(at.gradient) === 0) return atRest(0);
      let length = attempt(at);
      if (length === undefined && !inverse.empty) {
        inverse.clear();
        length = attempt(at);
      }
      const next = length === undefined ? undefined : line.accept(length);
      if (next) inverse.update(line.length, direction, at.gradient, next.gradient);
      return line.step(next, []);
    },
  };
}
