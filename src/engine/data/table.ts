/** A table of data: columns of numbers or of texts, as they were read, before any formula says how they are used. */

/** A column of numbers, one a row; NaN where there is none. */
export interface NumberColumn {
  readonly kind: 'numbers';
  /** As formulas write it. */
  readonly name: string;
  /** As the file writes it. */
  readonly header: string;
  readonly values: Float64Array;
}

/** A column of texts: each row's index into the categories, −1 where there is none. */
export interface TextColumn {
  readonly kind: 'texts';
  readonly name: string;
  readonly header: string;
  readonly codes: Int32Array;
  /** The different texts, in order of first appearance. */
  readonly categories: readonly string[];
  /** How many rows would be numbers, and the first row that would not; −1 where all would. */
  readonly numbers: number;
  readonly firstText: number;
}

export type TableColumn = NumberColumn | TextColumn;

/** A table, and what was noticed in reading it. Row indices count from 0; people are told them from 1. */
export interface Table {
  /** As people know it: the file's name, or the heading of a table in a document. */
  readonly name: string;
  readonly rows: number;
  /** Every column's name in the file's order, also of those that nobody asked for and that are not held. */
  readonly names: readonly string[];
  readonly columns: readonly TableColumn[];
  /** The rows with more values than there are columns, ascending: no value of theirs is trusted, and all are missing. */
  readonly broken: readonly number[];
  /** Decisions for people to check, a sentence each. */
  readonly remarks: readonly string[];
}

/** Whether a row of a column has a value that can be used: a finite number, or a text. */
export function hasValue(column: TableColumn, row: number): boolean {
  return column.kind === 'texts' ? column.codes[row]! >= 0 : Number.isFinite(column.values[row]!);
}

/** The text of a row as it was read; the empty text where there is none. */
export function textAt(column: TableColumn, row: number): string {
  if (column.kind === 'texts') return column.categories[column.codes[row]!] ?? '';
  const value = column.values[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

/** A file that cannot be read as a table: a sentence about it. The place is known to who asked for the table. */
export class TableError extends Error {
  override readonly name = 'TableError';
}
