/**
 * Rows of plain numbers, read from bytes without making texts of them. What is not plain, a quote, a text, a row of another
 * length, is left to the reader of papaparse.
 */
import type { ColumnBuilder } from './column-builder.ts';
import { longDecimal, shortDecimal } from './decimal.ts';
import { numberOf } from './number-text.ts';

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const LOWER_E = 101;
const UPPER_E = 69;
/** A field that is no number as a whole may still write a missing value; no such word is longer. */
const LONGEST_WORD = 400;

/** Reads rows into columns; one with no builder is passed over. */
export class PlainRows {
  readonly #delimiter: number;
  readonly #point: number;
  readonly #builders: readonly (ColumnBuilder | undefined)[];
  readonly #values: Float64Array;
  /** The field that was read last: its value, and where it ends. */
  #value = 0;
  #end = 0;
  /** Rows that were read. */
  rows = 0;

  /** @param delimiter one ASCII character. @param comma whether the decimal sign is a comma. */
  constructor(delimiter: string, comma: boolean, builders: readonly (ColumnBuilder | undefined)[]) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#point = (comma ? ',' : '.').charCodeAt(0);
    this.#builders = builders;
    this.#values = new Float64Array(builders.length);
  }

  /**
   * Reads the whole rows that begin at an offset. @param last whether the bytes end the file, and so a row.
   *
   * @returns where the first row begins that was not read, and whether that is because it is not plain.
   */
  read(bytes: Uint8Array, from: number, last: boolean): { readonly at: number; readonly odd: boolean } {
    const width = this.#builders.length;
    let at = from;
    while (at < bytes.length) {
      const next = this.#blank(bytes, at, last);
      if (next > at) {
        at = next;
        continue;
      }
      const plain = this.#row(bytes, at, last);
      if (!plain) return { at, odd: plain === false };
      for (let i = 0; i < width; i++) this.#builders[i]?.number(this.#values[i]!);
      this.rows++;
      at = this.#end;
    }
    return { at, odd: false };
  }

  /** Where an empty line ends; the same offset where there is none. */
  #blank(bytes: Uint8Array, from: number, last: boolean): number {
    let at = from;
    while (bytes[at] === SPACE || (bytes[at] === TAB && this.#delimiter !== TAB)) at++;
    if (at === bytes.length) return last ? at : from;
    if (bytes[at] === LINE_FEED) return at + 1;
    return bytes[at] === RETURN && bytes[at + 1] === LINE_FEED ? at + 2 : from;
  }

  /** True when a row was read, false when it is not plain, undefined when its end is not there yet. */
  #row(bytes: Uint8Array, from: number, last: boolean): boolean | undefined {
    const width = this.#builders.length;
    let at = from;
    for (let column = 0; column < width; column++) {
      const plain = this.#builders[column] ? this.#number(bytes, at, last) : this.#pass(bytes, at, last);
      if (!plain) return plain;
      this.#values[column] = this.#value;
      at = this.#end;
      if (column < width - 1) {
        if (bytes[at] !== this.#delimiter) return false;
        at++;
      }
    }
    if (at === bytes.length) return last ? this.#ends(at) : undefined;
    if (bytes[at] === LINE_FEED) return this.#ends(at + 1);
    if (bytes[at] !== RETURN) return false;
    if (at + 1 === bytes.length && !last) return undefined;
    return bytes[at + 1] === LINE_FEED ? this.#ends(at + 2) : false;
  }

  #ends(at: number): true {
    this.#end = at;
    return true;
  }

  #pass(bytes: Uint8Array, from: number, last: boolean): boolean | undefined {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === this.#delimiter || byte === LINE_FEED || byte === RETURN) return this.#ends(at);
      if (byte === QUOTE) return false;
    }
    return last ? this.#ends(at) : undefined;
  }

  #number(bytes: Uint8Array, from: number, last: boolean): boolean | undefined {
    let at = from;
    let byte = bytes[at];
    const negative = byte === MINUS;
    if (negative || byte === PLUS) byte = bytes[++at];
    let high = 0;
    let low = 0;
    let digits = 0;
    let written = 0;
    let exponent = 0;
    for (let fraction = false; byte !== undefined; byte = bytes[++at]) {
      if (byte >= ZERO && byte <= NINE) {
        written++;
        // Zeros before the first other digit say nothing of the precision.
        if (digits > 0 || byte !== ZERO) digits++;
        if (digits <= 10) high = high * 10 + (byte - ZERO);
        else low = low * 10 + (byte - ZERO);
        if (fraction) exponent--;
      } else if (byte === this.#point && !fraction) fraction = true;
      else break;
    }
    if (written > 0 && (byte === LOWER_E || byte === UPPER_E)) {
      let power = 0;
      byte = bytes[++at];
      const down = byte === MINUS;
      if (down || byte === PLUS) byte = bytes[++at];
      const first = at;
      for (; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[++at]) power = power * 10 + (byte - ZERO);
      if (at === first) written = 0;
      exponent += down ? -power : power;
    }
    if (byte === undefined && !last) return undefined;
    const ends = byte === undefined || byte === this.#delimiter || byte === LINE_FEED || byte === RETURN;
    if (!ends || written === 0 || digits > 19) return this.#word(bytes, from, last);
    const size =
      digits <= 10
        ? shortDecimal(high, exponent)
        : digits <= 15
          ? shortDecimal(high * POWERS[digits - 10]! + low, exponent)
          : longDecimal(high, POWERS[digits - 10]!, low, exponent);
    if (Number.isNaN(size)) return this.#word(bytes, from, last);
    this.#value = negative ? -size : size;
    return this.#ends(at);
  }

  /** A number that only the language itself rounds rightly, or a missing value. */
  #word(bytes: Uint8Array, from: number, last: boolean): boolean | undefined {
    const plain = this.#pass(bytes, from, last);
    if (!plain) return plain;
    if (this.#end - from > LONGEST_WORD) return false;
    let text = '';
    for (let i = from; i < this.#end; i++) text += String.fromCharCode(bytes[i]!);
    const value = numberOf(text.trim(), this.#point === 44);
    if (value === undefined) return false;
    this.#value = value;
    return true;
  }
}

const POWERS = Float64Array.from({ length: 10 }, (_, i) => 10 ** i);
