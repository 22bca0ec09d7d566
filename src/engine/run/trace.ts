/** The columns of a run, one entry a step, the start first. All of a row belongs to the same iterate. */
export interface Trace extends Iterates, Derived {}

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
}

/** Iterates with every column mapped. */
export function mapIterates(iterates: Iterates, map: (column: Float64Array) => Float64Array): Iterates {
  return { parameters: iterates.parameters.map(map), value: map(iterates.value) };
}

/** Derived columns with every column mapped. */
export function mapDerived(derived: Derived, map: (column: Float64Array) => Float64Array): Derived {
  return { gradient: derived.gradient.map(map), gradientNorm: map(derived.gradientNorm), rate: map(derived.rate) };
}

/** Room for this many rows of what is kept. */
export function emptyIterates(parameters: number, rows: number): Iterates {
  return {
    parameters: Array.from({ length: parameters }, () => new Float64Array(rows)),
    value: new Float64Array(rows),
  };
}

/** Room for this many rows of what is derived. */
export function emptyDerived(parameters: number, rows: number): Derived {
  return {
    gradient: Array.from({ length: parameters }, () => new Float64Array(rows)),
    gradientNorm: new Float64Array(rows),
    rate: new Float64Array(rows),
  };
}
