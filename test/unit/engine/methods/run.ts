/** Runs of a method for tests: its path, as points. */
import { minimize, type Run, readProblem } from '../../../../src/engine/index.ts';

/** What becomes of a text. */
export function run(...lines: readonly string[]): Promise<Run> {
  return minimize(readProblem(lines.join('\n')));
}

/** The points of a run, the start first. */
export async function path(...lines: readonly string[]): Promise<number[][]> {
  const { trace } = await run(...lines);
  return [...trace.value].map((_, k) => trace.parameters.map((column) => column[k]!));
}
