/** Whether the full objective hovers: the noise of batches keeps a run with a constant rate from settling. */
import type { Epochs } from './epochs.ts';

/** Where values hover since an epoch. */
export interface Floor {
  readonly since: number;
  readonly least: number;
  readonly greatest: number;
}

/** Fewer epochs than this cannot tell a slow descent from none. */
const LEAST_EPOCHS = 20;
/** The means of the last two quarters differ by less than this many standard errors where there is no trend. */
const STANDARD_ERRORS = 3;

/**
 * Without a trend in the last half of the epochs the run has reached its noise floor: with a constant rate η the
 * expected excess stays in proportion to η times the variance of the batches' gradients (Bottou, Curtis & Nocedal 2018,
 * theorem 4.6). Their order alone may keep it there too: in a fixed order every epoch ends at the same point at last.
 *
 * @param gradientNorm below this a run has arrived.
 */
export function noiseFloor({ epoch, value, gradientNorm }: Epochs, arrived: number): Floor | undefined {
  const count = value.length;
  if (count < LEAST_EPOCHS || !(gradientNorm[count - 1]! > arrived)) return undefined;
  const half = Math.floor(count / 2);
  const late = value.subarray(half);
  if (!late.every(Number.isFinite)) return undefined;
  const middle = Math.floor(late.length / 2);
  const [earlier, later] = [statistics(late.subarray(0, middle)), statistics(late.subarray(middle))];
  const error = Math.sqrt(earlier.variance / middle + later.variance / (late.length - middle));
  const rounding = 1e-12 * Math.max(Math.abs(earlier.mean), Math.abs(later.mean));
  if (Math.abs(earlier.mean - later.mean) > STANDARD_ERRORS * error + rounding) return undefined;
  // A steady fall has its first values above all later ones; a plateau of a falling run has not begun at the start.
  const least = late.reduce((a, b) => Math.min(a, b));
  const greatest = late.reduce((a, b) => Math.max(a, b));
  return { since: epoch[half]!, least, greatest };
}

function statistics(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}
