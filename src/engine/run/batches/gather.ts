/** What a loop over batches needs: in which order the rows of an epoch are taken, and how many a step takes. */
import type { Loop } from '../loop.ts';
import { type BatchPlan, drawn, isEven } from './batch.ts';
import type { Shuffle } from './order.ts';

/** A loop over batches, and the memory from which it takes the order of an epoch's rows. */
export interface BatchLoop {
  readonly loop: Loop;
  readonly order: Int32Array;
  /** A faster way to shuffle this order, where there is one. */
  readonly shuffle?: Shuffle;
}

/** The rows of an epoch's batches; a loop reads them anew for each step. */
export interface Gather {
  readonly rows: number;
  readonly size: number;
  readonly perEpoch: number;
  /** How many rows an epoch takes. */
  readonly drawn: number;
  /** Whether every batch has as many rows. */
  readonly even: boolean;
  /** The rows in the order in which they are taken. */
  readonly order: Int32Array;
}

/** @param order room for an epoch's rows. */
export function gatherOf(batch: BatchPlan, order = new Int32Array(drawn(batch))): Gather {
  const { rows, size, perEpoch } = batch;
  return { rows, size, perEpoch, drawn: drawn(batch), even: isEven(batch), order };
}

/** The rows of the step that a row of the trace begins. */
export function batchAt({ size, perEpoch, order }: Gather, row: number): Int32Array {
  const first = (row % perEpoch) * size;
  return order.subarray(first, first + size);
}
