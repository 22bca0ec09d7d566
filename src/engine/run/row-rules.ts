/** The stopping rules checked row by row, for runs that no loop was compiled of. */
import type { Iterate } from '../methods/search.ts';
import type { Problem } from '../problem.ts';
import { type Limits, limitsOf } from './loop.ts';
import type { Rule } from './verdict.ts';

/** Checks the rules in the order in which a compiled loop does. */
export class RowRules {
  readonly #problem: Problem;
  #limits: Limits | undefined;
  #before: Iterate | undefined;
  #reference = Number.POSITIVE_INFINITY;
  #improvedAt = 0;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /** The rule that ends the run at this row, whose iterate is of what is minimized. */
  fired(row: number, at: Iterate, norm: number, evaluations: number): Rule | undefined {
    const { sense, settings } = this.#problem;
    const { stop } = settings;
    this.#limits ??= limitsOf(stop, at.value);
    const limits = this.#limits;
    const before = this.#before;
    this.#before = { x: at.x.slice(), value: at.value, gradient: at.gradient };
    const { value } = at;
    const change = before ? Math.abs(value - before.value) : Number.NaN;
    const moved = before ? Math.hypot(...at.x.map((coordinate, i) => coordinate - before.x[i]!)) : Number.NaN;
    if (value < this.#reference - (stop.improvement ?? 0)) {
      this.#reference = value;
      this.#improvedAt = row;
    }
    if (!(Number.isFinite(value) && Number.isFinite(norm))) return 'nonFinite';
    if (Math.abs(value) > limits.divergence) return 'divergence';
    if (norm < limits.gradient) return 'gradient';
    if (change < limits.change) return 'change';
    if (moved < limits.move) return 'move';
    const largest = at.gradient.reduce((most, partial) => Math.max(most, Math.abs(partial)), 0);
    if (stop.gradientMax !== undefined && largest < stop.gradientMax) return 'gradientMax';
    const size = before ? Math.max(Math.abs(value), Math.abs(before.value)) : Number.NaN;
    if (stop.relativeChange !== undefined && change <= stop.relativeChange * size) return 'relativeChange';
    const target = sense === 'maximize' ? -(stop.target ?? Number.NaN) : (stop.target ?? Number.NaN);
    if (value <= target) return 'target';
    if (stop.patience !== undefined && row - this.#improvedAt >= stop.patience) return 'patience';
    if (row >= stop.steps) return 'steps';
    return stop.evaluations !== undefined && evaluations >= stop.evaluations ? 'evaluations' : undefined;
  }
}
