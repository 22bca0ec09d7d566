/** Runs of a method at one rate after another: compiled once, made in slices of time. */
import type { MethodChoice, Problem } from '../../problem.ts';
import { reachable } from '../../program/graph.ts';
import { initialMemory, type Limits, type Loop, limitsOf, numberIn, ruleOf } from '../loop.ts';
import { compileLoop } from '../loops/index.ts';
import { type FreeRateProgram, freeRateProgram, outputsOf } from '../program.ts';
import { emptyIterates, type Iterates, mapIterates } from '../trace.ts';
import { outcomeOf } from './outcome.ts';
import type { RateOutcome } from './report.ts';

declare const performance: { now(): number };

/** Milliseconds between two looks of the host. */
const SLICE = 12;

/** A run at a rate, as views of memory that the next one writes over. */
export interface Trial {
  readonly trace: Iterates;
  readonly outcome: RateOutcome;
}

export class Trials {
  readonly #problem: Problem;
  readonly #free: FreeRateProgram;
  readonly #limits: Limits;
  readonly #loop: Loop;
  readonly #kept: Iterates;
  /** Rows that fit into a slice, as far as is known. */
  #rows = 16;

  /** @param most the longest run, in steps. */
  constructor(problem: Problem, method: MethodChoice, most: number) {
    const { divergence } = problem.settings.stop;
    // No rule but the limits: a run that rests goes on resting.
    const stop = { steps: most, divergence };
    this.#problem = { ...problem, settings: { ...problem.settings, stop } };
    this.#free = freeRateProgram(this.#problem, method);
    this.#limits = limitsOf(stop);
    this.#loop = compileLoop(this.#free.program, this.#limits);
    this.#kept = emptyIterates(problem.parameters.length, most + 1);
  }

  /** What one step costs, in operations on numbers. */
  get cost(): number {
    return reachable(outputsOf(this.#free.program)).reduce((sum, { rows }) => sum + Math.max(1, rows), 0);
  }

  /** A run of so many steps. Yields between slices of time. */
  *run(rate: number, steps: number): Generator<void, Trial, void> {
    const { program, initialState } = this.#free;
    const { start } = this.#problem.settings;
    const memory = initialMemory({ ...program, initialState: initialState(rate) }, start);
    let rows = 0;
    let fired = 0;
    while (rows <= steps && fired === 0) {
      const end = Math.min(steps + 1, rows + this.#rows);
      const began = performance.now();
      fired = this.#loop(memory, this.#kept, undefined, rows, end);
      const took = performance.now() - began;
      rows = fired === 0 ? end : numberIn(memory, 'step') + 1;
      if (took > SLICE) this.#rows = Math.max(1, this.#rows >> 1);
      else if (took < SLICE / 4) this.#rows = Math.min(1 << 16, this.#rows * 2);
      if (took > SLICE / 2) yield;
    }
    const bounded = fired === 0 || ruleOf(program, fired) === 'steps';
    const trace = mapIterates(this.#kept, (column) => column.subarray(0, rows));
    const sign = this.#problem.sense === 'maximize' ? -1 : 1;
    return { trace, outcome: outcomeOf(trace, sign, bounded) };
  }
}
