/** What one chart shows: series with their looks, and the axis they share. */
import { at, type Pick, type Rows } from '../rows.ts';
import { DASHES, type Theme } from '../theme.ts';
import type { Axis, Reduction } from './reduction.ts';
import type { Places, Unit } from './x-axis.ts';

export interface Look {
  /** Its place among the series that look different from each other. */
  readonly look: number;
  /** Drawn behind the others, in a lighter tone. */
  readonly faint?: true;
}

export interface Series extends Look {
  readonly name: string;
  readonly reduction: Reduction;
  readonly rows: Rows;
  readonly pick: Pick;
  /** An entry's exact value, where it is no column's. */
  readonly value?: (index: number) => number;
  /** Where its entries are on the x axis; absent where they are at their numbers. */
  readonly places?: Places;
  /** Drawn thinner than the others. */
  readonly thin?: true;
}

export interface Drawing {
  /** Unique in the panel: `objective`. */
  readonly name: string;
  readonly title: string;
  readonly series: readonly Series[];
  readonly axis: Axis;
  /** The end of the x axis. */
  readonly last: number;
  /** What the x axis counts. */
  readonly unit: Unit;
  /** What the chart leaves out, in sentences. */
  readonly remarks: readonly string[];
}

/** The exact value of an entry of a series; NaN where it has none. */
export function valueAt(series: Series, index: number): number {
  return series.value ? series.value(index) : at(series.rows, index, series.pick);
}

/** The entry of a series that is at a place of the x axis, or the last before it. */
export function indexAt({ places, reduction }: Series, place: number): number {
  if (!places) return place;
  const near = Math.round(places.back(place));
  return places.of(near) > place && near > 0 && near >= reduction.length ? near - 1 : near;
}

export function colourOf(series: Look, theme: Theme): string {
  const colour = theme.series[series.look % theme.series.length] ?? theme.foreground;
  return series.faint ? `color-mix(in srgb, ${colour} 45%, transparent)` : colour;
}

export function dashOf(series: Look): readonly number[] {
  return series.faint ? [] : (DASHES[series.look % DASHES.length] ?? []);
}
