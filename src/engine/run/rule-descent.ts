/** A run of a rule: the compiled loop, its memory, and its trace so far. */
import type { Problem } from '../problem.ts';
import type { Backend } from '../program/evaluator.ts';
import type { Curvature } from './curvature.ts';
import { deriveTrace } from './derive.ts';
import { makeVerdict } from './judge.ts';
import { initialMemory, type Limits, type Loop, limitsOf, type Memory, numberIn, ruleOf } from './loop.ts';
import { compileLoop } from './loops/index.ts';
import type { RunPlan } from './plan.ts';
import { type StateColumn, type StepProgram, stepProgram } from './program.ts';
import { automaticRate } from './rate.ts';
import { type Derived, emptyIterates, type Iterates, mapIterates, type Trace, withRoom } from './trace.ts';
import { valueAt } from './value-at.ts';
import type { Rule, Verdict } from './verdict.ts';

/** Rows the trace first has room for; untouched memory costs nothing, and a whole run often fits. */
const FIRST_CAPACITY = 1 << 20;

declare const performance: { now(): number };

export class RuleDescent {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** The rate at step 0. */
  readonly rate: number;
  /** How an automatic rate came about. */
  readonly rateNote?: string;
  readonly curvature: Curvature;
  readonly #loop: Loop;
  readonly #memory: Memory;
  readonly #limits: Limits;
  readonly #program: StepProgram;
  #kept: Iterates;
  #rows = 0;
  #fired: Rule | undefined;
  /** Time spent in the loop, in milliseconds. */
  #spent = 0;

  constructor(problem: Problem, plan: RunPlan, curvature: Curvature, backend: Backend) {
    this.problem = problem;
    this.plan = plan;
    this.curvature = curvature;
    const automatic = plan.rate === 'auto' ? automaticRate(problem, plan.method, curvature) : undefined;
    this.rate = automatic?.rate ?? Number(plan.rate);
    const note = automatic?.note ?? plan.rateNote;
    if (note !== undefined) this.rateNote = note;
    this.#program = stepProgram(problem, plan.method, plan.schedule, this.rate);
    const atStart = valueAt(problem, plan.start);
    this.#limits = limitsOf(problem.settings.stop, atStart, this.#program.evaluations);
    this.#loop = compileLoop(this.#program, this.#limits, backend);
    this.#memory = initialMemory(this.#program, plan.start);
    const rows = Math.min(problem.settings.stop.steps + 1, FIRST_CAPACITY);
    this.#kept = emptyIterates(problem.parameters.length, rows);
  }

  get stateColumns(): readonly StateColumn[] {
    return this.#program.stateColumns;
  }

  get rows(): number {
    return this.#rows;
  }

  get done(): boolean {
    return this.#fired !== undefined;
  }

  advance(most: number, into?: Derived): void {
    // No more rows than the run can have: room for others would only be copied.
    const end = Math.min(this.#rows + most, this.#limits.steps + 1);
    this.#reserve(end);
    if (this.#fired) return;
    const began = performance.now();
    const fired = this.#loop(this.#memory, this.#kept, into, this.#rows, end);
    this.#spent += performance.now() - began;
    // A loop that a rule ended is at the row of the current step, wherever in the slice that is.
    this.#rows = fired === 0 ? end : numberIn(this.#memory, 'step') + 1;
    const { steps, time = Number.POSITIVE_INFINITY } = this.problem.settings.stop;
    if (fired !== 0) {
      const rule = ruleOf(this.#program, fired);
      this.#fired = rule === 'steps' && this.#limits.steps < steps ? 'evaluations' : rule;
    } else if (this.#spent > time * 1000) this.#fired = 'time';
  }

  stop(): void {
    this.#fired ??= 'user';
  }

  view(from = 0, to = this.#rows): Iterates {
    return mapIterates(this.#kept, (column) => column.subarray(from, to));
  }

  trace(): Trace {
    const whole = this.#kept.value.length === this.#rows;
    return deriveTrace(
      this.#program,
      () => compileLoop(this.#program, this.#limits),
      whole ? this.#kept : mapIterates(this.#kept, (column) => column.slice(0, this.#rows)),
    );
  }

  verdict(): Verdict {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    const last = {
      gradientNorm: numberIn(this.#memory, 'norm'),
      bestStep: numberIn(this.#memory, 'bestStep'),
      evaluations: 1 + (this.#rows - 1) * this.#program.evaluations,
      seconds: this.#spent / 1000,
    };
    return makeVerdict(this, this.view(), last, this.#fired);
  }

  #reserve(rows: number): void {
    this.#kept = withRoom(this.#kept, mapIterates, this.#kept.value.length, rows, this.#limits.steps + 1);
  }
}
