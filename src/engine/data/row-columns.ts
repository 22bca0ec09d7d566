/** Columns that come to light as rows do: an object a row. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import { putValue } from './put-value.ts';
import { type Table, TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

/** A row by its headers. */
export type Entries = Readonly<Record<string, unknown>>;

/** Columns that come to light as rows do: a key may be missing in any of them. */
export class RowColumns {
  readonly #wanted: Wanted;
  readonly #builders = new Map<string, ColumnBuilder | undefined>();
  /** Columns of numbers that texts stand in too: they are read again as texts. */
  readonly #texts: ReadonlySet<string>;
  rows = 0;

  constructor(wanted: Wanted, texts: ReadonlySet<string>) {
    this.#wanted = wanted;
    this.#texts = texts;
  }

  get headers(): string[] {
    return [...this.#builders.keys()];
  }

  get late(): Set<string> {
    return new Set([...this.#builders].flatMap(([header, builder]) => (builder?.late ? [header] : [])));
  }

  push(row: Entries): void {
    for (const header of Object.keys(row)) if (!this.#builders.has(header)) this.add(header);
    for (const [header, builder] of this.#builders) if (builder) putValue(builder, row[header]);
    this.rows++;
  }

  add(header: string): ColumnBuilder | undefined {
    // The name is given at the end, when all headers are known; what is wanted is asked by the header's own.
    const [name = header] = columnNames([header], '', []);
    const builder = this.#wanted.columns(name)
      ? new ColumnBuilder(name, header, this.#texts.has(header), false)
      : undefined;
    this.#builders.set(header, builder);
    for (let row = 0; row < this.rows; row++) builder?.missing();
    return builder;
  }

  table(name: string): Table {
    if (this.rows === 0) throw new TableError('it has no rows');
    const remarks: string[] = [];
    const names = columnNames(this.headers, name, remarks);
    const columns = [...this.#builders.values()].flatMap((builder, i) =>
      builder ? [{ ...builder.column(), name: names[i]! }] : [],
    );
    return { name, rows: this.rows, names, columns, broken: [], remarks };
  }
}
