/** Whether a method can run on a problem at all: said before the run. */
import { sumOfSquares } from '../calculus/sum-of-squares.ts';
import { methodNamed } from '../methods/index.ts';
import type { Method } from '../methods/method.ts';
import { type Problem, ProblemError } from '../problem.ts';

/** @throws {ProblemError} at the method, or at the objective where the method stands nowhere in the text. */
export function checkMethods(problem: Problem): void {
  for (const { name } of problem.settings.methods) {
    const fault = faultOf(problem, methodNamed(name));
    if (!fault) continue;
    const written = problem.origins.methods === 'text' && problem.written.find(({ setting }) => setting === 'methods');
    throw new ProblemError(fault, written ? written.range : problem.range);
  }
}

/** Whether a method is one for sums of squares. */
export function needsResiduals(name: string): boolean {
  const method = methodNamed(name);
  return method.kind !== 'rule' && method.needs === 'residuals';
}

function faultOf({ graph, objective, columns, sense }: Problem, method: Method): string | undefined {
  if (!needsResiduals(method.name)) return undefined;
  const minimized = sense === 'maximize' ? graph.negate(objective) : objective;
  const values = columns.map((column) => column.values);
  if (sumOfSquares(graph, minimized, values)) return undefined;
  return `${method.title} needs a sum of squares, such as sum((y - model)^2), and this formula is not read as one. lbfgs and newton need none.`;
}
