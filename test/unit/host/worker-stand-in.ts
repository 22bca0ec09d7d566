/** A worker, a clock and views of problems for the tests of the host's pure parts. */

import type { Trace } from '../../../src/engine/run/trace.ts';
import type { Timers } from '../../../src/host/engine-worker/supervisor.ts';
import type { Spawn, WorkerListener } from '../../../src/host/engine-worker/worker.ts';
import type { ProblemView, RunState, RunView } from '../../../src/protocol/view.ts';
import type { ToWorker } from '../../../src/protocol/worker.ts';

/** Workers that do nothing by themselves; the newest is the last. */
export class Workers {
  readonly started: { readonly listener: WorkerListener; readonly posted: ToWorker[]; terminated: boolean }[] = [];

  readonly spawn: Spawn = (listener) => {
    const worker = { listener, posted: [] as ToWorker[], terminated: false };
    this.started.push(worker);
    return {
      post: (message) => worker.posted.push(message),
      terminate: () => {
        worker.terminated = true;
      },
    };
  };

  get newest() {
    return this.started.at(-1)!;
  }
}

/** Time that passes when it is told to. */
export class Clock implements Timers {
  #now = 0;
  readonly #timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  set(callback: () => void, delay: number): unknown {
    const timer = { due: this.#now + delay, callback };
    this.#timers.add(timer);
    return timer;
  }

  clear(timer: unknown): void {
    this.#timers.delete(timer as { due: number; callback: () => void });
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers].sort((a, b) => a.due - b.due)) {
      if (timer.due > this.#now || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}

export const problemView: ProblemView = {
  sense: 'minimize',
  reading: { tex: '', text: 'f(x, y) = x^2 + y^2' },
  parameters: [
    { name: 'x', tex: 'x' },
    { name: 'y', tex: 'y' },
  ],
  gradient: [
    { tex: '2x', text: '2 * x' },
    { tex: '2y', text: '2 * y' },
  ],
  kinks: [],
  columns: [],
  notes: [],
  settings: {
    methods: [{ name: 'gd', options: {} }],
    rates: [0.1],
    schedule: { name: 'constant', options: {} },
    start: [3, 4],
    stop: { steps: 100, gradient: 1e-6, divergence: 1e12 },
  },
  origins: { methods: 'chosen', rates: 'text', schedule: 'chosen', start: 'text', stop: 'chosen' },
};

export function runView(runId: number): RunView {
  return {
    runId,
    label: `run ${runId}`,
    method: { name: 'gd', options: {} },
    schedule: { name: 'constant', options: {} },
    rate: 0.1,
    columns: [],
    steps: 100,
  };
}

/** Rows of x² + y² at points, at rate 0.1. */
export function rows(...points: readonly (readonly [number, number])[]): Trace {
  const column = (value: (x: number, y: number) => number) => Float64Array.from(points, ([x, y]) => value(x, y));
  return {
    parameters: [column((x) => x), column((_, y) => y)],
    gradient: [column((x) => 2 * x), column((_, y) => 2 * y)],
    value: column((x, y) => x * x + y * y),
    gradientNorm: column((x, y) => 2 * Math.hypot(x, y)),
    rate: column(() => 0.1),
    state: [],
  };
}

export function runState(runId: number, ...slices: readonly Trace[]): RunState {
  return { run: runView(runId), slices };
}
