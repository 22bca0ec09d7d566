/** The loop of a run in batches over its epochs: rows are put in order when an epoch begins. */
import type { Loop } from '../loop.ts';
import { mapDerived } from '../trace.ts';
import type { BatchPlan } from './batch.ts';
import type { BatchLoop } from './gather.ts';
import { ordersOf } from './order.ts';

/**
 * A loop over any number of epochs, to be run from row 0 on without a gap.
 *
 * @param begin called at the first row of every epoch, before it is made: where it returns true the run ends with it.
 */
export function passes(
  batch: BatchPlan,
  { loop, order, shuffle }: BatchLoop,
  begin: (row: number) => boolean = () => false,
): Loop {
  const { perEpoch } = batch;
  const next = ordersOf(batch, shuffle);
  return (memory, kept, derived, from, to) => {
    let row = from;
    for (let end = row; row < to; row = end) {
      const last = row % perEpoch === 0 && begins(row);
      end = last ? row + 1 : Math.min(to, row - (row % perEpoch) + perEpoch);
      const own = derived && mapDerived(derived, (column) => column.subarray(row - from));
      const fired = loop(memory, kept, own, row, end);
      if (fired !== 0 || last) return fired;
    }
    return 0;
  };

  function begins(row: number): boolean {
    const last = begin(row);
    next(order);
    return last;
  }
}
