import type { LineSearch } from './line-search.ts';

/** As many halvings as a double has. */
const MOST_TRIALS = 1100;

/**
 * The first of t, t·shrink, t·shrink² … with φ(t) ≤ φ(0) + c₁tφ′(0). Armijo, Pacific J. Math. 16 (1966) 1–3; Nocedal &
 * Wright (2006), algorithm 3.1.
 */
export const armijo: LineSearch = (line, first, { decrease, shrink }) => {
  for (let trial = 0, t = first; trial < MOST_TRIALS; trial++, t *= shrink) {
    line.try(t);
    if (line.resting) return undefined;
    if (!line.finite) continue;
    if (line.change <= decrease * t * line.startSlope) return t;
  }
  return undefined;
};
