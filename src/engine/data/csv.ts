/** Tables of separated values, read in pieces as they come. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import { CsvText } from './csv-text.ts';
import { type Dialect, dialectOf, type Encoding, encodingOf, endOfRow, isHeader, rowsOf } from './dialect.ts';
import { few } from './few.ts';
import { PlainRows } from './plain-csv.ts';
import { TextDecoder, TextEncoder } from './platform.ts';
import { type Table, type TableColumn, TableError } from './table.ts';

/** What of a table is wanted, and how it is written where that cannot be seen. */
export interface Wanted {
  /** Whether a column is to be held, by its name. */
  readonly columns: (name: string) => boolean;
  /** Whether the first row names the columns; seen from the row when absent. */
  readonly header?: boolean;
  /** What stands between values; found when absent. */
  readonly delimiter?: string;
}

/** Bytes that are looked at before the first row is read. */
const SAMPLE = 1 << 16;

/**
 * Reads a table of separated values. A column that turns out to be of texts after numbers is read once more.
 *
 * @param open the file's bytes from the beginning; called once or twice.
 * @throws {TableError}
 */
export async function readCsv(name: string, open: () => AsyncIterable<Uint8Array>, wanted: Wanted): Promise<Table> {
  const once = await readOnce(name, open(), wanted, false);
  const late = new Set(once.builders.flatMap((builder) => (builder.late ? [builder.name] : [])));
  if (late.size === 0) return tableOf(name, once);
  const again = { ...wanted, columns: (column: string) => late.has(column) };
  const texts = new Map((await readOnce(name, open(), again, true)).builders.map((builder) => [builder.name, builder]));
  return tableOf(name, { ...once, builders: once.builders.map((builder) => texts.get(builder.name) ?? builder) });
}

interface Read {
  readonly names: readonly string[];
  readonly builders: readonly ColumnBuilder[];
  readonly rows: number;
  readonly broken: readonly number[];
  readonly remarks: readonly string[];
}

function tableOf(name: string, { names, builders, rows, broken, remarks }: Read): Table {
  const columns: TableColumn[] = builders.map((builder) => builder.column());
  return { name, rows, names, columns, broken, remarks };
}

async function readOnce(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  wanted: Wanted,
  texts: boolean,
): Promise<Read> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    const sample = await first(iterator);
    const beginning = beginningOf(name, sample.bytes, sample.whole, wanted);
    const { dialect, encoding, headers } = beginning;
    const remarks = [...beginning.remarks];
    const names = columnNames(headers, name, remarks);
    const builders = names.map((column, i) =>
      wanted.columns(column) ? new ColumnBuilder(column, headers[i]!, texts, dialect.comma) : undefined,
    );
    const text = new CsvText(name, dialect.delimiter, encoding, builders);
    const isPlain = encoding === 'utf-8' && !texts && !builders.some((builder) => builder?.takesNumbers === false);
    let plain = isPlain ? new PlainRows(dialect.delimiter, dialect.comma, builders) : undefined;
    let rest = sample.bytes.subarray(beginning.at);
    let done = sample.whole;
    for (;;) {
      if (plain) {
        // Rows are read whole; what ends the file ends a row.
        if (done && rest.at(-1) !== LINE_FEED) rest = joined(rest, LINE_END);
        const end = rest.lastIndexOf(LINE_FEED) + 1;
        const at = plain.read(rest.subarray(0, end));
        const odd = at < end || rest.length - end > LONGEST_LINE;
        rest = rest.subarray(at);
        if (odd) {
          text.rows = plain.rows;
          plain = undefined;
        }
      }
      if (!plain) {
        text.read(rest, done);
        rest = NOTHING;
      }
      if (done) break;
      // The piece that it is part of is overwritten by the next.
      rest = rest.slice();
      const piece = await iterator.next();
      done = piece.done === true;
      if (!done) rest = joined(rest, piece.value);
    }
    const rows = plain ? plain.rows : text.rows;
    if (rows === 0) throw new TableError(headers.length > 0 ? 'it has a header but no rows' : 'it is empty');
    if (text.broken.length === rows) throw new TableError('every row has more values than there are columns');
    remarks.push(...text.remarks());
    return { names, builders: builders.flatMap((builder) => builder ?? []), rows, broken: text.broken, remarks };
  } finally {
    await iterator.return?.();
  }
}

const NOTHING = new Uint8Array(0);
const LINE_FEED = 10;
const LINE_END = Uint8Array.of(LINE_FEED);
/** A file without line feeds has other line ends, or quotes. Bytes. */
const LONGEST_LINE = 1 << 22;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The first pieces, together as long as the sample. */
async function first(iterator: AsyncIterator<Uint8Array>): Promise<{ bytes: Uint8Array; whole: boolean }> {
  let bytes: Uint8Array = NOTHING;
  while (bytes.length < SAMPLE) {
    const { done, value } = await iterator.next();
    if (done === true) return { bytes, whole: true };
    // The piece is overwritten by the next.
    bytes = joined(bytes, value.slice());
  }
  return { bytes, whole: false };
}

interface Beginning {
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** The byte after the header. */
  readonly at: number;
  readonly remarks: readonly string[];
}

/** What a file's first bytes say. */
function beginningOf(name: string, bytes: Uint8Array, whole: boolean, { header, delimiter }: Wanted): Beginning {
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
