/** Whether what is to be minimized suits the methods that are chosen. */
import { splitAbsoluteTerms } from '../calculus/absolute-terms.ts';
import { methodNamed } from '../methods/index.ts';
import { type Problem, ProblemError } from '../problem.ts';

/** @throws {ProblemError} for a method that cannot run on this objective, at the method where the text names it. */
export function refuseUnsuited(problem: Problem): void {
  const at = problem.written.find(({ setting }) => setting === 'methods')?.range ?? problem.range;
  for (const { name } of problem.settings.methods) {
    const method = methodNamed(name);
    if (method.kind !== 'rule' || !method.splits) continue;
    const { graph, objective, parameters, sense } = problem;
    const minimized = sense === 'maximize' ? graph.negate(objective) : objective;
    const split = splitAbsoluteTerms(graph, minimized, parameters.length, (i) => parameters[i]!);
    if ('fault' in split) {
      const needs = `${method.title} needs a sum of a smooth part and terms λ|w|.`;
      throw new ProblemError(`${needs} ${split.fault}`, { start: at.start, end: at.end });
    }
  }
}
