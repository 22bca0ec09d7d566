/** Columns that grow while their length is not known. */

/** Rows of a block: half a megabyte of doubles. */
const BLOCK = 1 << 16;

type Values = Float64Array | Int32Array;

/**
 * Numbers in blocks, joined at the end: nothing is copied while they grow, so that the peak is twice the values' size, and
 * for several columns one column more than once.
 */
export class Blocks<T extends Values> {
  readonly #make: (length: number) => T;
  #full: T[] = [];
  #block: T;
  #at = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#block = make(1024);
  }

  get length(): number {
    return this.#full.reduce((sum, block) => sum + block.length, 0) + this.#at;
  }

  push(value: number): void {
    if (this.#at === this.#block.length) this.#grow();
    this.#block[this.#at++] = value;
  }

  /** All values as one array; what was held is let go. */
  join(): T {
    const joined = this.#make(this.length);
    let at = 0;
    for (let i = 0; i < this.#full.length; i++) {
      joined.set(this.#full[i]!, at);
      at += this.#full[i]!.length;
    }
    joined.set(this.#block.subarray(0, this.#at), at);
    this.#full = [];
    this.#block = this.#make(0);
    this.#at = 0;
    return joined;
  }

  #grow(): void {
    this.#full.push(this.#block);
    this.#block = this.#make(Math.min(BLOCK, 2 * this.#block.length));
    this.#at = 0;
  }
}
