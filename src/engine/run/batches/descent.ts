/** A run in batches: steps by the estimates of batches, judged by the full objective at every epoch. */
import { gradientOf } from '../../calculus/gradient.ts';
import type { Problem } from '../../problem.ts';
import { type Backend, compileEvaluator, type Evaluator } from '../../program/evaluator.ts';
import type { Curvature } from '../curvature.ts';
import { deriveTrace } from '../derive.ts';
import { initialMemory, type Limits, type Loop, limitsOf, type Memory, numberIn, ruleOf } from '../loop.ts';
import { compileBatchLoop } from '../loops/index.ts';
import type { RunPlan } from '../plan.ts';
import { type StateColumn, type StepProgram, stepProgram } from '../program.ts';
import { RowRules } from '../row-rules.ts';
import { type Derived, emptyIterates, type Iterates, mapIterates, type Trace, withRoom } from '../trace.ts';
import type { Rule, Verdict } from '../verdict.ts';
import { type BatchPlan, mostSteps } from './batch.ts';
import { type Epochs, emptyEpochs, mapEpochs } from './epochs.ts';
import { estimated } from './estimate.ts';
import { judgeBatches } from './judge.ts';
import { passes } from './passes.ts';
import { batchRate } from './rate.ts';

/**
 * Rows and epochs the trace first has room for: an epoch of single rows may be a million steps, and room that grows is
 * copied; what is not touched costs nothing.
 */
const FIRST_CAPACITY = 1 << 20;
const FIRST_EPOCHS = 1024;

declare const performance: { now(): number };

export class BatchDescent {
  readonly problem: Problem;
  readonly plan: RunPlan;
  readonly rate: number;
  readonly rateNote?: string;
  readonly curvature: Curvature;
  readonly #batch: BatchPlan;
  readonly #program: StepProgram;
  readonly #limits: Limits;
  readonly #loop: Loop;
  readonly #memory: Memory;
  /** The full objective and its gradient. */
  readonly #full: Evaluator;
  readonly #found: Float64Array;
  readonly #rules: RowRules;
  #kept: Iterates;
  #rows = 0;
  #epochs: Epochs = emptyEpochs(FIRST_EPOCHS);
  #epochCount = 0;
  #fired: Rule | undefined;
  #spent = 0;

