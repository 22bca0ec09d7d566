/** Loads the tables that texts name, and keeps the last ones. */
import { documentTable, tableTitles } from '../engine/data/document-tables.ts';
import { readTable } from '../engine/data/read.ts';
import { type Source as Bytes, ReadingStopped, sourceOf } from '../engine/data/source.ts';
import { type Table, TableError } from '../engine/data/table.ts';
import { ProblemError } from '../engine/problem.ts';
import { columnsWanted, type DataReference, dataNamed, type Tables, tableFault } from '../engine/read/data.ts';
import { nearest } from '../engine/read/nearest.ts';
import type { DataWanted, FoundData, ReadingProgress } from '../protocol/data.ts';
import type { Source } from '../protocol/worker.ts';

/** Opens a file of the disk; where there is none, the host sends bytes. */
export type OpenFile = (path: string, name: string, size: number) => Bytes;

/** As many as a person goes back and forth between, and memory holds. */
const MOST_KEPT = 2;

/** A table that was read, and from what. */
interface Kept {
  readonly stamp: string;
  readonly header: boolean | undefined;
  readonly table: Table;
}

export class TableLoader {
  readonly #ask: (requestId: number, wanted: DataWanted) => void;
  readonly #openFile: OpenFile | undefined;
  /** What the host is asked for, and what is read, by request. */
  readonly #waiting = new Map<number, (found: FoundData | undefined) => void>();
  readonly #reading = new Map<number, { aborted: boolean }>();
  #kept: Kept[] = [];

  /** @param ask sends a question to the host, whose answer comes to `found`. */
  constructor(ask: (requestId: number, wanted: DataWanted) => void, openFile: OpenFile | undefined) {
    this.#ask = ask;
    this.#openFile = openFile;
  }

  /** The host's answer. */
  found(requestId: number, found: FoundData): void {
    this.#waiting.get(requestId)?.(found);
  }

  /** Ends the reading for a request. */
  stop(requestId: number): void {
    const reading = this.#reading.get(requestId);
    if (reading) reading.aborted = true;
    this.#waiting.get(requestId)?.(undefined);
  }

  /**
   * The tables that a source's text names; at most one.
   *
   * @throws {ProblemError} at the name, when there is no such table or it cannot be read.
   * @throws {ReadingStopped} when the request was stopped.
   */
  async load(requestId: number, source: Source, onProgress: (progress: ReadingProgress) => void): Promise<Tables> {
    if (source.tables) return source.tables;
    const reference = dataNamed(source.text);
    if (!reference) return {};
    const signal = { aborted: false };
    this.#reading.set(requestId, signal);
    try {
      return { [reference.name]: await this.#table(requestId, source, reference, signal, onProgress) };
    } catch (error) {
      if (error instanceof TableError) throw tableFault(reference, error);
      // The disk's own words: no permission, gone since it was found.
      if (error instanceof Error && 'syscall' in error) throw tableFault(reference, new TableError(error.message));
      throw error;
    } finally {
      this.#reading.delete(requestId);
    }
  }

  async #table(
    requestId: number,
    { text, place }: Source,
    reference: DataReference,
    signal: { readonly aborted: boolean },
    onProgress: (progress: ReadingProgress) => void,
  ): Promise<Table> {
    const wanted = columnsWanted(text);
    const usable = this.#kept.filter(({ header, table }) => header === reference.header && holds(table, wanted));
    const { name, nearest: isNearest, header } = reference;
    const found = await this.#find(requestId, {
      name,
      nearest: isNearest,
      known: usable.map(({ stamp }) => stamp),
      ...(place && { place }),
    });
    const options = {
      columns: wanted,
      signal,
      ...(header !== undefined && { header }),
    };
    switch (found.kind) {
      case 'refused':
        throw new TableError(found.reason);
      case 'absent':
        return this.#inDocument(reference, found, options);
      case 'known':
        return this.#keep(usable.find(({ stamp }) => stamp === found.stamp)!);
    }
    const known = usable.find(({ stamp }) => stamp === found.stamp);
    if (known) return this.#keep(known);
    const bytes =
      found.kind === 'bytes' ? sourceOf(found.name, found.bytes) : this.#openFile?.(found.path, found.name, found.size);
    if (!bytes) throw new TableError('there is no disk here');
    const table = await readTable(bytes, {
      ...options,
      onProgress: (done, size) => onProgress({ name: found.name, done, size }),
    });
    return this.#keep({ stamp: found.stamp, header, table });
  }

  async #inDocument(
    reference: DataReference,
    { looked, near, document }: Extract<FoundData, { readonly kind: 'absent' }>,
    options: Parameters<typeof readTable>[1],
  ): Promise<Table> {
    const table = document && (await documentTable(document, reference.nearest ? undefined : reference.name, options));
    if (table) return table;
    const titles = document ? tableTitles(document) : [];
    const offered = near[0] ?? nearest(reference.name, titles);
    const where = looked === undefined ? '' : ` It was looked for as ${looked}.`;
    const hint = offered === undefined ? '' : ` Did you mean ${offered}?`;
    const what = reference.nearest
      ? 'There is no table in this document.'
      : `There is no file ${reference.name}, and no table of that name in this document.`;
    throw new ProblemError(`${what}${where}${hint}`, reference, offered === undefined ? undefined : `"${offered}"`);
  }

  async #find(requestId: number, wanted: DataWanted): Promise<FoundData> {
    const found = await new Promise<FoundData | undefined>((resolve) => {
      this.#waiting.set(requestId, resolve);
      this.#ask(requestId, wanted);
    });
    this.#waiting.delete(requestId);
    if (!found) throw new ReadingStopped();
    return found;
  }

  /** Keeps a table as the newest of the last ones. */
  #keep(kept: Kept): Table {
    const others = this.#kept.filter((other) => other !== kept && other.stamp !== kept.stamp);
    this.#kept = [kept, ...others].slice(0, MOST_KEPT);
    return kept.table;
  }
}

/** Whether a table holds all of its columns that are wanted. */
function holds({ names, columns }: Table, wanted: (name: string) => boolean): boolean {
  const held = new Set(columns.map(({ name }) => name));
  return names.every((name) => held.has(name) || !wanted(name));
}
