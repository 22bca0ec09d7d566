/**
 * Problems of nonlinear regression with certified solutions: NIST, Statistical Reference Datasets, Nonlinear Regression.
 */
import { readProblem } from '../../src/engine/index.ts';
import type { Problem } from '../../src/engine/problem.ts';
import { cases, caseText } from './cases.ts';

interface Listed {
  readonly name: string;
  readonly data: string;
  readonly objective: string;
  readonly parameters: readonly string[];
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly residual_sum_of_squares: number;
}

/** A problem, with everything in the order of its parameters as read. */
export interface Regression {
  readonly name: string;
  /** As written. */
  readonly objective: string;
  readonly problem: Problem;
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly leastSum: number;
}

export function regressions(): Regression[] {
  return cases<Listed[]>('nist/problems.json').map((listed) => {
    const [head, ...rows] = caseText(`nist/${listed.data}`).trim().split('\n');
    const columns = head!.trim().split(',');
    const data = columns.map((name, i) => `${name} = [${rows.map((row) => row.trim().split(',')[i]).join(', ')}]`);
    const problem = readProblem(`${data.join('\n')}\nminimize ${listed.objective}`);
    const order = problem.parameters.map((parameter) => listed.parameters.indexOf(parameter.replace('_', '')));
    const arranged = (values: readonly number[]) => order.map((place) => values[place]!);
    return {
      name: listed.name,
      objective: listed.objective,
      problem,
      starts: listed.starts.map(arranged),
      certified: arranged(listed.certified),
      leastSum: listed.residual_sum_of_squares,
    };
  });
}

/** In how many significant digits every parameter agrees with the certified one. */
export function digits(x: ArrayLike<number>, certified: readonly number[]): number {
  return Math.min(...certified.map((value, i) => -Math.log10(Math.abs(x[i]! - value) / Math.abs(value))));
}
