/** The rows of a run as they came: slices end to end, with the row at which each begins. */
import type { Trace } from '../src/engine/run/trace.ts';

export interface Rows {
  readonly slices: readonly Trace[];
  /** `starts[i]`: the number of the first row of slice i. */
  readonly starts: readonly number[];
  readonly length: number;
}

/** Picks one column of a slice. */
export type Pick = (slice: Trace) => Float64Array | undefined;

/** A state's list of slices never changes, so that its rows need to be counted once only. */
const counted = new WeakMap<readonly Trace[], Rows>();

/** The rows of slices that lie end to end. */
export function rowsOf(slices: readonly Trace[]): Rows {
  const known = counted.get(slices);
  if (known) return known;
  const starts: number[] = [];
  let length = 0;
  for (const slice of slices) {
    starts.push(length);
    length += slice.value.length;
  }
  const rows = { slices, starts, length };
  counted.set(slices, rows);
  return rows;
}

/** The slice without its first `skip` rows. */
export function from(slice: Trace, skip: number): Trace {
  const cut = (column: Float64Array) => column.subarray(skip);
  return {
    parameters: slice.parameters.map(cut),
    gradient: slice.gradient.map(cut),
    value: cut(slice.value),
    gradientNorm: cut(slice.gradientNorm),
    rate: cut(slice.rate),
    state: slice.state.map(cut),
  };
}

/** The value of a column at a row; NaN where there is no such row. */
export function at(rows: Rows, row: number, pick: Pick): number {
  let low = 0;
  let high = rows.slices.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows.starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  const slice = rows.slices[low];
  return (slice && pick(slice)?.[row - (rows.starts[low] ?? 0)]) ?? Number.NaN;
}

/** The columns of a trace, by what they hold. */
export const columns = {
  value: (slice: Trace) => slice.value,
  gradientNorm: (slice: Trace) => slice.gradientNorm,
  rate: (slice: Trace) => slice.rate,
  parameter:
    (index: number): Pick =>
    (slice) =>
      slice.parameters[index],
  state:
    (index: number): Pick =>
    (slice) =>
      slice.state[index],
  derivative:
    (index: number): Pick =>
    (slice) =>
      slice.gradient[index],
} as const;