  constructor(problem: Problem, plan: RunPlan, batch: BatchPlan, curvature: Curvature, backend: Backend) {
    this.problem = problem;
    this.plan = plan;
    this.curvature = curvature;
    this.#batch = batch;
    const automatic = plan.rate === 'auto' ? batchRate(problem, plan.method, batch, curvature) : undefined;
    this.rate = automatic?.rate ?? Number(plan.rate);
    const note = automatic?.note ?? plan.rateNote;
    if (note !== undefined) this.rateNote = note;
    const n = problem.parameters.length;
    this.#full = compileEvaluator(
      [problem.objective, ...gradientOf(problem.graph, problem.objective, n)],
      n,
      problem.columns.map((column) => column.values),
      backend,
    );
    this.#found = new Float64Array(n + 1);
    this.#full(plan.start, this.#found);
    const { stop } = problem.settings;
    const steps = mostSteps(problem, batch);
    // What an epoch's rules look at a batch does not know.
    const { divergence, evaluations } = stop;
    const loops = { steps, divergence, ...(evaluations !== undefined && { evaluations }) };
    this.#program = stepProgram(withStop(estimated(problem, batch), loops), plan.method, plan.schedule, this.rate);
    this.#limits = limitsOf(loops, this.#found[0], this.#program.evaluations);
    const { evaluations: _, ...ofEpochs } = stop;
    this.#rules = new RowRules(withStop(problem, { ...ofEpochs, steps: Number.POSITIVE_INFINITY }));
    this.#loop = passes(batch, compileBatchLoop(this.#program, this.#limits, batch, backend), (row) =>
      this.#begin(row),
    );
    this.#memory = initialMemory(this.#program, plan.start);
    this.#kept = emptyIterates(n, Math.min(this.#limits.steps + 1, FIRST_CAPACITY));
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
    const end = Math.min(this.#rows + most, this.#limits.steps + 1);
    const room = this.#kept.value.length;
    this.#kept = withRoom(this.#kept, mapIterates, room, end, this.#limits.steps + 1);
    if (this.#fired) return;
    const began = performance.now();
    const fired = this.#loop(this.#memory, this.#kept, into, this.#rows, end);
    this.#spent += performance.now() - began;
    if (fired !== 0) {
      this.#rows = numberIn(this.#memory, 'step') + 1;
      const rule = ruleOf(this.#program, fired);
      // A rule of the epoch that begins here says more than a limit that is reached with it.
      if (rule !== 'steps') this.#fired = rule;
      else this.#fired ??= this.#limitMet();
    } else this.#rows = this.#fired ? this.#lastBegun() + 1 : end;
    const { time = Number.POSITIVE_INFINITY } = this.problem.settings.stop;
    if (this.#spent > time * 1000) this.#fired ??= 'time';
    if (this.#fired) this.#close();
  }

  stop(): void {
    if (this.#fired) return;
    this.#fired = 'user';
    this.#close();
  }

  view(from = 0, to = this.#rows): Iterates {
    return mapIterates(this.#kept, (column) => column.subarray(from, to));
  }

  epochs(from = 0): Epochs {
    return mapEpochs(this.#epochs, (column) => column.subarray(from, this.#epochCount));
  }

  trace(): Trace {
    const kept = mapIterates(this.#kept, (column) => column.slice(0, this.#rows));
    const again = () => passes(this.#batch, compileBatchLoop(this.#program, this.#limits, this.#batch));
    const epochs = mapEpochs(this.epochs(), (column) => column.slice());
    return deriveTrace(this.#program, again, kept, epochs);
  }

  verdict(): Verdict {
    if (!this.#fired) throw new RangeError('The run has not ended.');
    const evaluations = 1 + (this.#rows - 1) * this.#program.evaluations;
    const ended = { rule: this.#fired, evaluations, perStep: this.#program.evaluations, seconds: this.#spent / 1000 };
    return judgeBatches(this, this.#batch, this.view(), this.epochs(), ended);
  }

  /** The first row of an epoch, before it is made: whether the run ends with it. */
  #begin(row: number): boolean {
    const x = [...this.#memory.subarray(0, this.problem.parameters.length)];
    const norm = this.#record(row, x);
    const sign = this.problem.sense === 'maximize' ? -1 : 1;
    const [value, ...gradient] = this.#found;
    const at = { x: Float64Array.from(x), value: sign * value!, gradient: Float64Array.from(gradient) };
    this.#fired = this.#rules.fired(row / this.#batch.perEpoch, at, norm, 0);
    return this.#fired !== undefined;
  }

  /** Records the full objective of a row. @returns its gradient's norm. */
  #record(row: number, x: readonly number[]): number {
    this.#full(x, this.#found);
    const norm = Math.hypot(...this.#found.subarray(1));
    const count = this.#epochCount++;
    const most = Number.MAX_SAFE_INTEGER;
    this.#epochs = withRoom(this.#epochs, mapEpochs, this.#epochs.value.length, count + 1, most);
    this.#epochs.epoch[count] = row / this.#batch.perEpoch;
    this.#epochs.step[count] = row;
    this.#epochs.value[count] = this.#found[0]!;
    this.#epochs.gradientNorm[count] = norm;
    return norm;
  }

  #lastBegun(): number {
    return this.#epochs.step[this.#epochCount - 1]!;
  }

  /** The last row has its full objective too, where no epoch begins with it. */
  #close(): void {
    const last = this.#rows - 1;
    if (last < 0 || this.#lastBegun() === last) return;
    this.#record(
      last,
      this.#kept.parameters.map((column) => column[last]!),
    );
  }

  #limitMet(): Rule {
    const { steps, epochs } = this.problem.settings.stop;
    if (this.#limits.steps < mostSteps(this.problem, this.#batch)) return 'evaluations';
    return epochs !== undefined && epochs * this.#batch.perEpoch <= steps ? 'epochs' : 'steps';
  }
}

function withStop(problem: Problem, stop: Problem['settings']['stop']): Problem {
  return { ...problem, settings: { ...problem.settings, stop } };
}
