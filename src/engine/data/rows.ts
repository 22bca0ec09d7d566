/** The rows of a table that a formula can use: those with a value in every column that it names. */
import { rowList } from './row-list.ts';
import { hasValue, type Table, type TableColumn } from './table.ts';

export class DataRows {
  readonly table: Table;
  /** The indices of the rows that are kept; undefined when all are. */
  readonly #kept: Int32Array | undefined;
  readonly #columns = new Map<string, TableColumn>();
  /** What was left out and why, a sentence each. */
  readonly remarks: readonly string[];

  constructor(table: Table, kept?: Int32Array, remarks: readonly string[] = []) {
    this.table = table;
    this.#kept = kept;
    this.remarks = remarks;
  }

  get rows(): number {
    return this.#kept?.length ?? this.table.rows;
  }

  /** A column's kept rows, by its name. */
  column(name: string): TableColumn | undefined {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = this.table.columns.find((candidate) => candidate.name === name);
    if (!column) return undefined;
    const kept: TableColumn =
      column.kind === 'numbers'
        ? { ...column, values: this.pick(column.values) }
        : { ...column, codes: this.pick(column.codes) };
    this.#columns.set(name, kept);
    return kept;
  }

  /** The kept rows of values that are one for each row of the table; any others as they are. */
  pick<T extends Float64Array | Int32Array>(values: T): T {
    const kept = this.#kept;
    if (!kept || values.length !== this.table.rows) return values;
    const picked = values.slice(0, kept.length);
    for (let i = 0; i < kept.length; i++) picked[i] = values[kept[i]!]!;
    return picked as T;
  }

  /** These rows without those that lack a value in one of these columns; the same when none does. */
  complete(names: Iterable<string>): DataRows {
    const { table } = this;
    const columns = [...names].flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
    const broken = new Set(table.broken);
    const remarks: string[] = [];
    const left = new Uint8Array(table.rows);
    for (const row of broken) left[row] = 1;
    for (const column of columns) {
      const lacking: number[] = [];
      for (let row = 0; row < table.rows; row++) {
        if (hasValue(column, row)) continue;
        left[row] = 1;
        if (!broken.has(row)) lacking.push(row);
      }
      if (lacking.length === 0) continue;
      const one = lacking.length === 1;
      const what = column.kind === 'numbers' ? 'no finite number' : 'no value';
      remarks.push(
        `${rowList(lacking)} ${one ? 'has' : 'have'} ${what} in ${column.name} and ${one ? 'is' : 'are'} left out.`,
      );
    }
    const kept = left.reduce((sum, out) => sum + (out === 0 ? 1 : 0), 0);
    if (columns.length === 0 || kept === table.rows) return this;
    const indices = new Int32Array(kept);
    let at = 0;
    for (let row = 0; row < left.length; row++) if (left[row] === 0) indices[at++] = row;
    return new DataRows(table, indices, remarks);
  }
}
