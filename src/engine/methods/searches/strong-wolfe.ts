import { Bracket } from './bracket.ts';
import type { LineSearch } from './line-search.ts';

/** How far a step may go beyond the last one while no minimum is enclosed: between these multiples of it. */
const LEAST_BEYOND = 1.1;
const MOST_BEYOND = 4;
/** An interval that did not shrink to this share in two trials is halved. */
const SHRINK = 0.66;
/** An interval of this relative width is a point. */
const NARROW = 1e-14;
/** A trial where the objective is not finite is shortened to this share, from 0 on and from a better point on. */
const BACK = 0.1;
const BACK_TO_BEST = 0.5;
/** Those before the first where the objective is finite are not counted. */
const MOST_TRIALS = 60;

/**
 * A step length t with φ(t) ≤ φ(0) + c₁tφ′(0) and |φ′(t)| ≤ c₂|φ′(0)|, the strong Wolfe conditions. Moré & Thuente, ACM
 * Trans. Math. Softw. 20 (1994) 286–307, as in `dcsrch` of MINPACK-2, which L-BFGS-B calls. Where the objective ends on
 * the ray, the longest step found that meets the first condition.
 */
export const strongWolfe: LineSearch = (line, first, { decrease, curvature }) => {
  const slope0 = line.startSlope;
  const test = decrease * slope0;
  BRACKET.open(0, slope0);
  let width = Number.POSITIVE_INFINITY;
  let widthBefore = Number.POSITIVE_INFINITY;
  let sufficient = false;
  let least = 0;
  let most = (1 + MOST_BEYOND) * first;
  /** Where the objective is not finite. */
  let edge = Number.POSITIVE_INFINITY;
  let t = first;
  for (let trials = 0; trials < MOST_TRIALS; ) {
    line.try(t);
    if (!line.finite) {
      if (line.resting || !(t > 0)) return undefined;
      edge = Math.min(edge, t);
      if (BRACKET.best > 0) trials++;
      t = BRACKET.best === 0 ? BACK * t : BRACKET.best + BACK_TO_BEST * (t - BRACKET.best);
      most = t + BACK_TO_BEST * (edge - t);
      if (BRACKET.best > 0 && t - BRACKET.best <= NARROW * t) break;
      continue;
    }
    trials++;
    const { change: value, slope } = line;
    const goal = t * test;
    if (value <= goal && Math.abs(slope) <= -curvature * slope0) return t;
    if (line.resting) break;
    if (!sufficient && value <= goal && slope >= 0) sufficient = true;
    let next: number;
    if (!sufficient && value <= BRACKET.bestValue && value > goal) {
      // Until a step descends enough, the function that is to be minimized is φ less its allowed line.
      BRACKET.tilt(-test);
      next = BRACKET.take(t, value - t * test, slope - test, least, most);
      BRACKET.tilt(test);
    } else next = BRACKET.take(t, value, slope, least, most);
    const { best, other } = BRACKET;
    if (BRACKET.closed) {
      if (Math.abs(other - best) >= SHRINK * widthBefore) next = best + 0.5 * (other - best);
      widthBefore = width;
      width = Math.abs(other - best);
      least = Math.min(best, other);
      most = Math.max(best, other);
      if (next <= least || next >= most || most - least <= NARROW * most) break;
    } else {
      // Between the best point and the edge of the domain, halfway.
      const last = edge === Number.POSITIVE_INFINITY ? edge : best + BACK_TO_BEST * (edge - best);
      if (last - best <= NARROW * best) break;
      next = Math.min(next, last);
      least = next + LEAST_BEYOND * (next - best);
      most = next + MOST_BEYOND * (next - best);
    }
    t = next;
  }
  return BRACKET.best > 0 && BRACKET.bestValue <= BRACKET.best * test ? BRACKET.best : undefined;
};

/** Searches do not call one another: one interval serves all. */
const BRACKET = new Bracket();
