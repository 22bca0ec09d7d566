/** A file on the disk as the bytes of a table. */
import { type FileHandle, open } from 'node:fs/promises';
import type { Source } from '../engine/data/source.ts';

/** So much is read at a time: large enough for the disk, small enough for a stop to be heard. */
const PIECE = 1 << 20;

/** @param size in bytes. */
export function fileSource(path: string, name: string, size: number): Source {
  return {
    name,
    size,
    async *read() {
      const file = await open(path);
      try {
        const buffer = new Uint8Array(Math.min(PIECE, size + 1));
        for (;;) {
          const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
    async slice(start, end) {
      const file = await open(path);
      try {
        return await part(file, start, end);
      } finally {
        await file.close();
      }
    },
  };
}

async function part(file: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.buffer.slice(0, done);
}
