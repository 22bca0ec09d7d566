/**
 * Measures the engine beside hand-written C, interleaved, and prints ratios: only they mean something on a noisy
 * machine. Fails nothing.
 *
 *     npm run bench [-- rounds]
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileObjective, minimize, readProblem } from '../../src/engine/index.ts';
import { initialMemory, limitsOf } from '../../src/engine/run/loop.ts';
import { compileLoop } from '../../src/engine/run/loops/index.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import { stepProgram } from '../../src/engine/run/program.ts';
import { emptyDerived, emptyIterates } from '../../src/engine/run/trace.ts';

const PEERS = fileURLToPath(new URL('../../../shared/bench/', import.meta.url));
const STEPS = 1_000_000;

function problem(method: string, rate: number): string {
  return `minimize (1 - x)^2 + 100*(y - x^2)^2\nstart x = -1.2, y = 1\nmethod ${method}\nrate ${rate}\nstop steps=${STEPS}`;
}

/** Nanoseconds a step of the bare loop, every column recorded into memory that is used again. */
function loop(text: string): () => number {
  const read = readProblem(text);
  const plan = plansOf(read)[0]!;
  const program = stepProgram(read, plan.method, plan.schedule, Number(plan.rate));
  const limits = limitsOf(read.settings.stop);
  const run = compileLoop(program, limits, (process.env.B ?? 'automatic') as never);
  const rows = 4096;
  const kept = emptyIterates(read.parameters.length, rows);
  const derived = emptyDerived(read.parameters.length, rows);
  return () => {
    const memory = initialMemory(program, read.settings.start);
    const began = performance.now();
    while (run(memory, kept, derived, 0, rows) === 0);
    return ((performance.now() - began) / STEPS) * 1e6;
  };
}

/** Nanoseconds a step of `minimize` as a script calls it: slices, checks, the whole trace kept. */
function whole(text: string): () => Promise<number> {
  const read = readProblem(text);
  return async () => {
    const began = performance.now();
    await minimize(read);
    return ((performance.now() - began) / STEPS) * 1e6;
  };
}

/** Milliseconds from a text to its first gradient. */
function firstGradient(): number {
  const names = Array.from({ length: 20 }, (_, i) => `x${i}`);
  const text = names
    .slice(1)
    .map((name, i) => `(1 - x${i})^2 + 100*(${name} - x${i}^2)^2`)
    .join(' + ');
  const began = performance.now();
  compileObjective(readProblem(text)).gradient(names.map(() => 0.5));
  return performance.now() - began;
}

function compilePeers(): ((name: string) => number) | undefined {
  if (!existsSync(join(PEERS, 'peers.c'))) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
  mkdirSync(join(folder, 'data'));
  for (const file of ['peers.c', 'ext50.h', 'gendata.mjs']) cpSync(join(PEERS, file), join(folder, file));
  execFileSync(process.execPath, ['gendata.mjs'], { cwd: folder });
  execFileSync('gcc', ['-O3', 'peers.c', '-o', 'peers', '-lm'], { cwd: folder });
  return (name) => {
    const seconds = JSON.parse(execFileSync('./peers', [name], { cwd: folder, encoding: 'utf8' })) as Record<
      string,
      number
    >;
    return (seconds[name]! / STEPS) * 1e9;
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

const rounds = Number(process.argv[2] ?? 7);
const peer = compilePeers();
console.log(`${cpus()[0]!.model}, Node ${process.version}, medians of ${rounds} interleaved rounds`);
if (!peer) console.log('No ../shared/bench beside the checkout: nothing to compare with.');
console.log(`first gradient, cold, 20 parameters: ${firstGradient().toFixed(1)} ms`);
console.log('Rosenbrock, 1e6 steps        C -O3      loop   ratio  minimize   ratio   (ns a step)');
for (const [name, method, rate] of [
  ['w1_gd', 'gd', 5e-4],
  ['w1_adam', 'adam', 1e-3],
] as const) {
  const text = problem(method, rate);
  const [bare, all] = [loop(text), whole(text)];
  bare();
  await all();
  const results: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    results[0].push(peer ? peer(name) : Number.NaN);
    results[1].push(bare());
    results[2].push(await all());
  }
  const [c, ours, kept] = results.map(median) as [number, number, number];
  const cell = (value: number, width: number) => value.toFixed(2).padStart(width);
  console.log(
    `${method.padEnd(24)}${cell(c, 10)}${cell(ours, 10)}${cell(ours / c, 8)}${cell(kept, 10)}${cell(kept / c, 8)}`,
  );
}
