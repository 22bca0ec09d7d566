/**
 * Reading CSV from the disk: `node test/bench/read-table.ts [rows]`. Prints the time of 1e6 rows of two columns, with 17 digits
 * and with 4 decimals, beside papaparse's, and the peak of memory for the given number of rows (1e7) as a multiple of the
 * columns' own size. Processor time is of this process: on a machine that does nothing else it is the wall's.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTable } from '../../src/engine/data/read.ts';
import type { Source } from '../../src/engine/data/source.ts';
import { fileSource } from '../../src/worker/file-source.ts';

const MILLION = 1_000_000;

/** Writes x,y in rows of which the first is in quotes where papaparse is to read them. */
async function write(path: string, rows: number, written: (value: number) => string, quoted: boolean): Promise<void> {
  const out = createWriteStream(path);
  let state = 7;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return written((10 * state) / 2147483647);
  };
  let text = quoted ? 'x,y\n"1",2\n' : 'x,y\n';
  for (let row = 0; row < rows; row++) {
    text += `${next()},${next()}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
    text = '';
  }
  out.end(text);
  await new Promise<void>((resolve) => out.once('close', () => resolve()));
}

const sourceAt = (path: string): Source => fileSource(path, 'rows.csv', statSync(path).size);
const read = (path: string) => readTable(sourceAt(path), { columns: () => true });

/** The best of some readings, in milliseconds: by the clock, and of the processor. */
async function timeOf(path: string): Promise<{ readonly wall: number; readonly processor: number }> {
  let wall = Number.POSITIVE_INFINITY;
  let processor = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 7; i++) {
    const [clock, used] = [performance.now(), process.cpuUsage()];
    await read(path);
    wall = Math.min(wall, performance.now() - clock);
    const { user, system } = process.cpuUsage(used);
    processor = Math.min(processor, (user + system) / 1000);
  }
  return { wall, processor };
}

async function main(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
  try {
    const kinds: [string, (value: number) => string][] = [
      ['4 decimals', (value) => value.toFixed(4)],
      ['17 digits', String],
    ];
    for (const [kind, written] of kinds) {
      for (const quoted of [false, true]) {
        const path = join(folder, 'rows.csv');
        await write(path, MILLION, written, quoted);
        const { wall, processor } = await timeOf(path);
        const by = quoted ? 'papaparse' : 'plain';
        console.log(`1e6 × 2, ${kind}, ${by}: ${wall.toFixed(0)} ms, processor ${processor.toFixed(0)} ms`);
      }
    }
    const path = join(folder, 'long.csv');
    await write(path, rows, kinds[1]![1], false);
    const peak = execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'peak', path], { encoding: 'utf8' });
    console.log(`${rows} × 2, ${(statSync(path).size / 1e6).toFixed(0)} MB: ${peak.trim()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The peak of this process beyond what it had after reading a small file. */
async function peakOf(path: string): Promise<void> {
  const small = {
    ...sourceAt(path),
    size: 24,
    read: async function* () {
      yield new TextEncoder().encode('x,y\n1,2\n3,4\n');
    },
  };
  await readTable(small, { columns: () => true });
  const before = process.memoryUsage().rss;
  const { rows } = await read(path);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  console.log(`a peak of ${(peak / 1e6).toFixed(0)} MB, ${(peak / (16 * rows)).toFixed(2)} times the columns`);
}

const [command, path] = process.argv.slice(2);
if (command === 'peak') await peakOf(path!);
else await main(Number(command ?? 1e7));
