/** Values of JSON, of Parquet and of programs in a column. */
import type { ColumnBuilder } from './column-builder.ts';

/** Puts a value into a column: true is 1 and false 0, a date its ISO text. */
export function putValue(builder: ColumnBuilder, value: unknown): void {
  if (value === null || value === undefined) builder.missing();
  else if (typeof value === 'string') builder.text(value);
  else if (value instanceof Date) builder.text(value.toISOString());
  else if (typeof value === 'object') builder.text(JSON.stringify(value));
  else {
    const number = Number(value);
    if (builder.takesNumbers) builder.number(number);
    else builder.text(String(value));
  }
}
