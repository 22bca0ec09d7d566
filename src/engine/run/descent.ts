/** A run in progress, whatever its method: advanced in slices, stopped, judged. */
import { methodNamed } from '../methods/index.ts';
import type { Problem } from '../problem.ts';
import type { Backend } from '../program/evaluator.ts';
import { mostSteps } from './batches/batch.ts';
import { BatchDescent } from './batches/descent.ts';
import type { Epochs } from './batches/epochs.ts';
import { Curvature } from './curvature.ts';
import type { RunPlan } from './plan.ts';
import type { StateColumn } from './program.ts';
import { RuleDescent } from './rule-descent.ts';
import { SearchDescent } from './search-descent.ts';
import type { Derived, Iterates, Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** A run in progress. */
export interface Descent {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** The rate at step 0; absent for a search that finds its step lengths itself. */
  readonly rate?: number;
  /** How an automatic rate came about. */
  readonly rateNote?: string;
  readonly curvature: Curvature;
  /** The method's own columns of the trace. */
  readonly stateColumns: readonly StateColumn[];
  /** Rows recorded so far. */
  readonly rows: number;
  /** Whether a rule has ended the run. */
  readonly done: boolean;

  /**
   * Records at most this many further rows.
   *
   * @param into room for what is derived of them, from its row 0 on, where it is wanted.
   */
  advance(most: number, into?: Derived): void;
  /** Ends the run where it is, by the user's wish. */
  stop(): void;
  /** The iterates of rows `from` … `to − 1`, as views of the memory the run writes to. */
  view(from?: number, to?: number): Iterates;
  /** Of a run in batches: the full objective at each epoch, from this one on. */
  epochs?(from?: number): Epochs;
  /** The whole trace, in memory of its own length. */
  trace(): Trace;
  /** What the run came to. @throws {RangeError} while it goes on. */
  verdict(): Verdict;
}

/** Begins a run of a problem. @param curvature shared by the runs of one problem. */
export function beginDescent(
  problem: Problem,
  plan: RunPlan,
  curvature = new Curvature(problem),
  backend: Backend = 'automatic',
): Descent {
  if (plan.batch) return new BatchDescent(problem, plan, plan.batch, curvature, backend);
  if (problem.settings.stop.epochs !== undefined) return beginDescent(inSteps(problem, plan), plan, curvature, backend);
  const method = methodNamed(plan.method.name);
  return method.kind === 'rule'
    ? new RuleDescent(problem, plan, curvature, backend)
    : new SearchDescent(problem, plan, method, curvature);
}

/** Where every step uses all rows an epoch is a step. */
function inSteps(problem: Problem, plan: RunPlan): Problem {
  const { epochs: _, ...stop } = problem.settings.stop;
  return { ...problem, settings: { ...problem.settings, stop: { ...stop, steps: mostSteps(problem, plan.batch) } } };
}
