/** A problem's objective as functions of its parameters. */
import { gradientOf, hessianOf } from './calculus/gradient.ts';
import type { Problem } from './problem.ts';
import { type Backend, compileEvaluator, type Evaluator } from './program/evaluator.ts';

/** The objective as written (not negated for `maximize`), exact up to rounding. */
export interface Objective {
  /** The parameters' names, in the order of every array here. */
  readonly parameters: readonly string[];
  /** The value at x; NaN where the objective is not a real number. */
  value(x: ArrayLike<number>): number;
  /** The partial derivatives at x. At a kink, the stated subgradient. */
  gradient(x: ArrayLike<number>): number[];
  /** The second derivatives at x, by rows. */
  hessian(x: ArrayLike<number>): number[][];
}

/** Compiles a problem's objective. Each function is made when it is first called. */
export function compileObjective(problem: Problem, backend: Backend = 'automatic'): Objective {
  const { graph, objective, parameters } = problem;
  const n = parameters.length;
  const columns = problem.columns.map((column) => column.values);
  const gradient = lazy(() => gradientOf(graph, objective, n));
  const compile = (make: () => readonly Parameters<typeof compileEvaluator>[0][number][]) => {
    const compiled = lazy((): [Evaluator, Float64Array] => {
      const outputs = make();
      return [compileEvaluator(outputs, n, columns, backend), new Float64Array(outputs.length)];
    });
    return (x: ArrayLike<number>): Float64Array => {
      const [evaluate, result] = compiled();
      evaluate(x, result);
      return result;
    };
  };
  const value = compile(() => [objective]);
  const partials = compile(gradient);
  const second = compile(() => hessianOf(graph, gradient()).flat());
  return {
    parameters,
    value: (x) => value(x)[0]!,
    gradient: (x) => [...partials(x)],
    hessian: (x) => {
      const flat = second(x);
      return Array.from({ length: n }, (_, i) => [...flat.subarray(i * n, (i + 1) * n)]);
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
