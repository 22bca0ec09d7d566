/** Numbers that look random and are the same for the same seed, on every machine. */

/** Tomita and Doty-Humphrey's "sfc32", as in PractRand: 32-bit words, a counter against short cycles. */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = Uint32Array.of(seed, seed / 2 ** 32, 0x9e3779b9, 1);
    for (let i = 0; i < 15; i++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const [a, b, c, counter] = this.#state as unknown as [number, number, number, number];
    const sum = a + b + counter;
    this.#state[3] = counter + 1;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to count − 1. */
  integer(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** Uniform in [from, to), with all bits of the mantissa. */
  between(from: number, to: number): number {
    return from + (to - from) * (this.next() + this.next() / 2 ** 32);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(items.length)]!;
  }
}
