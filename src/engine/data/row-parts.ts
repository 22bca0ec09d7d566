/** Rows in parts: those that a model is fitted to, and those that are held out. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** What the rows of a part are for. */
export type Part = 'training' | 'validation' | 'test';

/** Shares of the rows, from 0 to 1, together 1 at most; and the seed of the shuffle. */
export interface Shares {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
}

/**
 * The rows of each part, by their indices, ascending. The rows are shuffled by the Mersenne Twister, so that a seed gives the
 * same parts on every host, and dealt in order; each part gets its share, rounded, of what is left.
 */
export function partsOf(rows: number, { seed, ...shares }: Shares): Readonly<Record<Part, Int32Array>> {
  const shuffled = shuffledRows(rows, seed);
  const ends = [
    shares.training,
    shares.training + shares.validation,
    shares.training + shares.validation + shares.test,
  ];
  const [first, second, third] = ends.map((share) => Math.min(rows, Math.round(rows * share))) as [
    number,
    number,
    number,
  ];
  return {
    training: shuffled.slice(0, first).sort(),
    validation: shuffled.slice(first, second).sort(),
    test: shuffled.slice(second, third).sort(),
  };
}

/** Fisher and Yates (1938), in Durstenfeld's form (1964). */
function shuffledRows(rows: number, seed: number): Int32Array {
  const random = mersenne(seed);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let k = rows - 1; k > 0; k--) {
    const other = uniformInt(random, 0, k);
    const held = order[k]!;
    order[k] = order[other]!;
    order[other] = held;
  }
  return order;
}

/** The values of these rows. */
export function pickRows<T extends Float64Array | Int32Array>(values: T, rows: Int32Array): T {
  const picked = values.slice(0, rows.length);
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!;
  return picked as T;
}
