/** Where a table's bytes come from: a file on a disk, a document in an editor, bytes that were sent. */
import { DecompressionStream, type Signal, TextEncoder } from './platform.ts';
import { TableError } from './table.ts';

/** Bytes with a name, which can be read more than once. */
export interface Source {
  /** The file's name, whose ending tells the format. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** All bytes in order, in pieces of about a megabyte. A piece is valid until the next is asked for. */
  read(): AsyncIterable<Uint8Array>;
  /** The bytes from one offset to another. */
  slice(start: number, end: number): Promise<ArrayBuffer>;
}

const PIECE = 1 << 20;

/** A source of bytes in memory. */
export function sourceOf(name: string, content: Uint8Array | string): Source {
  const given = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // Node's own kind of bytes gives parts that share their memory where a copy is meant.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return {
    name,
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    },
    slice: async (start, end) => bytes.slice(start, end).buffer as ArrayBuffer,
  };
}

/** How far reading has come, in bytes of the source. */
export type OnProgress = (done: number, size: number) => void;

/** Thrown when reading was ended by its signal. */
export class ReadingStopped extends Error {
  override readonly name = 'ReadingStopped';
}

/** The source's bytes, counted, until the signal is aborted. @throws {ReadingStopped} */
export async function* counted(source: Source, onProgress: OnProgress, signal: Signal | undefined) {
  let done = 0;
  for await (const piece of source.read()) {
    if (signal?.aborted) throw new ReadingStopped();
    yield piece;
    done += piece.length;
    onProgress(done, source.size);
  }
}

/** What gzip packed. @throws {TableError} where it is not gzip, or cut off. */
export async function* unzipped(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  let fault: unknown;
  const feed = async () => {
    try {
      // A piece is overwritten by the next, and what is written may wait.
      for await (const piece of pieces) await writer.write(piece.slice());
      await writer.close();
    } catch (error) {
      fault = error;
      await writer.abort().catch(() => {});
    }
  };
  const fed = feed();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (value) yield value;
    }
    await fed;
  } catch (error) {
    await fed;
    throw fault instanceof ReadingStopped ? fault : unreadable(error);
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (fault !== undefined) throw fault instanceof ReadingStopped ? fault : unreadable(fault);
}

function unreadable(error: unknown): TableError {
  const why = error instanceof Error ? error.message : String(error);
  return new TableError(`it is not whole gzip (${why})`);
}
