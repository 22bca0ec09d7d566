/** A source as a table, in whatever format it is. */
import { pause } from '../run/pause.ts';
import { readCsv } from './csv.ts';
import { readJson, readJsonLines } from './json.ts';
import { readParquet } from './parquet.ts';
import { type Signal, TextDecoder } from './platform.ts';
import { counted, type OnProgress, type Source, sourceOf, unzipped } from './source.ts';
import { type Table, TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

export interface ReadTableOptions extends Wanted {
  readonly onProgress?: OnProgress;
  /** Ends the reading. */
  readonly signal?: Signal;
}

declare const performance: { now(): number };

/** A longer wait is felt, and a stop is to be heard. Milliseconds. */
const SLICE = 12;
/** JSON is read at once: a larger file would keep the worker silent for seconds. Bytes. */
const LARGEST_JSON = 200_000_000;

/**
 * Reads a table: CSV and its kin, JSON, JSON lines, Parquet, each also packed with gzip. The ending of the name and the first
 * bytes tell which.
 *
 * @throws {TableError} for what is no table. @throws {ReadingStopped} when the signal was aborted.
 */
export async function readTable(source: Source, options: ReadTableOptions): Promise<Table> {
  const { onProgress = () => {}, signal } = options;
  const { name } = source;
  if (source.size === 0) throw new TableError('it is empty');
  const magic = new Uint8Array(await source.slice(0, Math.min(4, source.size)));
  const packed = magic[0] === 0x1f && magic[1] === 0x8b;
  const open = () => {
    const bytes = yielding(counted(source, onProgress, signal));
    return packed ? unzipped(bytes) : bytes;
  };
  const kind = name.toLowerCase().replace(/\.(?:gz|gzip)$/, '');
  if (isParquet(magic) || kind.endsWith('.parquet')) {
    const plain = packed ? sourceOf(name, await whole(open())) : source;
    return readParquet(name, plain, options, onProgress, signal);
  }
  refuseKnown(name, magic);
  if (/\.(?:jsonl|ndjson)$/.test(kind)) return readJsonLines(name, open, options);
  if (kind.endsWith('.json')) {
    if (source.size > LARGEST_JSON) throw new TableError('it is too large for JSON: write an object a line, as .jsonl');
    return readJson(name, new TextDecoder('utf-8').decode(await whole(open())), options);
  }
  return readCsv(name, open, options);
}

/** Formats that people have tables in and that are not read. @throws {TableError} */
function refuseKnown(name: string, magic: Uint8Array): void {
  const zip = magic[0] === 0x50 && magic[1] === 0x4b;
  if (/\.(?:xlsx?|xlsm|ods|numbers)$/i.test(name)) throw new TableError('it is a spreadsheet: save it as CSV');
  if (zip) throw new TableError('it is a zip archive: unpack it, or pack it with gzip');
}

function isParquet(magic: Uint8Array): boolean {
  return String.fromCharCode(...magic) === 'PAR1';
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece.slice());
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The same pieces, with room for the host's other work between them. */
async function* yielding(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let since = performance.now();
  for await (const piece of pieces) {
    yield piece;
    if (performance.now() - since > SLICE) {
      await pause();
      since = performance.now();
    }
  }
}
