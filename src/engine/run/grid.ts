/** The objective on a grid of two of its parameters: what contours and surfaces are drawn from. */
import type { Problem } from '../problem.ts';
import { type Backend, compileProgram } from '../program/evaluator.ts';
import { compileWasmGrid, type GridSource } from '../program/wasm/grid.ts';

/** Which parameters go along the axes, by index, and how many values each takes. */
export interface GridAxes {
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  /**
   * The objective as written at every point of the grid: row after row, each `width` values across.
   *
   * @param across `width` values of the parameter across. @param down `height` values of the parameter down.
   * @param point the other parameters' values, by index.
   * @returns memory that the next call writes over.
   */
  values(across: ArrayLike<number>, down: ArrayLike<number>, point: ArrayLike<number>): Float64Array;
}

/** Compiles a grid of a fixed size. */
export function compileGrid(problem: Problem, axes: GridAxes, backend: Backend = 'automatic'): Grid {
  const { graph, objective, parameters } = problem;
  const columns = problem.columns.map((column) => column.values);
  const { across, down } = axes;
  const source = { graph, output: objective, columns, inputs: parameters.length, across, down };
  const wide = backend === 'automatic' || backend === 'wasm' ? vectors(source, axes) : undefined;
  return wide ?? pointByPoint(source, axes, backend);
}

function vectors(source: GridSource, { width, height }: GridAxes): Grid | undefined {
  const memory = compileWasmGrid(source, width, height);
  if (!memory) return undefined;
  const { stride, values } = memory;
  return {
    values: (across, down, point) => {
      memory.across.set(across);
      memory.down.set(down);
      memory.inputs.set(point);
      memory.run();
      if (stride === width) return values;
      // Rows end with what fills their last vectors: they move together.
      for (let row = 1; row < height; row++) values.copyWithin(row * width, row * stride, row * stride + width);
      return values.subarray(0, width * height);
    },
  };
}

function pointByPoint(source: GridSource, { across, down, width, height }: GridAxes, backend: Backend): Grid {
  const program = compileProgram([source.output], source.inputs, source.columns, backend);
  const values = new Float64Array(width * height);
  return {
    values: (xs, ys, point) => {
      program.inputs.set(point);
      for (let row = 0; row < height; row++) {
        program.inputs[down] = ys[row]!;
        for (let column = 0; column < width; column++) {
          program.inputs[across] = xs[column]!;
          program.run();
          values[row * width + column] = program.outputs[0]!;
        }
      }
      return values;
    },
  };
}
