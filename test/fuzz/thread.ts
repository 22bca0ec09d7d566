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

/** Texts that take longer, twice, hang a window. */
const LONGEST = 1000;

const { seed, milliseconds, progress, text } = workerData as Task;

function tell(written: string): void {
  const length = Math.min(written.length, text.length);
  for (let i = 0; i < length; i++) text[i] = written.charCodeAt(i);
  Atomics.store(progress, 1, length);
}

function timedText(index: number): string | undefined {
  const took = () => {
    const began = performance.now();
    return { fault: texts(seed, index, tell), time: performance.now() - began };
  };
  const first = took();
  if (first.fault !== undefined || first.time < LONGEST) return first.fault;
  // Another program may have had the processor.
  const { time } = took();
  if (time < LONGEST) return undefined;
  const written = String.fromCharCode(...text.subarray(0, Math.min(2000, progress[1]!)));
  return `${JSON.stringify(written)} takes ${Math.round(time)} ms`;
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
