/** The same run from many starts: where each ended, and which distinct points they are. */
import { methodNamed } from '../methods/index.ts';
import type { Problem, Starts } from '../problem.ts';
import type { Curvature } from './curvature.ts';
import { type Group, Groups } from './groups.ts';
import { initialMemory, limitsOf, numberIn, ruleOf } from './loop.ts';
import { compileLoop } from './loops/index.ts';
import type { RunPlan } from './plan.ts';
import { stepProgram } from './program.ts';
import { automaticRate } from './rate.ts';
import { SearchDescent } from './search-descent.ts';
import { type Box, boxOf, startPoints } from './starts.ts';
import { emptyIterates } from './trace.ts';
import type { Rule } from './verdict.ts';

declare const performance: { now(): number };

/** How a run ended that did not converge. */
export type Failure = 'diverged' | 'undefined' | 'limit';

/** Where the runs from many starts ended, so far. */
export interface MultiStartResult {
  readonly starts: Starts;
  readonly box: Box;
  readonly total: number;
  readonly done: number;
  /** The rate of all of them; absent for a search. */
  readonly rate?: number;
  /** The distinct points, the least value first (greatest when maximizing). */
  readonly groups: readonly Group[];
  readonly failures: Readonly<Record<Failure, number>>;
  /** The starts, a column a parameter. */
  readonly points: readonly Float64Array[];
  /** Of each start: the index of its group, or −1 diverged, −2 undefined, −3 the limit, −4 not yet run. */
  readonly ends: Int32Array;
}

const FAILURES: Readonly<Record<Failure, number>> = { diverged: -1, undefined: -2, limit: -3 };
const NOT_YET = -4;
/** Rows that are written over and over: only the last of a run is wanted. */
const ROWS = 1024;
/** An automatic rate has to be safe from everywhere: it is the least of so many starts'. */
const RATES_LOOKED_AT = 12;

/** One run's end. */
interface Ended {
  readonly rule: Rule;
  readonly point: readonly number[];
  /** As written. */
  readonly value: number;
  readonly gradientNorm: number;
}

/** Many runs of one plan, advanced in slices of time. */
export class MultiStart {
  readonly #problem: Problem;
  readonly #starts: Starts;
  readonly #box: Box;
  readonly #points: readonly Float64Array[];
  readonly #ends: Int32Array;
  readonly #groups: Groups;
  readonly #failures = { diverged: 0, undefined: 0, limit: 0 };
  readonly #run: (start: readonly number[]) => Ended;
  readonly #rate: number | undefined;
  #done = 0;

  constructor(problem: Problem, starts: Starts, plan: RunPlan, curvature: Curvature) {
    this.#problem = problem;
    this.#starts = starts;
    this.#box = boxOf(problem);
    this.#points = startPoints(starts, this.#box);
    this.#ends = new Int32Array(this.total).fill(NOT_YET);
    this.#groups = new Groups(curvature);
    const method = methodNamed(plan.method.name);
    if (method.kind === 'search') {
      this.#run = (start) => {
        const descent = new SearchDescent(problem, { ...plan, start }, method, curvature);
        while (!descent.done) descent.advance(ROWS);
        return descent.end();
      };
    } else {
      this.#rate = plan.rate === 'auto' ? this.#safeRate(plan, curvature) : plan.rate;
      this.#run = this.#compile(plan, this.#rate);
    }
  }

  get total(): number {
    return this.#points[0]!.length;
  }

  get done(): number {
    return this.#done;
  }

  /** Runs starts until this many milliseconds have passed, or none is left. */
  advance(milliseconds: number): void {
    const began = performance.now();
    while (this.#done < this.total && performance.now() - began < milliseconds) {
      const start = this.#points.map((column) => column[this.#done]!);
      this.#ends[this.#done] = this.#endOf(this.#run(start));
      this.#done++;
    }
  }

  result(): MultiStartResult {
    const sign = this.#problem.sense === 'maximize' ? -1 : 1;
    const groups = this.#groups.all();
    const order = groups.map((_, i) => i).sort((a, b) => sign * (groups[a]!.value - groups[b]!.value));
    const place = new Map(order.map((group, index) => [group, index]));
    return {
      starts: this.#starts,
      box: this.#box,
      total: this.total,
      done: this.#done,
      ...(this.#rate !== undefined && { rate: this.#rate }),
      groups: order.map((group) => groups[group]!),
      failures: { ...this.#failures },
      points: this.#points,
      ends: this.#ends.map((end) => place.get(end) ?? end),
    };
  }

  #endOf({ rule, point, value, gradientNorm }: Ended): number {
    const failure = failureOf(rule, value);
    if (!failure) return this.#groups.add({ point, value, gradientNorm });
    this.#failures[failure]++;
    return FAILURES[failure];
  }

  #safeRate(plan: RunPlan, curvature: Curvature): number {
    const every = Math.max(1, Math.floor(this.total / RATES_LOOKED_AT));
    let least = automaticRate(this.#problem, plan.method, curvature, plan.start).rate;
    for (let k = 0; k < this.total; k += every) {
      const start = this.#points.map((column) => column[k]!);
      const { rate } = automaticRate(this.#problem, plan.method, curvature, start);
      if (rate > 0 && rate < least) least = rate;
    }
    return least;
  }

  #compile(plan: RunPlan, rate: number): (start: readonly number[]) => Ended {
    const program = stepProgram(this.#problem, plan.method, plan.schedule, rate);
    const loop = compileLoop(program, limitsOf(this.#problem.settings.stop));
    const kept = emptyIterates(program.parameters, ROWS);
    return (start) => {
      const memory = initialMemory(program, start);
      let fired = 0;
      let before = 0;
      while (fired === 0) {
        before = numberIn(memory, 'step');
        fired = loop(memory, kept, undefined, 0, ROWS);
      }
      const value = kept.value[numberIn(memory, 'step') - before]!;
      const point = [...memory.subarray(0, program.parameters)];
      return { rule: ruleOf(program, fired), point, value, gradientNorm: numberIn(memory, 'norm') };
    };
  }
}

function failureOf(rule: Rule, value: number): Failure | undefined {
  if (rule === 'divergence') return 'diverged';
  if (rule === 'nonFinite') return Number.isNaN(value) ? 'undefined' : 'diverged';
  return rule === 'steps' || rule === 'evaluations' || rule === 'time' ? 'limit' : undefined;
}
