/**
 * Fuzzes the engine: random graphs on all backends, random texts, random formulas beside the oracle. Prints the seed, what
 * was looked at and, of a fault, the smallest reproduction; exits with 1 if there was one.
 *
 *     npm run fuzz [-- minutes [seed]]
 */
import { Worker } from 'node:worker_threads';
import { describeTally, shareOfJudged } from '../oracle/tally.ts';
import type { Message, Shared } from './thread.ts';

const minutes = Number(process.argv[2] ?? 1);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('npm run fuzz [-- minutes [seed]]: minutes is a positive number, seed a whole one.');
  process.exit(2);
}

/** Seconds without a new case after which the thread is taken to hang. */
const PATIENCE = 30;
/** Faults after which it stops: they are likely the same one. */
const MOST_FAULTS = 10;
/** A comparison that leaves out more than this share of what it could look at has come to say little. */
const MOST_JUDGED = 0.05;

console.log(`fuzzing for ${minutes} min, seed ${seed}`);
const shared: Shared = {
  progress: new Int32Array(new SharedArrayBuffer(8)),
  text: new Uint16Array(new SharedArrayBuffer(2 << 20)),
};
const worker = new Worker(new URL('./thread.ts', import.meta.url), {
  workerData: { seed, milliseconds: minutes * 60_000, ...shared },
});
const began = performance.now();
let faults = 0;
let last = { case: -1, since: began };
let printed = began;

function finish(): void {
  clearInterval(watch);
  console.log(faults === 0 ? 'no faults' : `${faults} faults (seed ${seed})`);
  process.exitCode = faults === 0 ? 0 : 1;
  void worker.terminate();
}

function print({ counts: { graphs, formulas, texts } }: Extract<Message, { kind: 'counts' | 'done' }>): void {
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${seconds} s: ${graphs.graphs} graphs: ${describeTally(graphs)};\n  ${formulas.formulas} formulas ` +
      `(${formulas.refused} refused, ${formulas.nowhere} nowhere real): ${describeTally(formulas)};\n  ` +
      `${texts.texts} texts (${texts.read} read)`,
  );
  for (const [name, tally] of Object.entries({ graphs, formulas })) {
    const share = shareOfJudged(tally);
    if (share > MOST_JUDGED)
      console.log(`  of the ${name}' numbers ${(100 * share).toFixed(1)} % are left out by judgement`);
  }
}

const watch = setInterval(() => {
  const current = Atomics.load(shared.progress, 0);
  if (current !== last.case) last = { case: current, since: performance.now() };
  if (performance.now() - last.since < PATIENCE * 1000) return;
  faults++;
  const text = String.fromCharCode(...shared.text.subarray(0, Math.min(4000, Atomics.load(shared.progress, 1))));
  console.error(`\nhangs for ${PATIENCE} s at case ${current}${text === '' ? '' : `: ${JSON.stringify(text)}`}`);
  finish();
}, 1000);

worker.on('message', (message: Message) => {
  switch (message.kind) {
    case 'fault':
      faults++;
      console.error(`\n${message.of} ${message.index} (seed ${seed}):\n${message.report}\n`);
      if (faults >= MOST_FAULTS) finish();
      break;
    case 'counts':
      if (performance.now() - printed < 15_000) break;
      printed = performance.now();
      print(message);
      break;
    case 'done':
      print(message);
      finish();
  }
});
worker.on('error', (error) => {
  faults++;
  console.error(error);
  finish();
});
