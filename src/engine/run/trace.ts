import type { Epochs } from './batches/epochs.ts';

/**
 * The columns of a run, one entry a step, the start first. All of a row belongs to the same iterate. Of a run in batches
 * value and gradient are estimates from the batch of the row's step.
 */
export interface Trace extends Iterates, Derived {
  /** Of a run in batches: the full objective at each epoch. */
  readonly epochs?: Epochs;
}

/** What a run keeps of every step. */
export interface Iterates {
  /** `parameters[i][k]`: parameter i at step k. */
  readonly parameters: readonly Float64Array[];
  /** The objective as written. */
  readonly value: Float64Array;
}

/** What follows from an iterate and its step number, digit for digit, so that it need not be kept. */
export interface Derived {
  /** `gradient[i][k]`: the partial derivative of the objective as written, by parameter i, at step k. */
  readonly gradient: readonly Float64Array[];
  /** The gradient's 2-norm. */
  readonly gradientNorm: Float64Array;
  /** The learning rate in force at step k: the one with which step k + 1 is made. */
  readonly rate: Float64Array;
  /** The method's own columns, in the order in which the run names them: its state at step k. */
  readonly state: readonly Float64Array[];
}

/** Iterates with every column mapped. */
export function mapIterates(iterates: Iterates, map: (column: Float64Array) => Float64Array): Iterates {
  return { parameters: iterates.parameters.map(map), value: map(iterates.value) };
}

/** Derived columns with every column mapped. */
export function mapDerived(derived: Derived, map: (column: Float64Array) => Float64Array): Derived {
  const { gradient, gradientNorm, rate, state } = derived;
  return { gradient: gradient.map(map), gradientNorm: map(gradientNorm), rate: map(rate), state: state.map(map) };
}

/** Room for this many rows of what is kept. */
export function emptyIterates(parameters: number, rows: number): Iterates {
  return {
    parameters: Array.from({ length: parameters }, () => new Float64Array(rows)),
    value: new Float64Array(rows),
  };
}

/** Columns of at least this many rows, with what stands in them; a trace grows by doubling, to no more than `most`. */
export function withRoom<T>(
  columns: T,
  map: (columns: T, grow: (column: Float64Array) => Float64Array) => T,
  capacity: number,
  rows: number,
  most: number,
): T {
  if (rows <= capacity) return columns;
  const grown = Math.min(Math.max(rows, capacity * 2), most);
  return map(columns, (column) => {
    const larger = new Float64Array(grown);
    larger.set(column);
    return larger;
  });
}

/** Room for this many rows of what is derived. */
export function emptyDerived(parameters: number, state: number, rows: number): Derived {
  return {
    gradient: Array.from({ length: parameters }, () => new Float64Array(rows)),
    gradientNorm: new Float64Array(rows),
    rate: new Float64Array(rows),
    state: Array.from({ length: state }, () => new Float64Array(rows)),
  };
}
