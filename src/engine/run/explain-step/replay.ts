/** A run of a rule, made again up to one row, with all that the step from there begins and ends with. */
import type { Problem } from '../../problem.ts';
import type { Backend } from '../../program/evaluator.ts';
import { reachable } from '../../program/graph.ts';
import { Curvature } from '../curvature.ts';
import { initialMemory, type Loop, limitsOf, type Memory } from '../loop.ts';
import { compileLoop } from '../loops/index.ts';
import type { RunPlan } from '../plan.ts';
import { outputsOf, type StepProgram, stepProgram } from '../program.ts';
import { automaticRate } from '../rate.ts';
import { type Derived, emptyDerived, emptyIterates, type Iterates } from '../trace.ts';

/** Rows between two looks at the clock. */
const ROWS = 4096;

/** Operations that are not worth to be compiled. */
const MOST_INTERPRETED = 1_000_000;

/** A row and the next one. */
export interface Replayed {
  readonly row: number;
  readonly program: StepProgram;
  /** The rate at step 0. */
  readonly initialRate: number;
  /** Parameters, then all that is remembered, by input slot: at the row and at the next. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** At the row: of the objective as written. */
  readonly value: number;
  readonly gradient: readonly number[];
  readonly rate: number;
  /** The objective at the next row. */
  readonly nextValue: number;
}

/**
 * Runs again from the start; yields now and then, so that it can be given up.
 *
 * @throws {RangeError} when the run makes no step from that row.
 */
export function* replay(problem: Problem, plan: RunPlan, row: number): Generator<undefined, Replayed> {
  const { rate } = plan;
  const initialRate = rate === 'auto' ? automaticRate(problem, plan.method, new Curvature(problem)).rate : rate;
  const program = stepProgram(problem, plan.method, plan.schedule, initialRate);
  const loop = compileLoop(program, limitsOf(problem.settings.stop), backendFor(program, row + 2));
  const memory = initialMemory(program, plan.start);
  const kept = emptyIterates(program.parameters, ROWS);
  for (let at = 0; at < row; ) {
    const rows = Math.min(ROWS, row - at);
    advance(loop, memory, kept, rows);
    at += rows;
    yield;
  }
  const derived = emptyDerived(program.parameters, program.stateColumns.length, 1);
  const before = slotsOf(program, memory);
  advance(loop, memory, kept, 1, derived);
  const value = kept.value[0]!;
  const after = slotsOf(program, memory);
  // The next row is evaluated whether or not a rule ends the run there.
  loop(memory, kept, undefined, 0, 1);
  return {
    row,
    program,
    initialRate,
    before,
    after,
    value,
    gradient: derived.gradient.map((column) => column[0]!),
    rate: derived.rate[0]!,
    nextValue: kept.value[0]!,
  };
}

/** Compiling takes longer than a few rows do. All backends give the same digits. */
function backendFor(program: StepProgram, rows: number): Backend {
  const operations = reachable(outputsOf(program)).reduce((sum, node) => sum + Math.max(1, node.rows), 0);
  return rows * operations < MOST_INTERPRETED ? 'interpreter' : 'automatic';
}

function advance(loop: Loop, memory: Memory, kept: Iterates, rows: number, derived?: Derived): void {
  if (loop(memory, kept, derived, 0, rows) !== 0) throw new RangeError('The run makes no step from there.');
}

function slotsOf(program: StepProgram, memory: Memory): number[] {
  return Array.from(memory.subarray(0, program.timeSlot));
}
