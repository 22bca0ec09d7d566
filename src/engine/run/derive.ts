/** The columns of a trace that follow from its run, computed when they are first looked at. */

import type { Epochs } from './batches/epochs.ts';
import { initialMemory, type Loop } from './loop.ts';
import type { StepProgram } from './program.ts';
import { type Derived, emptyDerived, type Iterates, type Trace } from './trace.ts';

/**
 * @param makeLoop the run's loop, from its beginning.
 * @returns a trace whose gradient, norm, rate and state are computed at first use, by running it again: the digits are the run's.
 * A long run thus keeps less than half of its numbers, and memory is what it waits for.
 */
export function deriveTrace(program: StepProgram, makeLoop: () => Loop, kept: Iterates, epochs?: Epochs): Trace {
  let made: Derived | undefined;
  const derived = (): Derived => {
    made ??= derive(program, makeLoop, kept);
    return made;
  };
  return {
    ...kept,
    ...(epochs && { epochs }),
    get gradient() {
      return derived().gradient;
    },
    get gradientNorm() {
      return derived().gradientNorm;
    },
    get rate() {
      return derived().rate;
    },
    get state() {
      return derived().state;
    },
  };
}

function derive(program: StepProgram, makeLoop: () => Loop, kept: Iterates): Derived {
  const rows = kept.value.length;
  const start = kept.parameters.map((column) => column[0]!);
  const derived = emptyDerived(start.length, program.stateColumns.length, rows);
  // What is kept is written once more, as it is.
  makeLoop()(initialMemory(program, start), kept, derived, 0, rows);
  return derived;
}
