/** The columns of a run, joined from the slices in which they came. */
import type { Trace } from '../../src/engine/run/trace.ts';
import type { RunState } from '../../src/protocol/view.ts';

export interface Columns {
  readonly parameters: readonly number[][];
  readonly gradient: readonly number[][];
  readonly value: readonly number[];
  readonly gradientNorm: readonly number[];
  readonly rate: readonly number[];
}

/** All rows of a run that the panel has. */
export function columnsOf({ slices }: RunState): Columns {
  const join = (column: (slice: Trace) => ArrayLike<number> | undefined) =>
    slices.flatMap((slice) => Array.from(column(slice) ?? []));
  const indices = Array.from(slices[0]?.parameters ?? [], (_, index) => index);
  return {
    parameters: indices.map((index) => join((slice) => slice.parameters[index])),
    gradient: indices.map((index) => join((slice) => slice.gradient[index])),
    value: join((slice) => slice.value),
    gradientNorm: join((slice) => slice.gradientNorm),
    rate: join((slice) => slice.rate),
  };
}

/** The same of a trace that came whole. */
export function columnsOfTrace(trace: Trace): Columns {
  return {
    parameters: trace.parameters.map((column) => Array.from(column)),
    gradient: trace.gradient.map((column) => Array.from(column)),
    value: Array.from(trace.value),
    gradientNorm: Array.from(trace.gradientNorm),
    rate: Array.from(trace.rate),
  };
}
