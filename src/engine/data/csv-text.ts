/** Rows of separated values as texts, with quotes, as papaparse reads them. */
import Papa from 'papaparse';
import type { ColumnBuilder } from './column-builder.ts';
import type { Encoding } from './dialect.ts';
import { type Decoder, TextDecoder } from './platform.ts';
import { rowList } from './row-list.ts';
import { TableError } from './table.ts';

/** A row longer than this is a quote that nothing closes. Characters. */
const LONGEST_ROW = 1 << 21;

/** Of so many bytes at a time papaparse's rows are short-lived: they never fill the memory. */
const PART = 1 << 16;

/** What papaparse gives of a piece of text. */
interface Parsed {
  readonly data: readonly string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/** Reads rows into columns; one with no builder is passed over. */
export class CsvText {
  readonly #name: string;
  readonly #parser: Papa.Parser;
  readonly #decoder: Decoder;
  readonly #builders: readonly (ColumnBuilder | undefined)[];
  /** Text of a row whose end is not there yet. */
  #rest = '';
  /** A carriage return at the end of what came. */
  #held = '';
  /** Rows that were read. */
  rows = 0;
  /** Rows with more values than columns. */
  readonly broken: number[] = [];
  readonly #short: number[] = [];
  readonly #quotes: number[] = [];

  constructor(name: string, delimiter: string, encoding: Encoding, builders: readonly (ColumnBuilder | undefined)[]) {
    this.#name = name;
    this.#parser = new Papa.Parser({ delimiter, newline: '\n' });
    this.#decoder = new TextDecoder(encoding);
    this.#builders = builders;
  }

  /** Reads the whole rows of a piece. @param last whether it is the last one. @throws {TableError} */
  read(bytes: Uint8Array, last: boolean): void {
    let at = 0;
    for (; at + PART < bytes.length; at += PART) this.#read(bytes.subarray(at, at + PART), false);
    this.#read(bytes.subarray(at), last);
  }

  #read(bytes: Uint8Array, last: boolean): void {
    const fresh = this.#held + this.#decoder.decode(bytes, { stream: !last });
    // A carriage return may have its line feed in the next part.
    this.#held = !last && fresh.endsWith('\r') ? '\r' : '';
    const text = this.#rest + fresh.slice(0, fresh.length - this.#held.length).replaceAll(/\r\n?/g, '\n');
    const parsed = this.#parser.parse(text, 0, !last) as Parsed;
    this.#rest = last ? '' : text.slice(parsed.meta.cursor);
    const first = this.rows;
    for (const row of parsed.data) this.#take(row);
    for (const { code, row } of parsed.errors) {
      if (code === 'MissingQuotes') throw openQuote(first + row);
      this.#quotes.push(first + row);
    }
    if (this.#rest.length > LONGEST_ROW) throw openQuote(this.rows);
  }

  /** What was odd, in sentences. */
  remarks(): string[] {
    const remarks: string[] = [];
    const say = (rows: readonly number[], what: string, then: string) => {
      if (rows.length > 0)
        remarks.push(`${rowList(rows)} of ${this.#name} ${rows.length === 1 ? 'has' : 'have'} ${what}${then}.`);
    };
    say(this.broken, 'more values than there are columns', ' and are left out');
    say(this.#short, 'fewer values than there are columns', ': the others are missing');
    say(this.#quotes, 'a quote in the middle of a value', '');
    return remarks;
  }

  #take(row: readonly string[]): void {
    if (row.length === 1 && row[0]!.trim() === '') return;
    const builders = this.#builders;
    const width = builders.length;
    if (row.length > width && row.slice(width).some((field) => field.trim() !== '')) {
      this.broken.push(this.rows++);
      for (const builder of builders) builder?.missing();
      return;
    }
    if (row.length < width) this.#short.push(this.rows);
    for (let i = 0; i < width; i++) {
      const field = row[i];
      if (field === undefined) builders[i]?.missing();
      else builders[i]?.text(field);
    }
    this.rows++;
  }
}

function openQuote(row: number): TableError {
  return new TableError(`the quote that opens in row ${row + 1} is never closed`);
}
