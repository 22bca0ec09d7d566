/** Sweeps of rates, run after run, so that a stop is heard between two. */
import type { Problem } from '../engine/problem.ts';
import { pause } from '../engine/run/pause.ts';
import type { RateReport } from '../protocol/rates.ts';
import type { FromWorker } from '../protocol/worker.ts';
import { late } from './late.ts';

/** Milliseconds from one look at what came in to the next. */
const SLICE = 12;

declare const performance: { now(): number };

/** The sweeps that go on, by request. */
export class RateFinders {
  readonly #wanted = new Set<number>();

  /** Ends a sweep where it is. */
  stop(requestId: number): void {
    this.#wanted.delete(requestId);
  }

  /** The report, or undefined when the sweep was stopped. */
  async run(
    requestId: number,
    read: () => Promise<Problem>,
    post: (message: FromWorker) => void,
  ): Promise<RateReport | undefined> {
    this.#wanted.add(requestId);
    try {
      // To make ready takes a while: a stop that came in meanwhile is heard before.
      await pause();
      const problem = await read();
      if (!this.#wanted.has(requestId)) return undefined;
      const { findRates } = await late.rates();
      const steps = findRates(problem);
      let looked = performance.now();
      while (this.#wanted.has(requestId)) {
        const { done, value } = steps.next();
        if (done) return value;
        if (performance.now() - looked < SLICE) continue;
        post({ type: 'findingRates', requestId, progress: value });
        await pause();
        looked = performance.now();
      }
      return undefined;
    } finally {
      this.#wanted.delete(requestId);
    }
  }
}
