/** Computes landscapes in slices of time: a run goes on meanwhile, and a newer question takes the place of an older one. */
import { type Problem, ProblemError } from '../engine/problem.ts';
import { pause } from '../engine/run/pause.ts';
import type { Relief, ReliefChoice } from '../protocol/landscape.ts';
import type { Source } from '../protocol/worker.ts';
import { late } from './late.ts';

/** Milliseconds of work between two looks at the messages. */
const SLICE = 12;
/** A landscape takes no more milliseconds; the host would take a longer silence for a hang. */
const LONGEST = 3000;

type Make = (choice: ReliefChoice) => Generator<void, Relief>;

export class Landscapes {
  #newest: number | undefined;
  /** The problem that was read last: people zoom and drag, and the text stays. */
  #kept: { readonly key: string; readonly problem: Problem; readonly make: Make } | undefined;

  /** Ends a landscape where it is. */
  stop(requestId: number): void {
    if (this.#newest === requestId) this.#newest = undefined;
  }

  /** @throws {ProblemError} when it takes too long, another was asked for meanwhile, or the problem has no such parameters. */
  async run(requestId: number, source: Source, read: () => Promise<Problem>, choice: ReliefChoice): Promise<Relief> {
    this.#newest = requestId;
    const { problem, make } = await this.#make(source, read);
    const { across, down = across, fixed } = choice;
    const many = problem.parameters.length;
    if (fixed.length !== many || across >= many || down >= many) {
      throw new ProblemError('The formula has other parameters now.', problem.range);
    }
    const steps = make(choice);
    const began = performance.now();
    for (let slice = began; ; ) {
      if (this.#newest !== requestId) throw new ProblemError('Another part was asked for.', problem.range);
      const { done, value } = steps.next();
      if (done) return value;
      const now = performance.now();
      if (now - began > LONGEST) {
        throw new ProblemError('A landscape of so many rows of data would take too long.', problem.range);
      }
      if (now - slice < SLICE) continue;
      await pause();
      slice = performance.now();
    }
  }

  async #make(
    source: Source,
    read: () => Promise<Problem>,
  ): Promise<{ readonly problem: Problem; readonly make: Make }> {
    const key = JSON.stringify([source.text, source.languageId]);
    if (this.#kept?.key === key) return this.#kept;
    const [problem, { reliefs }] = await Promise.all([read(), late.relief()]);
    const made = { key, problem, make: reliefs(problem) };
    // A table may change while the text does not.
    this.#kept = problem.table ? undefined : made;
    return made;
  }
}
