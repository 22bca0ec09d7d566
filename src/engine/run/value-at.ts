/** The objective as written, and its gradient, at one point. */
import { gradientOf } from '../calculus/gradient.ts';
import type { Problem } from '../problem.ts';
import type { Node } from '../program/graph.ts';
import { Interpreter } from '../program/interpreter.ts';

export function valueAt(problem: Problem, point: readonly number[]): number {
  return numbersAt(problem, [problem.objective], point)[0]!;
}

export function gradientAt(problem: Problem, point: readonly number[]): number[] {
  const { graph, objective, parameters } = problem;
  return numbersAt(problem, gradientOf(graph, objective, parameters.length), point);
}

function numbersAt({ columns }: Problem, nodes: readonly Node[], point: readonly number[]): number[] {
  const interpreter = new Interpreter(
    nodes,
    columns.map((column) => column.values),
  );
  interpreter.run(point);
  return nodes.map((node) => interpreter.value(node));
}
