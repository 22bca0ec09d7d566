/** The columns of a run, one entry a step, the start first. All of a row belongs to the same iterate. */
export interface Trace {
  /** `parameters[i][k]`: parameter i at step k. */
  readonly parameters: readonly Float64Array[];
  /** `gradient[i][k]`: the partial derivative of the objective as written, by parameter i, at step k. */
  readonly gradient: readonly Float64Array[];
  /** The objective as written. */
  readonly value: Float64Array;
  /** The gradient's 2-norm. */
  readonly gradientNorm: Float64Array;
  /** The learning rate in force at step k: the one with which step k + 1 is made. */
  readonly rate: Float64Array;
}
