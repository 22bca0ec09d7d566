/** Columns on a scale of their own: shifted and divided, and back. */
import type { Scaling, ScalingKind } from '../problem.ts';

/**
 * How a column is scaled, by its values that are numbers; undefined where there is none.
 *
 * `standardize` gives mean 0 and variance 1, the variance dividing by n as scikit-learn's StandardScaler does; `minmax` the
 * values from 0 to 1, as its MinMaxScaler; `center` mean 0.
 *
 * @throws {ConstantColumn} where all values are the same, or farther apart than the largest number.
 */
export function scalingOf(name: string, kind: ScalingKind, values: Float64Array): Scaling | undefined {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return undefined;
  const low = known.reduce((least, value) => Math.min(least, value));
  const high = known.reduce((greatest, value) => Math.max(greatest, value));
  // Of squares that vanish or overflow nothing would be left: the values count by their range.
  const range = high - low;
  if (range === 0 || range === Number.POSITIVE_INFINITY) throw new ConstantColumn(low);
  if (kind === 'minmax') return { name, kind, shift: low, scale: range };
  const mean = meanOf(known);
  if (kind === 'center') return { name, kind, shift: mean, scale: 1 };
  return {
    name,
    kind,
    shift: mean,
    scale: range * Math.sqrt(meanOf(known.map((value) => ((value - mean) / range) ** 2))),
  };
}

/** Thrown where a column has one value only, which no scale can be taken from. */
export class ConstantColumn extends Error {
  override readonly name = 'ConstantColumn';
  readonly value: number;
  constructor(value: number) {
    super(`all values are ${value}`);
    this.value = value;
  }
}

/** (x − shift)/scale. */
export function scaled({ shift, scale }: Scaling, values: Float64Array): Float64Array {
  return values.map((value) => (value - shift) / scale);
}

/** The values that were scaled, up to rounding. */
export function unscaled({ shift, scale }: Scaling, values: Float64Array): Float64Array {
  return values.map((value) => value * scale + shift);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
