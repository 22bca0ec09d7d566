/** Where a run's rows stand on the x axis: at their steps, or at the rows of data that were evaluated until then. */
import type { Epochs } from '../../src/engine/run/batches/epochs.ts';
import type { BatchView, RunState } from '../../src/protocol/view.ts';

/** What the x axis counts. */
export type Unit = 'step' | 'row';

/** From an entry of a series to its place on the axis, and back (not rounded). */
export interface Places {
  readonly of: (index: number) => number;
  readonly back: (place: number) => number;
}

const STEPS: Places = { of: (step) => step, back: (place) => place };

/** The places of a run's steps. */
export function placesOf({ run }: RunState, unit: Unit): Places {
  const { batch } = run;
  if (unit === 'step' || !batch) return STEPS;
  const drawn = drawnBy(batch);
  const { perEpoch, size } = batch;
  return {
    of: (step) => Math.floor(step / perEpoch) * drawn + (step % perEpoch) * size,
    back: (place) => Math.floor(place / drawn) * perEpoch + (place % drawn) / size,
  };
}

/** The places of a run's epochs. */
export function epochPlaces(run: RunState, { step }: Epochs, unit: Unit): Places {
  const places = placesOf(run, unit);
  return {
    of: (index) => places.of(step[index] ?? Number.NaN),
    back: (place) => {
      const perEpoch = run.run.batch?.perEpoch ?? 1;
      const epochs = Math.max(0, places.back(place) / perEpoch);
      // The last one may not be a whole epoch.
      return places.of(step.at(-1) ?? 0) <= place ? Math.max(step.length - 1, epochs) : epochs;
    },
  };
}

/** How many rows an epoch takes: each once; drawn anew, whole batches. */
function drawnBy({ rows, size, perEpoch, order }: BatchView): number {
  return order === 'replacement' ? perEpoch * size : rows;
}

/** Whether a run's steps use some of the rows only. */
export function isBatched({ run, epochs }: RunState): boolean {
  return epochs !== undefined || (run.batch !== undefined && run.batch.size < run.batch.rows);
}

/** The unit in force: rows where runs with different batches are compared, else steps; or as a person chose. */
export function unitOf(runs: readonly RunState[], chosen: Unit | 'auto'): Unit {
  if (!runs.some(isBatched)) return 'step';
  if (chosen !== 'auto') return chosen;
  return new Set(runs.map(({ run }) => run.batch?.size)).size > 1 ? 'row' : 'step';
}
