/** What one chart shows: series with their looks, and the axis they share. */
import { at, type Pick, type Rows } from '../rows.ts';
import { DASHES, type Theme } from '../theme.ts';
import type { Axis, Reduction } from './reduction.ts';

export interface Look {
  /** Its place among the series that look different from each other. */
  readonly look: number;
}

export interface Series extends Look {
  readonly name: string;
  readonly reduction: Reduction;
  readonly rows: Rows;
  readonly pick: Pick;
}

export interface Drawing {
  /** Unique in the panel: `objective`. */
  readonly name: string;
  readonly title: string;
  readonly series: readonly Series[];
  readonly axis: Axis;
  /** The last step on the x axis. */
  readonly last: number;
  /** What the chart leaves out, in sentences. */
  readonly remarks: readonly string[];
}

/** The exact value of a series at a step; NaN where it has none. */
export function valueAt(series: Series, step: number): number {
  return at(series.rows, step, series.pick);
}

export function colourOf(series: Look, theme: Theme): string {
  return theme.series[series.look % theme.series.length] ?? theme.foreground;
}

export function dashOf(series: Look): readonly number[] {
  return DASHES[series.look % DASHES.length] ?? [];
}
