/** A run that can be advanced in slices: the loop, its memory, and its trace so far. */
import { scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, Rate, ScheduleChoice } from '../problem.ts';
import type { Backend } from '../program/evaluator.ts';
import { Curvature } from './curvature.ts';
import { makeVerdict } from './judge.ts';
import { compileLoop, initialMemory, type Limits, type Loop, limitsOf, type Memory, RULE_ORDER } from './loop.ts';
import { stepProgram } from './program.ts';
import { automaticRate } from './rate.ts';
import type { Trace } from './trace.ts';
import type { Rule, Verdict } from './verdict.ts';

/** One method at one rate: a problem that compares is several of these. */
export interface RunPlan {
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  readonly rate: Rate;
}

/** The runs of a problem: every method at every rate, a method's own rate before the common ones. */
export function plansOf(problem: Problem): RunPlan[] {
  const { methods, rates, schedule, stop } = problem.settings;
  const name = scheduleNamed(schedule.name).name;
  // A cosine falls over the whole run unless the text says how long.
  const length = name === 'cosine' && schedule.options.steps === undefined ? { steps: Math.max(1, stop.steps) } : {};
  const settled = { name, options: { ...schedule.options, ...length } };
  return methods.flatMap((method) =>
    (method.rate === undefined ? rates : [method.rate]).map((rate) => ({ method, schedule: settled, rate })),
  );
}

/** Rows the trace first has room for; untouched memory costs nothing, and a whole run often fits. */
const FIRST_CAPACITY = 1 << 20;

function emptyTrace(parameters: number, rows: number): Trace {
  const column = () => new Float64Array(rows);
  return {
    parameters: Array.from({ length: parameters }, column),
    gradient: Array.from({ length: parameters }, column),
    value: column(),
    gradientNorm: column(),
    rate: column(),
  };
}

/** The trace with every column mapped. */
export function mapTrace(trace: Trace, map: (column: Float64Array) => Float64Array): Trace {
  return {
    parameters: trace.parameters.map(map),
    gradient: trace.gradient.map(map),
    value: map(trace.value),
    gradientNorm: map(trace.gradientNorm),
    rate: map(trace.rate),
  };
}

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
  #trace: Trace;
  #rows = 0;
  #fired: Rule | undefined;

  constructor(problem: Problem, plan: RunPlan, curvature = new Curvature(problem), backend: Backend = 'automatic') {
    this.problem = problem;
    this.plan = plan;
    this.curvature = curvature;
    const automatic = plan.rate === 'auto' ? automaticRate(problem, plan.method, curvature) : undefined;
    this.rate = automatic?.rate ?? Number(plan.rate);
    this.rateNote = automatic?.note;
    const program = stepProgram(problem, plan.method, plan.schedule, this.rate);
    this.#loop = compileLoop(program, backend);
    this.#memory = initialMemory(program, problem.settings.start);
    this.#limits = limitsOf(problem.settings.stop);
    const rows = Math.min(problem.settings.stop.steps + 1, FIRST_CAPACITY);
    this.#trace = emptyTrace(problem.parameters.length, rows);
  }

  /** Rows recorded so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether a rule has ended the run. */
  get done(): boolean {
    return this.#fired !== undefined;
  }

  /** Records at most this many further rows. */
  advance(most: number): void {
    if (this.#fired) return;
    // No more rows than the run can have: room for others would only be copied.
    const to = Math.min(this.#rows + most, this.problem.settings.stop.steps + 1);
    this.#reserve(to);
    const fired = this.#loop(this.#memory, this.#trace, this.#rows, to, this.#limits);
    if (fired === 0) {
      this.#rows = to;
      return;
    }
    this.#fired = RULE_ORDER[fired - 1]!;
    // The loop ended at the row of the current step, wherever in the slice that is.
    this.#rows = this.#memory.at(-3)! + 1;
  }

  /** Ends the run where it is, by the user's wish. */
  stop(): void {
    this.#fired ??= 'user';
  }

  /** Rows `from` … `to − 1`, as views of the memory the run writes to. */
  view(from = 0, to = this.#rows): Trace {
    return mapTrace(this.#trace, (column) => column.subarray(from, to));
  }

  /** The whole trace, in memory of its own length. */
  trace(): Trace {
    return this.#trace.value.length === this.#rows
      ? this.#trace
      : mapTrace(this.#trace, (column) => column.slice(0, this.#rows));
  }

  /** What the run came to. @throws {RangeError} while it goes on. */
  verdict(): Verdict {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    return makeVerdict(this, this.view(), this.#fired, this.#limits);
  }

  #reserve(rows: number): void {
    const capacity = this.#trace.value.length;
    if (rows <= capacity) return;
    const grown = Math.min(Math.max(rows, capacity * 2), this.problem.settings.stop.steps + 1);
    this.#trace = mapTrace(this.#trace, (column) => {
      const larger = new Float64Array(grown);
      larger.set(column);
      return larger;
    });
  }
}
