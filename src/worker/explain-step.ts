/** Explains steps, in slices of time: a run goes on meanwhile, and a newer question takes the place of an older one. */
import { type Problem, ProblemError } from '../engine/problem.ts';
import { grouped } from '../engine/run/numerals.ts';
import { pause } from '../engine/run/pause.ts';
import type { ExplainedStep, StepChoice } from '../protocol/step.ts';
import { late } from './late.ts';

/** Milliseconds of work between two looks at the messages. */
const SLICE = 12;
/** A run is made again for so many milliseconds; the host would take a longer silence for a hang. */
const LONGEST = 4000;

export class StepExplanations {
  #newest: number | undefined;

  /** Ends an explanation where it is. */
  stop(requestId: number): void {
    if (this.#newest === requestId) this.#newest = undefined;
  }

  /** @throws {ProblemError} when it is too far, or another was asked for meanwhile. */
  async run(requestId: number, read: () => Promise<Problem>, { run, row }: StepChoice): Promise<ExplainedStep> {
    this.#newest = requestId;
    const problem = await read();
    const { stepExplanation } = await late.steps();
    const began = performance.now();
    const steps = stepExplanation(problem, run, row);
    for (let slice = began; ; ) {
      const { done, value } = steps.next();
      if (done) return value;
      const now = performance.now();
      if (now - began > LONGEST) {
        throw new ProblemError(
          `Step ${grouped(row)} is too far into this run: to make it again up to there takes more than ${LONGEST / 1000} seconds.`,
          problem.range,
        );
      }
      if (now - slice < SLICE) continue;
      await pause();
      if (this.#newest !== requestId) throw new ProblemError('Another step was asked for.', problem.range);
      slice = performance.now();
    }
  }
}
