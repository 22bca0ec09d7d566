/** The lines of a run in batches: the full objective at its epochs, and its batches' values, smoothed and as they are. */
import type { Epochs } from '../../src/engine/run/batches/epochs.ts';
import type { RunState } from '../../src/protocol/view.ts';
import { count } from '../numbers.ts';
import { at, type Pick, rowsOf } from '../rows.ts';
import type { Axis } from './reduction.ts';
import type { Reductions } from './reductions.ts';
import type { Series } from './series.ts';
import { smoothing, windowOf } from './smoothing.ts';
import { epochPlaces, placesOf, type Unit } from './x-axis.ts';

export interface Asked {
  readonly run: RunState;
  /** Of a row, and of an epoch. */
  readonly column: 'value' | 'gradientNorm';
  readonly axis: Axis;
  readonly unit: Unit;
  /** The run's place among those that look different. */
  readonly look: number;
  /** The lines of the batches too, not only the one of the epochs. */
  readonly whole: boolean;
  /** What stands before the lines' names: the run's label, where there are several. */
  readonly label: string | undefined;
}

const WORDS = {
  value: { full: 'full objective, per epoch', batch: 'batch loss' },
  gradientNorm: { full: 'full gradient, per epoch', batch: 'batch gradient' },
} as const;

/** The series of a run, the one that is drawn on top first. */
export function batchSeries(asked: Asked, reductions: Reductions): Series[] {
  const { run, column, label, look } = asked;
  const name = (words: string) => (label === undefined ? capital(words) : `${label}: ${words}`);
  const { full, batch } = WORDS[column];
  const epochs = run.epochs ? [epochSeries(asked, run.epochs, name(full), reductions)] : [];
  if (!asked.whole) return epochs;
  const beside = label === undefined ? look + 1 : look;
  const rows = rowsOf(run.slices);
  const pick: Pick = (slice) => slice[column];
  const places = placesOf(run, asked.unit);
  const key = `${run.run.runId} ${column}`;
  const raw = reductions.of(key, rows, pick, asked.axis);
  const common = { rows, pick, look: beside, places };
  const window = windowOf(run.run.batch?.perEpoch ?? 1);
  const smooth = reductions.of(`${key} smoothed`, rows, pick, asked.axis, () => smoothing(window));
  const mean = (step: number) => {
    const first = Math.max(0, step - window + 1);
    let sum = 0;
    for (let row = first; row <= step; row++) sum += at(rows, row, pick);
    return sum / (step - first + 1);
  };
  return [
    ...epochs,
    { ...common, name: name(`${batch}, mean of ${count(window)}`), reduction: smooth, value: mean, thin: true },
    { ...common, name: name(batch), reduction: raw, faint: true },
  ];
}

function epochSeries(
  { run, column, axis, unit, look }: Asked,
  epochs: Epochs,
  name: string,
  reductions: Reductions,
): Series {
  const values = epochs[column];
  return {
    name,
    reduction: reductions.ofColumn(`${run.run.runId} epochs ${column}`, rowsOf(run.slices).slices[0], values, axis),
    rows: rowsOf(run.slices),
    pick: (slice) => slice[column],
    value: (index) => values[index] ?? Number.NaN,
    places: epochPlaces(run, epochs, unit),
    look,
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
