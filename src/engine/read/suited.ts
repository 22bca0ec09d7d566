/** Whether what is to be minimized suits the methods that are chosen. */
import { splitAbsoluteTerms } from '../calculus/absolute-terms.ts';
import { sumOfSquares } from '../calculus/sum-of-squares.ts';
import { methodNamed } from '../methods/index.ts';
import type { Method } from '../methods/method.ts';
import { type Problem, ProblemError } from '../problem.ts';

/** @throws {ProblemError} for a method that cannot run on this objective, at the method where the text names it. */
export function refuseUnsuited(problem: Problem): void {
  const { methods } = problem.settings;
  for (const { name } of methods) {
    const fault = faultOf(problem, methodNamed(name));
    if (!fault) continue;
    const written = problem.origins.methods === 'text' && problem.written.find(({ setting }) => setting === 'methods');
    const { start, end } = written ? written.range : problem.range;
    throw new ProblemError(fault, { start, end });
  }
}

/** Whether a method takes the residuals of a sum of squares apart. */
export function needsResiduals(name: string): boolean {
  const method = methodNamed(name);
  return method.kind === 'search' && method.needs === 'residuals';
}

function faultOf(problem: Problem, method: Method): string | undefined {
  const { graph, objective, parameters, columns, sense } = problem;
  const minimized = sense === 'maximize' ? graph.negate(objective) : objective;
  if (method.kind === 'search') {
    if (method.needs !== 'residuals') return undefined;
    const values = columns.map((column) => column.values);
    if (sumOfSquares(graph, minimized, values)) return undefined;
    return `${method.title} needs a sum of squares, such as sum((y - model)^2), and this formula is not read as one. lbfgs and newton need none.`;
  }
  if (!method.splits) return undefined;
  const split = splitAbsoluteTerms(graph, minimized, parameters.length, (i) => parameters[i]!);
  if (!('fault' in split)) return undefined;
  return `${method.title} needs a sum of a smooth part and terms λ|w|. ${split.fault}`;
}
