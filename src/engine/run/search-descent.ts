/** A run of a search: one step a row, each with as many evaluations as the search needs. */
import { withDefaults } from '../methods/choice.ts';
import type { Iterate, Search, SearchMethod, SearchStep } from '../methods/search.ts';
import type { Problem } from '../problem.ts';
import type { Curvature } from './curvature.ts';
import { makeVerdict } from './judge.ts';
import { type CountedLandscape, landscapeOf } from './landscape.ts';
import type { RunPlan } from './plan.ts';
import type { StateColumn } from './program.ts';
import { RowRules } from './row-rules.ts';
import {
  type Derived,
  emptyDerived,
  emptyIterates,
  type Iterates,
  mapDerived,
  mapIterates,
  type Trace,
  withRoom,
} from './trace.ts';
import type { Ended, Rule, Verdict } from './verdict.ts';

declare const performance: { now(): number };

/** Rows the trace first has room for. */
const FIRST_CAPACITY = 256;
/** A call of `advance` returns after about this long, in milliseconds, however few rows that makes. */
const SLICE = 12;

/** How many points a step tried: the last of a search's columns. */
const TRIALS: StateColumn = { name: 'trials', tex: String.raw`\text{trials}`, title: 'Points that the step tried' };

export class SearchDescent {
  readonly problem: Problem;
  readonly plan: RunPlan;
  readonly rate?: number;
  readonly curvature: Curvature;
  readonly stateColumns: readonly StateColumn[];
  readonly #landscape: CountedLandscape;
  readonly #search: Search;
  readonly #rules: RowRules;
  readonly #sign: 1 | -1;
  #at: Iterate;
  #kept: Iterates;
  #derived: Derived;
  #rows = 0;
  #bestStep = 0;
  #best = Number.POSITIVE_INFINITY;
  #fired: Rule | undefined;
  #stuck: string | undefined;
  #lastStep: SearchStep | undefined;
  #spent = 0;

  constructor(problem: Problem, plan: RunPlan, method: SearchMethod, curvature: Curvature) {
    this.problem = problem;
    this.plan = plan;
    this.curvature = curvature;
    if (plan.rate !== 'auto') this.rate = plan.rate;
    const n = problem.parameters.length;
    this.#sign = problem.sense === 'maximize' ? -1 : 1;
    this.#landscape = landscapeOf(problem);
    this.#search = method.begin(this.#landscape, withDefaults(method, plan.method.options), plan.rate);
    this.#rules = new RowRules(problem);
    this.stateColumns = [...method.columns, TRIALS];
    const gradient = new Float64Array(n);
    const x = Float64Array.from(plan.start);
    this.#at = { x, value: this.#landscape.evaluate(x, gradient), gradient };
    const rows = Math.min(FIRST_CAPACITY, problem.settings.stop.steps + 1);
    this.#kept = emptyIterates(n, rows);
    this.#derived = emptyDerived(n, this.stateColumns.length, rows);
  }

  get rows(): number {
    return this.#rows;
  }

  /** The step from the last row, where one was made. */
  get lastStep(): SearchStep | undefined {
    return this.#lastStep;
  }

  /** Of value and gradient, and of residuals. */
  get #evaluations(): number {
    const { evaluations, residuals } = this.#landscape.counts;
    return evaluations + residuals;
  }

  get done(): boolean {
    return this.#fired !== undefined;
  }

  advance(most: number, into?: Derived): void {
    const first = this.#rows;
    const began = performance.now();
    const { time = Number.POSITIVE_INFINITY } = this.problem.settings.stop;
    while (!this.#fired && this.#rows < first + most) {
      this.#row();
      const took = performance.now() - began;
      if (!this.#fired && this.#spent + took > time * 1000) this.#fired = 'time';
      if (took > SLICE) break;
    }
    this.#spent += performance.now() - began;
    if (into) this.#copy(first, into);
  }

  stop(): void {
    this.#fired ??= 'user';
  }

  view(from = 0, to = this.#rows): Iterates {
    return mapIterates(this.#kept, (column) => column.subarray(from, to));
  }

  trace(): Trace {
    const cut = (column: Float64Array) => column.slice(0, this.#rows);
    return { ...mapIterates(this.#kept, cut), ...mapDerived(this.#derived, cut) };
  }

  /** Where a run that has ended did, without a verdict. @throws {RangeError} while it goes on. */
  end(): Ended {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    const { x, value } = this.#at;
    return {
      rule: this.#fired,
      point: [...x],
      value: this.#sign * value,
      gradientNorm: Math.hypot(...this.#at.gradient),
    };
  }

  verdict(): Verdict {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    const last = {
      gradientNorm: this.#derived.gradientNorm[this.#rows - 1]!,
      bestStep: this.#bestStep,
      evaluations: this.#evaluations,
      seconds: this.#spent / 1000,
      ...(this.#stuck !== undefined && { stuck: this.#stuck }),
    };
    return makeVerdict(this, this.view(), last, this.#fired);
  }

  /** Records the iterate, checks the rules, and steps. */
  #row(): void {
    const row = this.#rows;
    this.#reserve(row + 1);
    const at = this.#at;
    const norm = Math.hypot(...at.gradient);
    this.#kept.value[row] = this.#sign * at.value;
    at.x.forEach((coordinate, i) => {
      this.#kept.parameters[i]![row] = coordinate;
      this.#derived.gradient[i]![row] = this.#sign * at.gradient[i]!;
    });
    this.#derived.gradientNorm[row] = norm;
    this.#record(row, undefined);
    this.#rows = row + 1;
    if (at.value < this.#best) {
      this.#best = at.value;
      this.#bestStep = row;
    }
    this.#lastStep = undefined;
    this.#fired = this.#rules.fired(row, at, norm, this.#evaluations);
    if (this.#fired) return;
    const step = this.#search.step(at);
    this.#record(row, step);
    this.#lastStep = step;
    if (step.next) this.#at = step.next;
    else {
      this.#fired = 'stuck';
      this.#stuck = step.stuck;
    }
  }

  /** What the step from a row came to; NaN where none was made. */
  #record(row: number, step: SearchStep | undefined): void {
    this.#derived.rate[row] = step?.length ?? Number.NaN;
    const own = step ? [...step.columns, step.trials.length] : [];
    this.#derived.state.forEach((column, i) => {
      column[row] = own[i] ?? Number.NaN;
    });
  }

  #reserve(rows: number): void {
    const capacity = this.#kept.value.length;
    const most = this.problem.settings.stop.steps + 1;
    this.#kept = withRoom(this.#kept, mapIterates, capacity, rows, most);
    this.#derived = withRoom(this.#derived, mapDerived, capacity, rows, most);
  }

  #copy(first: number, into: Derived): void {
    const own = mapDerived(this.#derived, (column) => column.subarray(first, this.#rows));
    own.gradient.forEach((column, i) => {
      into.gradient[i]!.set(column);
    });
    own.state.forEach((column, i) => {
      into.state[i]!.set(column);
    });
    into.gradientNorm.set(own.gradientNorm);
    into.rate.set(own.rate);
  }
}
