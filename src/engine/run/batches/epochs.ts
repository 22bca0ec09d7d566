/** The full objective at the epochs of a run in batches. */

/** A column each, one entry an epoch, the start first; the last is of the run's last row, whole epoch or not. */
export interface Epochs {
  /** Passes over the rows made. */
  readonly epoch: Float64Array;
  /** The step: the row of the trace that has this iterate. */
  readonly step: Float64Array;
  /** The objective as written, over all rows. */
  readonly value: Float64Array;
  /** The 2-norm of its gradient. */
  readonly gradientNorm: Float64Array;
}

/** Epochs with every column mapped. */
export function mapEpochs(epochs: Epochs, map: (column: Float64Array) => Float64Array): Epochs {
  const { epoch, step, value, gradientNorm } = epochs;
  return { epoch: map(epoch), step: map(step), value: map(value), gradientNorm: map(gradientNorm) };
}

/** Room for this many. */
export function emptyEpochs(capacity: number): Epochs {
  const column = () => new Float64Array(capacity);
  return { epoch: column(), step: column(), value: column(), gradientNorm: column() };
}
