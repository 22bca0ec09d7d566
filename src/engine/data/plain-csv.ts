/**
 * Plain rows, read from bytes: numbers without making texts of them, texts that are in no quotes. What is not plain, a quote, a
 * text among numbers, a row of another length, is left to the reader of papaparse.
 */
import type { ColumnBuilder } from './column-builder.ts';
import { longDecimal, shortDecimal } from './decimal.ts';
import { numberOf } from './number-text.ts';
import { TextDecoder } from './platform.ts';

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
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
  /** The row's fields: a number's value and −1, or where a text begins and ends. */
  readonly #values: Float64Array;
  readonly #ends: Int32Array;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
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
    this.#ends = new Int32Array(builders.length);
  }

  /** Reads whole rows, the last of which ends with a line feed. @returns where the first row begins that is not plain. */
  read(bytes: Uint8Array): number {
    const builders = this.#builders;
    const values = this.#values;
    const ends = this.#ends;
    let at = 0;
    while (at < bytes.length) {
      if (bytes[at]! <= SPACE) {
        const next = this.#blank(bytes, at);
        if (next > at) {
          at = next;
          continue;
        }
      }
      if (!this.#row(bytes, at)) return at;
      for (let i = 0; i < builders.length; i++) {
        if (ends[i]! < 0) builders[i]?.number(values[i]!);
        else builders[i]?.text(this.#text(bytes, values[i]!, ends[i]!));
      }
      this.rows++;
      at = this.#end;
    }
    return at;
  }

  /** Where an empty line ends; the same offset where there is none. */
  #blank(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes[at] === SPACE || (bytes[at] === TAB && this.#delimiter !== TAB)) at++;
    if (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED) at++;
    return bytes[at] === LINE_FEED ? at + 1 : from;
  }

  /** Whether the row is plain. Its values and its end are then known. */
  #row(bytes: Uint8Array, from: number): boolean {
    const builders = this.#builders;
    const last = builders.length - 1;
    let at = from;
    for (let column = 0; column <= last; column++) {
      const builder = builders[column];
      const isNumber = builder?.takesNumbers === true && this.#number(bytes, at);
      if (!isNumber && (builder?.seenNumber === true || !this.#pass(bytes, at))) return false;
      this.#values[column] = isNumber ? this.#value : at;
      this.#ends[column] = isNumber || !builder ? -1 : this.#end;
      at = this.#end;
      if (column < last && bytes[at++] !== this.#delimiter) return false;
    }
    if (bytes[at] === RETURN) at++;
    this.#end = at + 1;
    return bytes[at] === LINE_FEED;
  }

  /** Passes over a field that is not in quotes. */
  #pass(bytes: Uint8Array, from: number): boolean {
    let at = from;
    for (; ; at++) {
      const byte = bytes[at]!;
      if (byte === this.#delimiter || byte === LINE_FEED || byte === RETURN) break;
      if (byte === QUOTE) return false;
    }
    this.#end = at;
    return true;
  }

  #text(bytes: Uint8Array, from: number, end: number): string {
    if (end - from > 40) return this.#decoder.decode(bytes.subarray(from, end));
    let text = '';
    for (let i = from; i < end; i++) {
      if (bytes[i]! > 127) return this.#decoder.decode(bytes.subarray(from, end));
      text += String.fromCharCode(bytes[i]!);
    }
    return text;
  }

  #number(bytes: Uint8Array, from: number): boolean {
    let at = from;
    let byte = bytes[at]!;
    const negative = byte === MINUS;
    if (negative || byte === PLUS) byte = bytes[++at]!;
    const first = at;
    // The digits as a whole number: the first 15, and those after them.
    let high = 0;
    let low = 0;
    let digits = 0;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) {
      // Zeros before the first other digit say nothing of the precision.
      if (digits > 0 || byte !== ZERO) digits++;
      if (digits <= 15) high = high * 10 + (byte - ZERO);
      else low = low * 10 + (byte - ZERO);
    }
    let written = at - first;
    let exponent = 0;
    if (byte === this.#point) {
      byte = bytes[++at]!;
      const point = at;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) {
        if (digits > 0 || byte !== ZERO) digits++;
        if (digits <= 15) high = high * 10 + (byte - ZERO);
        else low = low * 10 + (byte - ZERO);
      }
      exponent = point - at;
      written -= exponent;
    }
    if (byte === LOWER_E || byte === UPPER_E) {
      byte = bytes[++at]!;
      const down = byte === MINUS;
      if (down || byte === PLUS) byte = bytes[++at]!;
      const start = at;
      let power = 0;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) power = power * 10 + (byte - ZERO);
      if (at === start) return this.#word(bytes, from);
      exponent += down ? -power : power;
    }
    const ends = byte === this.#delimiter || byte === LINE_FEED || byte === RETURN;
    if (!ends || written === 0 || digits > 19) return this.#word(bytes, from);
    const size = digits <= 15 ? shortDecimal(high, exponent) : longDecimal(high, POWERS[digits - 15]!, low, exponent);
    if (Number.isNaN(size)) return this.#word(bytes, from);
    this.#value = negative ? -size : size;
    this.#end = at;
    return true;
  }

  /** A number that only the language itself rounds rightly, or a missing value. */
  #word(bytes: Uint8Array, from: number): boolean {
    if (!this.#pass(bytes, from) || this.#end - from > LONGEST_WORD) return false;
    let text = '';
    for (let i = from; i < this.#end; i++) text += String.fromCharCode(bytes[i]!);
    const value = numberOf(text.trim(), this.#point === COMMA);
    if (value === undefined) return false;
    this.#value = value;
    return true;
  }
}

const POWERS = [1, 10, 100, 1000, 10_000];
