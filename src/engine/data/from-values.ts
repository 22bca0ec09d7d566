/** Tables of values that a program has at hand. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import { putValue } from './put-value.ts';
import { type Table, TableError } from './table.ts';

/** Columns by their headers: numbers, texts, and null where there is none. */
export type Values = Readonly<Record<string, ArrayLike<number | string | boolean | null>>>;

/** @throws {TableError} for columns of different lengths, or none. */
export function tableOf(name: string, values: Values): Table {
  const entries = Object.entries(values);
  const rows = entries[0]?.[1].length ?? 0;
  if (rows === 0) throw new TableError('it has no rows');
  const remarks: string[] = [];
  const names = columnNames(
    entries.map(([header]) => header),
    name,
    remarks,
  );
  const columns = entries.map(([header, list], i) => {
    if (list.length !== rows) throw new TableError(`its columns are of different lengths, ${rows} and ${list.length}`);
    if (list instanceof Float64Array) return { kind: 'numbers', name: names[i]!, header, values: list } as const;
    const builder = new ColumnBuilder(
      names[i]!,
      header,
      Array.from(list).some((value) => typeof value === 'string'),
      false,
    );
    for (let row = 0; row < rows; row++) putValue(builder, list[row]);
    return builder.column();
  });
  return { name, rows, names, columns, broken: [], remarks };
}
