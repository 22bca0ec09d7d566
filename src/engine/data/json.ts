/** Tables in JSON: an array of objects, an object of arrays, or an object a line. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import type { Wanted } from './csv.ts';
import { TextDecoder } from './platform.ts';
import { type Table, TableError } from './table.ts';

type Entries = Readonly<Record<string, unknown>>;

/** Columns that come to light as rows do: a key may be missing in any of them. */
class Rows {
  readonly #wanted: Wanted;
  readonly #builders = new Map<string, ColumnBuilder | undefined>();
  /** Columns of numbers that texts stand in too: they are read again as texts. */
  readonly #texts: ReadonlySet<string>;
  rows = 0;

  constructor(wanted: Wanted, texts: ReadonlySet<string>) {
    this.#wanted = wanted;
    this.#texts = texts;
  }

  get headers(): string[] {
    return [...this.#builders.keys()];
  }

  get late(): Set<string> {
    return new Set([...this.#builders].flatMap(([header, builder]) => (builder?.late ? [header] : [])));
  }

  push(row: Entries): void {
    for (const header of Object.keys(row)) if (!this.#builders.has(header)) this.add(header);
    for (const [header, builder] of this.#builders) if (builder) put(builder, row[header]);
    this.rows++;
  }

  add(header: string): ColumnBuilder | undefined {
    // The name is given at the end, when all headers are known; what is wanted is asked by the header's own.
    const [name = header] = columnNames([header], '', []);
    const builder = this.#wanted.columns(name)
      ? new ColumnBuilder(name, header, this.#texts.has(header), false)
      : undefined;
    this.#builders.set(header, builder);
    for (let row = 0; row < this.rows; row++) builder?.missing();
    return builder;
  }

  table(name: string): Table {
    if (this.rows === 0) throw new TableError('it has no rows');
    const remarks: string[] = [];
    const names = columnNames(this.headers, name, remarks);
    const columns = [...this.#builders.values()].flatMap((builder, i) =>
      builder ? [{ ...builder.column(), name: names[i]! }] : [],
    );
    return { name, rows: this.rows, names, columns, broken: [], remarks };
  }
}

/** Puts a value of JSON or Parquet into a column: true is 1 and false 0, a date its ISO text. */
export function put(builder: ColumnBuilder, value: unknown): void {
  if (value === null || value === undefined) builder.missing();
  else if (typeof value === 'string') builder.text(value);
  else if (value instanceof Date) builder.text(value.toISOString());
  else if (typeof value === 'object') builder.text(JSON.stringify(value));
  else {
    const number = Number(value);
    if (builder.takesNumbers) builder.number(number);
    else builder.text(String(value));
  }
}

/** @param text the whole file. @throws {TableError} */
export function readJson(name: string, text: string, wanted: Wanted): Table {
  const value = parsed(text);
  if (Array.isArray(value)) {
    return twice(wanted, name, (rows) => {
      for (const [i, row] of value.entries()) rows.push(entriesOf(row, i));
    });
  }
  const columns = entriesOf(value, 0);
  const lists = Object.entries(columns).map(([header, list]) => {
    if (!Array.isArray(list)) throw new TableError(`“${header}” in it is no list of values`);
    return [header, list as readonly unknown[]] as const;
  });
  const lengths = new Set(lists.map(([, list]) => list.length));
  if (lengths.size > 1) {
    const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
    throw new TableError(`its columns are of different lengths, from ${shortest} to ${longest}`);
  }
  return twice(wanted, name, (rows) => {
    for (const [header, list] of lists) {
      const builder = rows.add(header);
      if (builder) for (const item of list) put(builder, item);
    }
    rows.rows = lists[0]?.[1].length ?? 0;
  });
}

function twice(wanted: Wanted, name: string, read: (rows: Rows) => void): Table {
  let rows = new Rows(wanted, new Set());
  read(rows);
  if (rows.late.size > 0) {
    rows = new Rows(wanted, rows.late);
    read(rows);
  }
  return rows.table(name);
}

/** Reads an object a line, in pieces. @param open the bytes from the beginning. @throws {TableError} */
export async function readJsonLines(
  name: string,
  open: () => AsyncIterable<Uint8Array>,
  wanted: Wanted,
): Promise<Table> {
  let rows = new Rows(wanted, new Set());
  await readLines(open(), rows);
  if (rows.late.size > 0) {
    rows = new Rows(wanted, rows.late);
    await readLines(open(), rows);
  }
  return rows.table(name);
}

async function readLines(pieces: AsyncIterable<Uint8Array>, into: Rows): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 0;
  const take = (text: string) => {
    line++;
    if (text.trim() === '') return;
    try {
      into.push(entriesOf(JSON.parse(text), into.rows));
    } catch (error) {
      throw error instanceof TableError ? error : new TableError(`line ${line} of it is not JSON`);
    }
  };
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const text of lines) take(text);
  }
  take(rest + decoder.decode());
}

function parsed(text: string): unknown {
  if (text.trim() === '') throw new TableError('it is empty');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TableError(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function entriesOf(value: unknown, row: number): Entries {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entries;
  throw new TableError(`row ${row + 1} of it is no object`);
}
