/** The reduced series of what is drawn, kept between frames so that a frame costs only the rows that are new. */
import type { Pick, Rows } from '../rows.ts';
import { type Axis, Reduction } from './reduction.ts';

interface Entry {
  readonly reduction: Reduction;
  /** The first slice tells a run from another one with the same name. */
  readonly origin: unknown;
  taken: number;
  used: boolean;
  /** What a column goes through before it is drawn. */
  readonly through: Through | undefined;
}

/** Makes another column of every column, in the order in which they come. */
export type Through = (column: Float64Array) => Float64Array;

export class Reductions {
  private readonly entries = new Map<string, Entry>();

  /** The series of a column, with every row that has come. `name` is unique among the series of the same origin. */
  of(name: string, rows: Rows, pick: Pick, axis: Axis, through?: () => Through): Reduction {
    const key = `${axis} ${name}`;
    let entry = this.entries.get(key);
    if (!entry || entry.origin !== rows.slices[0] || entry.taken > rows.slices.length) {
      entry = { reduction: new Reduction(axis), origin: rows.slices[0], taken: 0, used: true, through: through?.() };
      this.entries.set(key, entry);
    }
    entry.used = true;
    for (; entry.taken < rows.slices.length; entry.taken++) {
      const column = pick(rows.slices[entry.taken]!);
      if (column) entry.reduction.push(entry.through ? entry.through(column) : column);
    }
    return entry.reduction;
  }

  /** The series of one column that grows. @param origin tells a run from another one with the same name. */
  ofColumn(name: string, origin: unknown, column: Float64Array, axis: Axis): Reduction {
    const key = `${axis} ${name}`;
    let entry = this.entries.get(key);
    if (!entry || entry.origin !== origin || entry.taken > column.length) {
      entry = { reduction: new Reduction(axis), origin, taken: 0, used: true, through: undefined };
      this.entries.set(key, entry);
    }
    entry.used = true;
    entry.reduction.push(column.subarray(entry.taken));
    entry.taken = column.length;
    return entry.reduction;
  }

  /** Drops the series that have not been asked for since the last call. */
  sweep(): void {
    for (const [key, entry] of this.entries) {
      if (!entry.used) this.entries.delete(key);
      entry.used = false;
    }
  }
}
