/** What a step begins with and ends at: the point, the value there, and the gradient with its numbers. */
import { gradientOf } from '../../calculus/gradient.ts';
import { nameTex } from '../../calculus/notation.ts';
import type { Problem } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import { Interpreter } from '../../program/interpreter.ts';
import type { Equation, Part } from './explained-step.ts';
import { type Middle, middle, takenBranches } from './middle.ts';

/** Of more parameters the first ones are explained. */
export const MOST_PARAMETERS = 6;

/** The objective's name. */
export function objectiveName({ name = 'f' }: Problem): string {
  return name;
}

/** The point and its value. */
export function pointPart(part: 'iterate' | 'next', problem: Problem, x: readonly number[], value: number): Part {
  const equation = (name: string, number: number): Equation => ({
    left: { tex: nameTex(name), text: name },
    relation: '=',
    forms: [],
    value: number,
  });
  const names = problem.parameters.slice(0, MOST_PARAMETERS);
  return {
    part,
    equations: [...names.map((name, i) => equation(name, x[i]!)), equation(objectiveName(problem), value)],
  };
}

/** A slope as a formula of the parameters, and with their numbers. */
export function slopeMiddle(
  { graph, parameters, columns }: Problem,
  slope: Node,
  x: readonly number[],
  value: number,
): Middle {
  const values = columns.map((column) => column.values);
  const evaluated = (condition: Node) => {
    const interpreter = new Interpreter([condition], values);
    interpreter.run(x);
    return interpreter.value(condition);
  };
  const names = { parameters, columns: columns.map(({ name }) => name) };
  const taken = takenBranches(graph, slope, evaluated);
  return middle({ graph, node: slope, taken, names, at: (slot) => x[slot]! }, value);
}

/**
 * The partial derivatives of the first parameters.
 *
 * @param gradient of the objective as written, as the run has it.
 * @param symbols how the method calls what it uses: g_x, the negative where it climbs. Absent where it has no formula.
 */
export function gradientPart(
  problem: Problem,
  x: readonly number[],
  gradient: readonly number[],
  symbols?: readonly { readonly tex: string; readonly text: string }[],
): Part {
  const { graph, parameters } = problem;
  const climbs = problem.sense === 'maximize';
  const nodes = gradientOf(graph, problem.objective, parameters.length);
  const name = objectiveName(problem);
  const sign = parameters.length > 1 ? ['\\partial ', '∂'] : ['d', 'd'];
  const equations = parameters.slice(0, MOST_PARAMETERS).flatMap((parameter, i): Equation[] => {
    const derivative = {
      tex: `\\frac{${sign[0]}${nameTex(name)}}{${sign[0]}${nameTex(parameter)}}`,
      text: `${sign[1]}${name}/${sign[1]}${parameter}`,
    };
    const symbol = symbols?.[i];
    const left =
      symbol && !climbs
        ? { tex: `${symbol.tex} = ${derivative.tex}`, text: `${symbol.text} = ${derivative.text}` }
        : derivative;
    const value = gradient[i]!;
    const equation: Equation = { left, relation: '=', ...slopeMiddle(problem, nodes[i]!, x, value), value };
    if (!symbol || !climbs) return [equation];
    const negative = { tex: `-${derivative.tex}`, text: `-${derivative.text}` };
    return [equation, { left: symbol, relation: '=', forms: [negative], value: -gradient[i]! }];
  });
  return { part: 'gradient', equations };
}
