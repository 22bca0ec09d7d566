/** What a file of separated values says in its first bytes: how it is written, and what its columns are called. */
import { type Dialect, dialectOf, type Encoding, encodingOf, endOfRow, isHeader, rowsOf } from './dialect.ts';
import { few } from './few.ts';
import { TextDecoder, TextEncoder } from './platform.ts';
import { TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

export interface Beginning {
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** The byte after the header. */
  readonly at: number;
  readonly remarks: readonly string[];
}

/** @param whole whether the bytes are all of the file. @throws {TableError} for what is no text, or empty. */
export function beginningOf(name: string, bytes: Uint8Array, whole: boolean, { header, delimiter }: Wanted): Beginning {
  const encoding = encodingOf(bytes, whole);
  const mark = encoding === 'windows-1252' ? 0 : encoding === 'utf-8' ? (startsWithMark(bytes) ? 3 : 0) : 2;
  const decoded = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(mark), { stream: !whole });
  if (decoded.includes('\0')) throw new TableError('it is not text');
  const sample = decoded.replaceAll(/\r\n?/g, '\n');
  if (sample.trim() === '') throw new TableError('it is empty');
  const dialect = dialectOf(name, sample, whole, delimiter);
  // Carriage returns count as bytes, so that the row's end is looked for in the text as it is.
  const lead = /^(?:[ \t]*(?:\r\n?|\n))*/.exec(decoded)![0].length;
  const end = endOfRow(decoded, lead);
  const [row = []] = rowsOf(
    decoded.slice(lead, end).replaceAll(/\r\n?/g, '\n').replace(/\n$/, ''),
    dialect.delimiter,
    true,
  );
  const named = header ?? isHeader(row, dialect.comma);
  const headers = row.map((field, i) => (named ? field.trim() : `column_${i + 1}`));
  const remarks: string[] = [];
  if (!named) remarks.push(`${name} has no header: its columns are ${few(headers)}.`);
  if (dialect.comma) remarks.push(`${name} writes decimals with a comma: 1,5 is read as 1.5.`);
  if (encoding === 'windows-1252') remarks.push(`${name} is not UTF-8: it is read as Windows-1252.`);
  const until = named ? end : lead;
  return { encoding, dialect, headers, at: mark + lengthOf(decoded.slice(0, until), encoding), remarks };
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function lengthOf(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return new TextEncoder().encode(text).length;
  return encoding === 'windows-1252' ? text.length : 2 * text.length;
}
