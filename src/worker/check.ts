/** Checks gradients point by point, so that a stop is heard between two. */

import type { TrailPoint } from '../engine/calculus/check/points.ts';
import type { GradientReport } from '../engine/calculus/check/report.ts';
import type { Problem } from '../engine/problem.ts';
import { pause } from '../engine/run/pause.ts';
import type { FromWorker } from '../protocol/worker.ts';
import { late } from './late.ts';

/** The checks that go on, by request. */
export class Checks {
  readonly #wanted = new Set<number>();

  /** Ends a check where it is. */
  stop(requestId: number): void {
    this.#wanted.delete(requestId);
  }

  /** The report, or undefined when the check was stopped. @param read reads the problem, which may take a while. */
  async run(
    requestId: number,
    read: () => Promise<Problem>,
    trail: readonly TrailPoint[],
    post: (message: FromWorker) => void,
  ): Promise<GradientReport | undefined> {
    this.#wanted.add(requestId);
    try {
      const { checkSteps } = await late.check();
      const steps = checkSteps(await read(), { trail });
      while (this.#wanted.has(requestId)) {
        const { done, value } = steps.next();
        if (done) return value;
        post({ type: 'checking', requestId, progress: value });
        await pause();
      }
      return undefined;
    } finally {
      this.#wanted.delete(requestId);
    }
  }
}
