/** The objective as a search sees it: compiled, of what is minimized, counting what it is asked. */
import { gradientOf, hessianOf, hessianVectorProduct } from '../calculus/gradient.ts';
import type { Landscape } from '../methods/search.ts';
import type { Problem } from '../problem.ts';
import { compileEvaluator } from '../program/evaluator.ts';

export interface CountedLandscape extends Landscape {
  /** Evaluations of value and gradient so far. */
  readonly evaluations: number;
}

/** The landscape of a problem; what is more than value and gradient is compiled when it is first asked for. */
export function landscapeOf(problem: Problem): CountedLandscape {
  const { graph, objective, parameters } = problem;
  const n = parameters.length;
  const columns = problem.columns.map((column) => column.values);
  const minimized = problem.sense === 'maximize' ? graph.negate(objective) : objective;
  const partials = gradientOf(graph, minimized, n);
  const evaluate = compileEvaluator([minimized, ...partials], n, columns);
  const result = new Float64Array(n + 1);
  let hessian: ReturnType<typeof compileEvaluator> | undefined;
  let product: ReturnType<typeof compileEvaluator> | undefined;
  const pair = new Float64Array(2 * n);
  let evaluations = 0;
  return {
    parameters: n,
    get evaluations() {
      return evaluations;
    },
    evaluate(x, gradient) {
      evaluations++;
      evaluate(x, result);
      gradient.set(result.subarray(1));
      return result[0]!;
    },
    hessian(x, into) {
      hessian ??= compileEvaluator(hessianOf(graph, partials).flat(), n, columns);
      hessian(x, into);
    },
    product(x, direction, into) {
      const inputs = Array.from({ length: n }, (_, i) => graph.input(n + i));
      product ??= compileEvaluator(hessianVectorProduct(graph, partials, inputs), 2 * n, columns);
      pair.set(x);
      pair.set(direction, n);
      product(pair, into);
    },
  };
}
