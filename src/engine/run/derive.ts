/** The columns of a trace that follow from its iterates, computed when they are first looked at. */
import { compileEvaluator } from '../program/evaluator.ts';
import type { StepProgram } from './program.ts';
import { type Derived, emptyDerived, type Iterates, type Trace } from './trace.ts';

/**
 * A trace whose gradient, norm and rate are computed at first use, by the same operations in the same order as in the
 * run: the digits are the run's. A long run thus keeps less than half of its numbers, and memory is what it waits for.
 */
export function deriveTrace(program: StepProgram, { parameters, value }: Iterates): Trace {
  let made: Derived | undefined;
  const derived = (): Derived => {
    made ??= derive(program, parameters, value.length);
    return made;
  };
  return {
    parameters,
    value,
    get gradient() {
      return derived().gradient;
    },
    get gradientNorm() {
      return derived().gradientNorm;
    },
    get rate() {
      return derived().rate;
    },
  };
}

function derive(program: StepProgram, parameters: readonly Float64Array[], rows: number): Derived {
  const { gradient, gradientNorm, rate, timeSlot, columns } = program;
  const evaluate = compileEvaluator([...gradient, gradientNorm, rate], timeSlot + 1, columns);
  const inputs = new Float64Array(timeSlot + 1);
  const outputs = new Float64Array(gradient.length + 2);
  const derived = emptyDerived(parameters.length, rows);
  for (let row = 0; row < rows; row++) {
    parameters.forEach((column, i) => {
      inputs[i] = column[row]!;
    });
    inputs[timeSlot] = row;
    evaluate(inputs, outputs);
    derived.gradient.forEach((column, i) => {
      column[row] = outputs[i]!;
    });
    derived.gradientNorm[row] = outputs.at(-2)!;
    derived.rate[row] = outputs.at(-1)!;
  }
  return derived;
}
