/** The slopes that a step begins with. */
import { type AbsoluteTerm, shortestSubgradient, splitAbsoluteTerms } from '../calculus/absolute-terms.ts';
import { gradientOf } from '../calculus/gradient.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { shorten } from '../program/balance.ts';
import type { Node } from '../program/graph.ts';

/** The slopes of what is minimized: of all of it, and of what a rule takes gradient steps on. */
export interface Slopes {
  readonly downhill: readonly Node[];
  readonly smooth: readonly Node[];
  readonly kinks?: readonly (AbsoluteTerm | undefined)[];
}

/** The gradient of what is minimized. */
export function plainSlopes({ graph, objective, parameters }: Problem, climbs: boolean): Slopes {
  const gradient = shorten(graph, gradientOf(graph, objective, parameters.length));
  const downhill = climbs ? gradient.map((partial) => graph.negate(partial)) : gradient;
  return { downhill, smooth: downhill };
}

/**
 * The shortest subgradient of what is minimized, and the gradient of its smooth part.
 *
 * @param value what is minimized. @throws {ProblemError} where it has no terms to split off, which reading refuses.
 */
export function splitSlopes({ graph, parameters, range }: Problem, value: Node, x: readonly Node[]): Slopes {
  const split = splitAbsoluteTerms(graph, value, parameters.length, (i) => parameters[i]!);
  if ('fault' in split) throw new ProblemError(split.fault, range);
  const smooth = shorten(graph, gradientOf(graph, split.smooth, parameters.length));
  const downhill = smooth.map((slope, i) => shortestSubgradient(graph, x[i]!, slope, split.terms[i]));
  return { downhill, smooth, kinks: split.terms };
}
