/** The automatic learning rate, from the curvature at the start and on the way that it leads to. */
import { gradientOf } from '../calculus/gradient.ts';
import { methodNamed } from '../methods/index.ts';
import type { MethodChoice, Problem } from '../problem.ts';
import { compileEvaluator, type Evaluator } from '../program/evaluator.ts';
import type { Curvature } from './curvature.ts';
import { brief } from './numerals.ts';

/** A rate, and how it came about. */
export interface AutomaticRate {
  readonly rate: number;
  readonly note: string;
}

/** Halvings before a rate is taken as it is. */
const MOST_HALVINGS = 60;
/** Armijo's share of the predicted decrease. Nocedal & Wright (2006), eq. 3.4. */
const SUFFICIENT = 1e-4;
/** Steps of a pilot run, and how often on it the curvature is looked at. */
const PILOT_STEPS = 2000;
const PILOT_LOOKS = 20;
const MOST_PILOTS = 6;
/** Over more rows a pilot run takes seconds: the curvature at the start has to do. */
const MOST_PILOT_ROWS = 50_000;

/**
 * 1/λ for the largest |λ| of the Hessian: the rate that solves a quadratic's steepest direction in one step, where 2/λ
 * would diverge (Nesterov 2004, theorem 2.1.14). λ is taken at the start; the rate is halved until one step of gradient
 * descent decreases the value enough, and a pilot run of gradient descent then looks for larger curvature on the way.
 * Where there is no curvature, a step of length 0.1. For methods whose step does not grow with the gradient, a tenth of
 * the length of gradient descent's first step.
 */
export function automaticRate(
  problem: Problem,
  method: MethodChoice,
  curvature: Curvature,
  start: readonly number[] = problem.settings.start,
): AutomaticRate {
  const rule = methodNamed(method.name);
  const own = rule.kind === 'rule' ? rule.automatic : undefined;
  if (typeof own === 'number') return { rate: own, note: `${rule.title} finds the length of its steps itself` };
  const pilot = new Pilot(problem, curvature, start);
  const { rate, origin } = pilot.choose();
  if (rule.kind === 'search' || !rule.scaleFree) return { rate, note: origin };
  const length = rate * pilot.slope;
  const whole = length > 0 && Number.isFinite(length) ? length : 0.1;
  if (own === 'whole step') return { rate: whole, note: `the length of gradient descent’s first step, at ${origin}` };
  if (own === 'descent at most' && rate < whole / 10) return { rate, note: origin };
  return { rate: whole / 10, note: `a tenth of gradient descent’s first step, at ${origin}` };
}

class Pilot {
  readonly #start: readonly number[];
  readonly #sign: 1 | -1;
  readonly #curvature: Curvature;
  readonly #pilots: number;
  readonly #evaluate: Evaluator;
  /** Value and gradient, as last evaluated. */
  readonly #result: Float64Array;
  /** The gradient's norm at the start. */
  readonly slope: number;

  constructor(problem: Problem, curvature: Curvature, start: readonly number[]) {
    const n = problem.parameters.length;
    this.#start = start;
    this.#sign = problem.sense === 'maximize' ? -1 : 1;
    this.#curvature = curvature;
    const rows = problem.columns.reduce((most, { values }) => Math.max(most, values.length), 0);
    this.#pilots = rows > MOST_PILOT_ROWS ? 0 : MOST_PILOTS;
    this.#evaluate = compileEvaluator(
      [problem.objective, ...gradientOf(problem.graph, problem.objective, n)],
      n,
      problem.columns.map((column) => column.values),
    );
    this.#result = new Float64Array(n + 1);
    this.#at(this.#start);
    this.slope = Math.hypot(...this.#result.subarray(1));
  }

  choose(): { readonly rate: number; readonly origin: string } {
    const atStart = this.#curvature.radius(this.#start);
    if (atStart <= 1e-12) {
      const { rate, times } = this.#halved(0.1 / Math.max(1, this.slope));
      return { rate, origin: `a step of length 0.1, since there is no curvature at the start${times}` };
    }
    const { rate: first, times } = this.#halved(1 / atStart);
    let rate = first;
    let largest = 1 / rate;
    for (let i = 0; i < this.#pilots; i++) {
      const met = this.#largestOnTheWay(rate);
      if (met <= largest * (1 + 1e-9)) break;
      largest = met;
      rate = 1 / largest;
    }
    const start = `one over the largest curvature at the start, ${brief(atStart)}${times}`;
    if (rate === first) return { rate, origin: start };
    return {
      rate,
      origin: `one over the largest curvature that a pilot run met, ${brief(largest)} (${brief(atStart)} at the start)`,
    };
  }

  #at(point: ArrayLike<number>): number {
    this.#evaluate(point, this.#result);
    return this.#sign * this.#result[0]!;
  }

  /** Moves a point by one step of gradient descent from itself. */
  #step(point: Float64Array, rate: number): void {
    for (let i = 0; i < point.length; i++) point[i] = point[i]! - rate * this.#sign * this.#result[i + 1]!;
  }

  #halved(first: number): { readonly rate: number; readonly times: string } {
    const value = this.#at(this.#start);
    let rate = first;
    let halvings = 0;
    for (; halvings < MOST_HALVINGS; halvings++) {
      const point = Float64Array.from(this.#start);
      this.#at(this.#start);
      this.#step(point, rate);
      if (this.slope === 0 || this.#at(point) <= value - SUFFICIENT * rate * this.slope ** 2) break;
      rate /= 2;
    }
    const times =
      halvings === 0 ? '' : `, halved ${halvings === 1 ? 'once' : `${halvings} times`} until the value fell`;
    return { rate, times };
  }

  #largestOnTheWay(rate: number): number {
    const point = Float64Array.from(this.#start);
    let largest = 0;
    for (let k = 1; k <= PILOT_STEPS; k++) {
      if (!Number.isFinite(this.#at(point))) break;
      this.#step(point, rate);
      if (k % (PILOT_STEPS / PILOT_LOOKS) === 0 || k === 1)
        largest = Math.max(largest, this.#curvature.radius([...point]));
    }
    return largest;
  }
}
