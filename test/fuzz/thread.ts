/** The thread that fuzzes, so that the main one can tell when it hangs. */
import { parentPort, workerData } from 'node:worker_threads';
import { counts, formulas, graphs, texts } from './kinds.ts';

/** What the main thread is told. */
export type Message =
  | { readonly kind: 'counts'; readonly counts: typeof counts }
  | { readonly kind: 'fault'; readonly of: string; readonly index: number; readonly report: string }
  | { readonly kind: 'done'; readonly counts: typeof counts };

/** Where the thread is: a number that changes with every case, the length of the text it reads, and the text. */
export interface Shared {
  readonly progress: Int32Array;
  readonly text: Uint16Array;
}

interface Task extends Shared {
  readonly seed: number;
  readonly milliseconds: number;
}

/** Milliseconds of the thread's own time, whatever else the machine does; a text that takes longer hangs a window. */
const LONGEST = 1000;

const { seed, milliseconds, progress, text } = workerData as Task;

function tell(written: string): void {
  const length = Math.min(written.length, text.length);
  for (let i = 0; i < length; i++) text[i] = written.charCodeAt(i);
  Atomics.store(progress, 1, length);
}

function timedText(index: number): string | undefined {
  const began = process.threadCpuUsage();
  const fault = texts(seed, index, tell);
  const { user, system } = process.threadCpuUsage(began);
  const time = (user + system) / 1000;
  if (fault !== undefined || time < LONGEST) return fault;
  const written = String.fromCharCode(...text.subarray(0, Math.min(600, progress[1]!)));
  return `${JSON.stringify(written)}… (${progress[1]} characters) takes ${Math.round(time)} ms`;
}

const KINDS = {
  graphs: (index: number) => graphs(seed, index),
  formulas: (index: number) => formulas(seed, index),
  texts: timedText,
};
/** Cases of each kind a round: about as much time for each. */
const ROUND = { graphs: 250, formulas: 30, texts: 400 };

const began = performance.now();
const send = (message: Message) => parentPort!.postMessage(message);
for (let round = 0; performance.now() - began < milliseconds; round++) {
  for (const [name, kind] of Object.entries(KINDS)) {
    const size = ROUND[name as keyof typeof ROUND];
    for (let index = round * size; index < (round + 1) * size; index++) {
      Atomics.add(progress, 0, 1);
      const report = kind(index);
      Atomics.store(progress, 1, 0);
      if (report !== undefined) send({ kind: 'fault', of: name, index, report });
    }
  }
  send({ kind: 'counts', counts });
}
send({ kind: 'done', counts });
