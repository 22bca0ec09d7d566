/** A run that can be advanced in slices: the loop, its memory, and its trace so far. */
import type { Problem } from '../problem.ts';
import type { Backend } from '../program/evaluator.ts';
import { Curvature } from './curvature.ts';
import { deriveTrace } from './derive.ts';
import { makeVerdict } from './judge.ts';
import { initialMemory, type Limits, type Loop, limitsOf, type Memory, numberIn, RULE_ORDER } from './loop.ts';
import { compileLoop } from './loops/index.ts';
import type { RunPlan } from './plan.ts';
import { type StepProgram, stepProgram } from './program.ts';
import { automaticRate } from './rate.ts';
import { type Derived, emptyIterates, type Iterates, mapIterates, type Trace } from './trace.ts';
import type { Rule, Verdict } from './verdict.ts';

/** Rows the trace first has room for; untouched memory costs nothing, and a whole run often fits. */
const FIRST_CAPACITY = 1 << 20;

/** A run in progress. */
export class Descent {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** The rate at step 0. */
  readonly rate: number;
  /** How an automatic rate came about. */
  readonly rateNote: string | undefined;
  readonly curvature: Curvature;
  readonly #loop: Loop;
  readonly #memory: Memory;
  readonly #limits: Limits;
  readonly #program: StepProgram;
  #kept: Iterates;
  #rows = 0;
  #fired: Rule | undefined;

  constructor(problem: Problem, plan: RunPlan, curvature = new Curvature(problem), backend: Backend = 'automatic') {
    this.problem = problem;
    this.plan = plan;
    this.curvature = curvature;
    const automatic = plan.rate === 'auto' ? automaticRate(problem, plan.method, curvature) : undefined;
    this.rate = automatic?.rate ?? Number(plan.rate);
    this.rateNote = automatic?.note;
    this.#program = stepProgram(problem, plan.method, plan.schedule, this.rate);
    this.#limits = limitsOf(problem.settings.stop);
    this.#loop = compileLoop(this.#program, this.#limits, backend);
    this.#memory = initialMemory(this.#program, problem.settings.start);
    const rows = Math.min(problem.settings.stop.steps + 1, FIRST_CAPACITY);
    this.#kept = emptyIterates(problem.parameters.length, rows);
  }

  /** Rows recorded so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether a rule has ended the run. */
  get done(): boolean {
    return this.#fired !== undefined;
  }

  /**
   * Records at most this many further rows.
   *
   * @param into room for what is derived of them, from its row 0 on, where it is wanted.
   */
  advance(most: number, into?: Derived): void {
    // No more rows than the run can have: room for others would only be copied.
    const end = Math.min(this.#rows + most, this.problem.settings.stop.steps + 1);
    this.#reserve(end);
    if (this.#fired) return;
    const fired = this.#loop(this.#memory, this.#kept, into, this.#rows, end);
    // A loop that a rule ended is at the row of the current step, wherever in the slice that is.
    this.#rows = fired === 0 ? end : numberIn(this.#memory, 'step') + 1;
    if (fired !== 0) this.#fired = RULE_ORDER[fired - 1]!;
  }

  /** Ends the run where it is, by the user's wish. */
  stop(): void {
    this.#fired ??= 'user';
  }

  /** The iterates of rows `from` … `to − 1`, as views of the memory the run writes to. */
  view(from = 0, to = this.#rows): Iterates {
    return mapIterates(this.#kept, (column) => column.subarray(from, to));
  }

  /** The whole trace, in memory of its own length. */
  trace(): Trace {
    const whole = this.#kept.value.length === this.#rows;
    return deriveTrace(
      this.#program,
      whole ? this.#kept : mapIterates(this.#kept, (column) => column.slice(0, this.#rows)),
    );
  }

  /** What the run came to. @throws {RangeError} while it goes on. */
  verdict(): Verdict {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    const last = { gradientNorm: numberIn(this.#memory, 'norm'), bestStep: numberIn(this.#memory, 'bestStep') };
    return makeVerdict(this, this.view(), last, this.#fired, this.#limits);
  }

  #reserve(rows: number): void {
    const capacity = this.#kept.value.length;
    if (rows <= capacity) return;
    const grown = Math.min(Math.max(rows, capacity * 2), this.problem.settings.stop.steps + 1);
    this.#kept = mapIterates(this.#kept, (column) => {
      const larger = new Float64Array(grown);
      larger.set(column);
      return larger;
    });
  }
}
