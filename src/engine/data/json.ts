/** Tables in JSON: an array of objects, an object of arrays, or an object a line. */

import { TextDecoder } from './platform.ts';
import { putValue } from './put-value.ts';
import { type Entries, RowColumns } from './row-columns.ts';
import { type Table, TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

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
      if (builder) for (const item of list) putValue(builder, item);
    }
    rows.rows = lists[0]?.[1].length ?? 0;
  });
}

function twice(wanted: Wanted, name: string, read: (rows: RowColumns) => void): Table {
  let rows = new RowColumns(wanted, new Set());
  read(rows);
  if (rows.late.size > 0) {
    rows = new RowColumns(wanted, rows.late);
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
  let rows = new RowColumns(wanted, new Set());
  await readLines(open(), rows);
  if (rows.late.size > 0) {
    rows = new RowColumns(wanted, rows.late);
    await readLines(open(), rows);
  }
  return rows.table(name);
}

async function readLines(pieces: AsyncIterable<Uint8Array>, into: RowColumns): Promise<void> {
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
