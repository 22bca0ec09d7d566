/** Steps that use some of the rows: how many rows, how many steps to an epoch, and what that makes of a run's limits. */
import type { BatchOrder, Problem } from '../../problem.ts';
import { reachable } from '../../program/graph.ts';
import { MOST_STEPS } from '../../read/settings.ts';

/** The batches of one run. */
export interface BatchPlan {
  /** Rows of the data. */
  readonly rows: number;
  /** Rows of a batch; of the last one of an epoch fewer where they do not go up, unless they are drawn anew. */
  readonly size: number;
  /** Steps of an epoch. */
  readonly perEpoch: number;
  readonly order: BatchOrder;
  readonly seed: number;
}

/** A problem's batches of one size; undefined where its objective has no sum over rows. */
export function batchOf(problem: Problem, size: number): BatchPlan | undefined {
  const { batch } = problem.settings;
  const sum = reachable([problem.objective]).find((node) => node.kind === 'rowSum');
  if (!batch || sum?.kind !== 'rowSum') return undefined;
  const { rows } = sum.body;
  return { rows, size, perEpoch: Math.ceil(rows / size), order: batch.order, seed: batch.seed };
}

/** How many rows an epoch takes: all of them once; drawn anew, whole batches. */
export function drawn({ rows, size, perEpoch, order }: Omit<BatchPlan, 'seed'>): number {
  return order === 'replacement' ? perEpoch * size : rows;
}

/** Whether every batch has as many rows. */
export function isEven(batch: Omit<BatchPlan, 'seed'>): boolean {
  return drawn(batch) % batch.size === 0;
}

/** How many rows the first `steps` steps of a run take. */
export function rowsSeen(batch: Omit<BatchPlan, 'seed'>, steps: number): number {
  const epochs = Math.floor(steps / batch.perEpoch);
  return epochs * drawn(batch) + (steps - epochs * batch.perEpoch) * batch.size;
}

/** Steps of a run where neither a number of steps nor of epochs is said: as elsewhere, but as many epochs as these. */
const LEAST_EPOCHS = 10;

/** The largest number of steps of a run; without batches an epoch is a step. */
export function mostSteps({ settings, origins }: Problem, batch: BatchPlan | undefined): number {
  const { steps, epochs } = settings.stop;
  const perEpoch = batch?.perEpoch ?? 1;
  if (epochs !== undefined) return Math.min(steps, epochs * perEpoch);
  return batch && origins.stop === 'chosen' ? Math.max(steps, Math.min(MOST_STEPS, LEAST_EPOCHS * perEpoch)) : steps;
}
