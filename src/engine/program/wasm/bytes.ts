/**
 * The binary format of WebAssembly, as far as it is used: numbers, vectors, sections. WebAssembly Core Specification
 * 2.0, ch. 5.
 */

/** Bytes that grow. */
export class Bytes {
  #buffer = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(...values: readonly number[]): this {
    this.#reserve(values.length);
    for (const value of values) this.#buffer[this.#length++] = value;
    return this;
  }

  /** An unsigned integer below 2³², LEB128 (§5.2.2). */
  unsigned(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    return this.byte(rest);
  }

  /** A signed integer, LEB128; a bigint for 64 bits. */
  signed(value: number | bigint): this {
    let rest = BigInt(value);
    for (;;) {
      const low = Number(rest & 127n);
      rest >>= 7n;
      if ((rest === 0n && (low & 64) === 0) || (rest === -1n && (low & 64) !== 0)) return this.byte(low);
      this.byte(low | 128);
    }
  }

  /** A double, its eight bytes little-endian. */
  double(value: number): this {
    this.#reserve(8);
    new DataView(this.#buffer.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
    return this;
  }

  /** UTF-8 of an ASCII name, with its length. */
  name(text: string): this {
    this.unsigned(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
    return this;
  }

  bytes(other: Bytes): this {
    this.#reserve(other.length);
    this.#buffer.set(other.taken(), this.#length);
    this.#length += other.length;
    return this;
  }

  /** Bytes with their length before them. */
  sized(other: Bytes): this {
    return this.unsigned(other.length).bytes(other);
  }

  /** What was written, as a view. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + more));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}
