/** The slopes that a rule's step uses where they are not the gradient of the objective: of a smooth part, at another point. */
import { splitAbsoluteTerms } from '../../calculus/absolute-terms.ts';
import { gradientOf } from '../../calculus/gradient.ts';
import { nameTex } from '../../calculus/notation.ts';
import type { Rule } from '../../methods/rule.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { compileEvaluator } from '../../program/evaluator.ts';
import type { Node } from '../../program/graph.ts';
import { plainSlopes, type Slopes, splitSlopes } from '../slopes.ts';
import type { Equation } from './explained-step.ts';
import { MOST_PARAMETERS, slopeMiddle } from './point.ts';

/** The slopes of a rule's steps, of what is minimized, as the run has them. */
export class StepSlopes {
  readonly #problem: Problem;
  readonly #slopes: Slopes;
  /** What is minimized without the terms that are split off; undefined for a rule that splits nothing. */
  readonly #smooth: Node | undefined;

  constructor(problem: Problem, rule: Rule) {
    const { graph, objective, parameters, range } = problem;
    const climbs = problem.sense === 'maximize';
    const value = climbs ? graph.negate(objective) : objective;
    const x = parameters.map((_, i) => graph.input(i));
    this.#problem = problem;
    this.#slopes = rule.splits ? splitSlopes(problem, value, x) : plainSlopes(problem, climbs);
    if (!rule.splits) return;
    const split = splitAbsoluteTerms(graph, value, parameters.length, (i) => parameters[i]!);
    if ('fault' in split) throw new ProblemError(split.fault, range);
    this.#smooth = split.smooth;
  }

  /** Whether they are of a part of the objective only. */
  get splits(): boolean {
    return this.#smooth !== undefined;
  }

  /** The terms that are split off, by parameter. */
  get kinks(): Slopes['kinks'] {
    return this.#slopes.kinks;
  }

  /** The slopes at a point, to the run's last digit. */
  at(point: readonly number[]): number[] {
    const { smooth } = this.#slopes;
    const columns = this.#problem.columns.map(({ values }) => values);
    const result = new Float64Array(smooth.length);
    compileEvaluator(smooth, point.length, columns)(point, result);
    return [...result];
  }

  /** The slopes of the smooth part as formulas with their numbers. */
  equations(x: readonly number[], slopes: readonly number[]): Equation[] {
    const { graph, parameters } = this.#problem;
    if (!this.#smooth) return [];
    const nodes = gradientOf(graph, this.#smooth, parameters.length);
    return parameters.slice(0, MOST_PARAMETERS).map((parameter, i) => {
      const tex = nameTex(parameter);
      return {
        left: { tex: `g_{${tex}} = \\frac{\\partial s}{\\partial ${tex}}`, text: `g_${parameter} = ∂s/∂${parameter}` },
        relation: '=',
        ...slopeMiddle(this.#problem, nodes[i]!, x, slopes[i]!),
        value: slopes[i]!,
      };
    });
  }
}
