/** Whether what is to be minimized can be estimated from some rows of its data. */
import { methodNamed } from '../methods/index.ts';
import { type Problem, ProblemError, type Range } from '../problem.ts';
import { type Node, reachable } from '../program/graph.ts';
import type { RowSum } from '../program/order.ts';
import { batchOf } from '../run/batches/batch.ts';
import { grouped } from '../run/numerals.ts';
import { usesBatches } from './batch.ts';
import { MOST_STEPS } from './settings.ts';

/**
 * @param sizesAt where the text gives each size.
 * @throws {ProblemError} for batches that cannot be, at what is wrong.
 */
export function refuseBatches(problem: Problem, sizesAt: readonly Range[] = []): void {
  const { batch, methods, stop } = problem.settings;
  if (!batch || !usesBatches(batch)) return;
  const at = placeOf(problem, 'batch');
  if (problem.columns.length === 0) {
    throw new ProblemError('A batch is some of the rows of the data, and there is no data column here.', at);
  }
  const sums = sumsOver(problem.objective);
  if (sums.length === 0) {
    throw new ProblemError(
      'The objective has no sum or mean over rows, so no batch of rows can estimate it.',
      problem.range,
    );
  }
  refuseNested(problem, sums);
  const counts = [...new Set(sums.map((sum) => sum.body.rows))];
  if (counts.length > 1) {
    const text = `The objective’s sums run over ${counts.map(grouped).join(' and ')} rows: a batch needs one number of rows.`;
    throw new ProblemError(text, problem.range);
  }
  const rows = counts[0]!;
  for (const [i, size] of batch.sizes.entries()) {
    if (size === 'all') continue;
    const here = sizesAt[i] ?? at;
    if (size > rows)
      throw new ProblemError(
        `A batch of ${grouped(size)} is larger than the data: there are ${grouped(rows)} rows.`,
        here,
        'all',
      );
    const { epochs = 0 } = stop;
    const each = batchOf(problem, size)!.perEpoch;
    const steps = epochs * each;
    if (steps > MOST_STEPS) {
      throw new ProblemError(
        `${grouped(epochs)} epochs in batches of ${grouped(size)} are ${grouped(steps)} steps, and a run has at most ${grouped(MOST_STEPS)}: ${grouped(Math.floor(MOST_STEPS / each))} epochs.`,
        placeOf(problem, 'stop', here),
      );
    }
  }
  const search = methods.find(({ name }) => methodNamed(name).kind === 'search');
  if (search) {
    const { title } = methodNamed(search.name);
    throw new ProblemError(
      `${title} compares values of the whole objective, which a batch only estimates. Take batch all, or a method such as gd or adam.`,
      placeOf(problem, 'methods', at),
    );
  }
  if (problem.settings.starts) {
    throw new ProblemError(
      'Runs from many starts use all rows: leave out starts or batch.',
      placeOf(problem, 'starts', at),
    );
  }
}

/** The sums over rows that an objective is computed from. */
export function sumsOver(objective: Node): RowSum[] {
  return reachable([objective]).filter((node) => node.kind === 'rowSum');
}

/** A sum within another would be the batch's, not the data's: what is minimized would depend on the batch's size. */
function refuseNested(problem: Problem, sums: readonly RowSum[]): void {
  const inner = sums.find((sum) => sums.some((outer) => outer !== sum && reachable([outer.body]).includes(sum)));
  if (!inner) return;
  throw new ProblemError(
    'This sum over rows stands within another one: of a batch it would be another number in every step. Batches need sums over rows that do not contain each other.',
    problem.places.get(inner) ?? problem.range,
  );
}

function placeOf(
  problem: Problem,
  setting: 'batch' | 'methods' | 'starts' | 'stop',
  otherwise: Range = problem.range,
): Range {
  const written = problem.origins[setting] === 'text' && problem.written.find((one) => one.setting === setting);
  return written ? { start: written.range.start, end: written.range.end } : otherwise;
}
