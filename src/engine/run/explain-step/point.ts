/** What a step begins with and ends at: the point, the value there, and the gradient with its numbers. */
import { gradientOf } from '../../calculus/gradient.ts';
import { nameTex } from '../../calculus/notation.ts';
import type { Problem } from '../../problem.ts';
import { compileEvaluator } from '../../program/evaluator.ts';
import type { Node } from '../../program/graph.ts';
import type { Equation, Part } from './explained-step.ts';
import { forms, takenBranches, withoutValue } from './symbols.ts';

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
  const { graph, parameters, columns } = problem;
  const names = { parameters, columns: columns.map((column) => column.name) };
  const climbs = problem.sense === 'maximize';
  const nodes = gradientOf(graph, problem.objective, parameters.length);
  const values = columns.map((column) => column.values);
  const at = (condition: Node) => {
    const result = new Float64Array(1);
    compileEvaluator([condition], parameters.length, values, 'interpreter')(x, result);
    return result[0]!;
  };
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
    const taken = takenBranches(graph, nodes[i]!, at);
    const written = forms(nodes[i]!, names, taken, (slot) => x[slot]!);
    const equation: Equation = {
      left,
      relation: '=',
      forms: withoutValue(written, gradient[i]!),
      value: gradient[i]!,
      ...(written.length === 0 && { note: 'The formula is too long to be shown.' }),
    };
    if (!symbol || !climbs) return [equation];
    const negative = { tex: `-${derivative.tex}`, text: `-${derivative.text}` };
    return [equation, { left: symbol, relation: '=', forms: [negative], value: -gradient[i]! }];
  });
  return { part: 'gradient', equations };
}
