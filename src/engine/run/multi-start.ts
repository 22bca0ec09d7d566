/** The same run from many starts: where each ended, and which distinct points they are. */
import type { Problem, Starts } from '../problem.ts';
import type { Curvature } from './curvature.ts';
import { type Group, Groups } from './groups.ts';
import type { RunPlan } from './plan.ts';
import { StartRunner } from './start-runner.ts';
import { type Box, boxOf } from './starts.ts';
import type { Ended, Rule } from './verdict.ts';

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

/** Many runs of one plan, in shares that may be run elsewhere. What they come to does not depend on who ran them. */
export class MultiStart {
  readonly #problem: Problem;
  readonly #starts: Starts;
  readonly #runner: StartRunner;
  readonly #ends: Int32Array;
  readonly #groups: Groups;
  readonly #failures = { diverged: 0, undefined: 0, limit: 0 };
  /** Ends that came before those of earlier starts, by start. */
  readonly #early = new Map<number, Ended>();
  #returned: { readonly from: number; readonly to: number }[] = [];
  #taken = 0;
  #done = 0;

  constructor(problem: Problem, starts: Starts, plan: RunPlan, curvature: Curvature) {
    this.#problem = problem;
    this.#starts = starts;
    this.#runner = new StartRunner(problem, starts, plan, curvature);
    this.#ends = new Int32Array(this.total).fill(NOT_YET);
    this.#groups = new Groups(curvature);
  }

  get total(): number {
    return this.#runner.points[0]!.length;
  }

  get done(): number {
    return this.#done;
  }

  get rate(): number | undefined {
    return this.#runner.rate;
  }

  /** Gives out at most so many starts to be run elsewhere; `accept` takes their ends. */
  give(most: number): { readonly from: number; readonly to: number } {
    const from = this.#taken;
    this.#taken = Math.min(this.total, from + most);
    return { from, to: this.#taken };
  }

  /** Starts that were given out and will not be run elsewhere after all. */
  takeBack(share: { readonly from: number; readonly to: number }): void {
    this.#returned.push(share);
  }

  /** Runs starts until this many milliseconds have passed, or none is left: then it returns false. */
  advance(milliseconds: number): boolean {
    const began = performance.now();
    while (performance.now() - began < milliseconds) {
      const { from, to } = this.#returned.pop() ?? this.give(1);
      if (from === to) return false;
      if (to - from > 1) this.#returned.push({ from: from + 1, to });
      this.accept(from, [this.#runner.run(from)]);
    }
    return true;
  }

  /** Takes the ends of starts from `from` on. Groups are made in the order of the starts. */
  accept(from: number, ended: readonly Ended[]): void {
    ended.forEach((end, i) => {
      this.#early.set(from + i, end);
    });
    for (let next = this.#early.get(this.#done); next; next = this.#early.get(this.#done)) {
      this.#early.delete(this.#done);
      this.#ends[this.#done] = this.#endOf(next);
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
      box: boxOf(this.#problem),
      total: this.total,
      done: this.#done,
      ...(this.rate !== undefined && { rate: this.rate }),
      groups: order.map((group) => groups[group]!),
      failures: { ...this.#failures },
      points: this.#runner.points,
      ends: this.#ends.map((end) => place.get(end) ?? end),
    };
  }

  #endOf({ rule, point, value, gradientNorm }: Ended): number {
    const failure = failureOf(rule, value);
    if (!failure) return this.#groups.add({ point, value, gradientNorm });
    this.#failures[failure]++;
    return FAILURES[failure];
  }
}

function failureOf(rule: Rule, value: number): Failure | undefined {
  if (rule === 'divergence') return 'diverged';
  if (rule === 'nonFinite') return Number.isNaN(value) ? 'undefined' : 'diverged';
  return rule === 'steps' || rule === 'evaluations' || rule === 'time' ? 'limit' : undefined;
}
