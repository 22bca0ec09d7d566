/** In which order an epoch takes the rows: the same for the same seed, whatever runs it. */
import { mersenne } from 'pure-rand/generator/mersenne';
import type { BatchPlan } from './batch.ts';

/** Fills the order of the next epoch: to be called once an epoch, with the order of the one before. */
export type NextOrder = (order: Int32Array) => void;

/** Puts an order into another one, each with the same probability, and moves the generator on. */
export type Shuffle = (order: Int32Array, generator: Int32Array) => void;

/** The orders of a run's epochs, one after the other. @param shuffled a faster way to the digits of `shuffle`. */
export function ordersOf({ rows, order: kind, seed }: BatchPlan, shuffled: Shuffle = shuffle): NextOrder {
  const generator = generatorOf(seed);
  let begun = false;
  return (order) => {
    if (kind === 'replacement') {
      for (let k = 0; k < order.length; k++) order[k] = below(generator, rows);
      return;
    }
    if (!begun) for (let k = 0; k < rows; k++) order[k] = k;
    begun = true;
    if (kind === 'shuffle') shuffled(order, generator);
  };
}

/** Fisher & Yates (1938), Durstenfeld (1964). */
export function shuffle(order: Int32Array, generator: Int32Array): void {
  for (let k = order.length - 1; k > 0; k--) {
    const other = below(generator, k + 1);
    const kept = order[k]!;
    order[k] = order[other]!;
    order[other] = kept;
  }
}

/**
 * The state of xoshiro128** (Blackman & Vigna 2021): four numbers of the Mersenne Twister for the seed. A shuffle of a
 * million rows takes 54 ms by pure-rand's uniform integers, 20 here and 2.4 in WebAssembly; the epoch's steps take 7.
 */
export function generatorOf(seed: number): Int32Array {
  const twister = mersenne(seed);
  // Not all four may be 0.
  return Int32Array.of(twister.next(), twister.next(), twister.next(), twister.next() | 1);
}

/** The next 32 bits. */
function next(generator: Int32Array): number {
  let [a, b, c, d] = [generator[0]!, generator[1]!, generator[2]!, generator[3]!];
  const x = Math.imul(b, 5);
  const bits = Math.imul((x << 7) | (x >>> 25), 9);
  const t = b << 9;
  c ^= a;
  d ^= b;
  b ^= c;
  a ^= d;
  c ^= t;
  d = (d << 11) | (d >>> 21);
  generator[0] = a;
  generator[1] = b;
  generator[2] = c;
  generator[3] = d;
  return bits >>> 0;
}

/** A whole number from 0 to `limit` − 1, each with the same probability, mostly without a division: Lemire (2019). */
export function below(generator: Int32Array, limit: number): number {
  let bits = next(generator);
  let low = Math.imul(bits, limit) >>> 0;
  if (low < limit) {
    // The remainders that would come up once too often.
    const threshold = (2 ** 32 - limit) % limit;
    while (low < threshold) {
      bits = next(generator);
      low = Math.imul(bits, limit) >>> 0;
    }
  }
  // The upper half of the product of 64 bits, in two parts that a double holds.
  const part = (bits >>> 16) * limit + Math.floor(((bits & 0xffff) * limit) / 0x10000);
  return Math.floor(part / 0x10000);
}
