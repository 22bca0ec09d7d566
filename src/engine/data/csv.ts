/** Tables of separated values, read in pieces as they come. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import { beginningOf } from './csv-beginning.ts';
import { CsvText } from './csv-text.ts';
import { PlainRows } from './plain-csv.ts';
import { type Table, type TableColumn, TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

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
  const lost = columns.filter((column) => column.kind === 'texts' && column.categories.some(hasLost));
  const more = lost.map(
    (column) => `${name} is not UTF-8 throughout: characters in ${column.name} are lost (${LOST}).`,
  );
  return { name, rows, names, columns, broken, remarks: [...remarks, ...more] };
}

/** What a decoder puts where bytes are no character. */
const LOST = '\uFFFD';

function hasLost(text: string): boolean {
  return text.includes(LOST);
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
    let plain = encoding === 'utf-8' ? new PlainRows(dialect.delimiter, dialect.comma, builders) : undefined;
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
