/** Where every start ends: the same descent from many starts. */
import type { Problem } from '../problem.ts';
import { type Backend, compileProgram } from '../program/evaluator.ts';
import { BUNDLE, compileChains } from '../program/wasm/chains.ts';
import type { RunPlan } from './plan.ts';
import { manyStepsProgram, type StepProgram } from './program.ts';

export interface BasinOptions {
  /** The most starts of one call of `run`. */
  readonly capacity: number;
  /** Faster, with last digits that depend on the processor: for pictures. False unless said. */
  readonly fuse?: boolean;
  readonly backend?: Backend;
}

/** A descent from many starts. No rule stops it: every start makes as many steps. */
export interface Basins {
  /**
   * Replaces starts by where they end.
   *
   * @param points one array a parameter: the starts' values. @param steps how many steps each makes.
   */
  run(points: readonly Float64Array[], steps: number): void;
}

/** Compiles the descents of a plan at a rate. Slices of the starts can be run one after the other, and cancelled between. */
export function compileBasins(problem: Problem, plan: RunPlan, rate: number, options: BasinOptions): Basins {
  const { backend = 'automatic', fuse = false } = options;
  const program = manyStepsProgram(problem, plan.method, plan.schedule, rate);
  const wide = backend === 'automatic' || backend === 'wasm' ? vectors(program, options.capacity, fuse) : undefined;
  return wide ?? oneByOne(program, backend);
}

function vectors(program: StepProgram, capacity: number, fuse: boolean): Basins | undefined {
  const { graph, columns, parameters, initialState, timeSlot, nextParameters, nextState } = program;
  const initial = [...new Array<undefined>(parameters).fill(undefined), ...initialState];
  const next = [...nextParameters, ...nextState];
  const room = Math.ceil(capacity / BUNDLE) * BUNDLE;
  const chains = compileChains({ graph, columns, initial, timeSlot, next }, room, fuse);
  if (!chains) return undefined;
  return {
    run: (points, steps) => {
      const count = points[0]!.length;
      const padded = Math.ceil(count / BUNDLE) * BUNDLE;
      if (count > capacity) throw new RangeError(`There is room for ${capacity} starts, not for ${count}.`);
      points.forEach((values, i) => {
        chains.values[i]!.set(values);
        // What fills the last bundle takes part and is not looked at.
        chains.values[i]!.fill(0, count, padded);
      });
      chains.run(padded, steps);
      points.forEach((values, i) => {
        values.set(chains.values[i]!.subarray(0, count));
      });
    },
  };
}

function oneByOne(program: StepProgram, backend: Backend): Basins {
  const { columns, parameters, initialState, timeSlot, nextParameters, nextState } = program;
  const { inputs, outputs, run } = compileProgram([...nextParameters, ...nextState], timeSlot + 1, columns, backend);
  return {
    run: (points, steps) => {
      for (let start = 0; start < points[0]!.length; start++) {
        for (let i = 0; i < parameters; i++) inputs[i] = points[i]![start]!;
        inputs.set(initialState, parameters);
        for (let step = 0; step < steps; step++) {
          inputs[timeSlot] = step;
          run();
          inputs.set(outputs);
        }
        for (let i = 0; i < parameters; i++) points[i]![start] = inputs[i]!;
      }
    },
  };
}
