/** Everything that is computed at one point: the value, its three gradients, and the Taylor remainder. */
import type { Problem } from '../../problem.ts';
import { compileEvaluator } from '../../program/evaluator.ts';
import type { Node } from '../../program/graph.ts';
import { Dual } from '../dual.ts';
import { RoundingBounds } from '../rounding.ts';
import { Branches } from './branches.ts';
import { centralDifference, type Difference, type Value } from './differences.ts';
import type { Spot } from './points.ts';
import type { Taylor } from './report.ts';
import { taylorTest } from './taylor.ts';

/** One partial derivative, as it was found. */
export interface Found {
  readonly parameter: number;
  readonly symbolic: number;
  /** A bound on the rounding error of the symbolic one. */
  readonly symbolicError: number;
  readonly dual: number;
  /** The sum of the absolute values of the terms that the one by dual numbers adds up. */
  readonly terms: number;
  readonly central: Difference;
}

export interface Measured extends Spot {
  readonly value: number;
  /** A bound on the rounding error of the value. */
  readonly error: number;
  readonly found: readonly Found[];
  readonly taylor: Taylor;
}

/** What a check computes with. */
export class Instruments {
  readonly problem: Problem;
  readonly gradient: readonly Node[];
  readonly f: Value;
  readonly branches: Branches;
  readonly dual: Dual;
  readonly bounds: RoundingBounds;

  constructor(problem: Problem, gradient: readonly Node[]) {
    const columns = problem.columns.map((column) => column.values);
    this.problem = problem;
    this.gradient = gradient;
    this.dual = new Dual(problem.objective, columns);
    this.bounds = new RoundingBounds([problem.objective, ...gradient], columns);
    this.branches = new Branches(problem.objective, columns);
    const evaluate = compileEvaluator([problem.objective], problem.parameters.length, columns);
    const result = new Float64Array(1);
    this.f = (point) => {
      evaluate(point, result);
      return result[0]!;
    };
  }

  /** @param compared the indices of the parameters whose derivatives are compared. */
  measure(spot: Spot, compared: readonly number[], random: () => number): Measured {
    const { point } = spot;
    const { bounds, dual, gradient, problem, f, branches } = this;
    bounds.moveTo(point);
    dual.moveTo(point);
    const value = bounds.value(problem.objective);
    const error = bounds.bound(problem.objective);
    const found = compared.map((parameter): Found => {
      const node = gradient[parameter]!;
      return {
        parameter,
        symbolic: bounds.value(node),
        symbolicError: bounds.bound(node),
        dual: dual.partial(parameter),
        terms: dual.magnitude(parameter),
        central: centralDifference(f, point, parameter, error),
      };
    });
    const taylor = taylorTest(
      {
        f,
        point,
        value,
        gradient: gradient.map((node) => bounds.value(node)),
        error,
        gradientErrors: gradient.map((node) => bounds.bound(node)),
        branches,
      },
      random,
    );
    return { ...spot, value, error, found, taylor };
  }
}
