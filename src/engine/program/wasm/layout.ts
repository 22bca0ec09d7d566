/** A module's memory: numbers, data columns, and what does not fit into locals. */
import type { Node } from '../graph.ts';

/** A number takes eight bytes. */
export const BYTES = 8;
const PAGE = 65_536;

/** Columns row by row. */
export interface Table {
  readonly begin: number;
  /** The bytes of a row that come before its number of each column, by index; −1 where it has none. */
  readonly offsets: readonly number[];
  /** The bytes of a row. */
  readonly stride: number;
}

/** Places in memory, given out one after the other. Every place is aligned to a pair of numbers. */
export class Layout {
  #end = 0;

  /** The offset of room for this many numbers. */
  numbers(count: number): number {
    const offset = this.#end;
    this.#end += Math.ceil(count / 2) * 2 * BYTES;
    return offset;
  }

  /** Where each data column begins, by index; those that no node reads take no room. */
  columns(columns: readonly Float64Array[], nodes: readonly Node[]): number[] {
    const read = new Set(nodes.map((node) => (node.kind === 'column' ? node.column : -1)));
    return columns.map((column, i) => (read.has(i) ? this.numbers(column.length) : -1));
  }

  /** Room for this many 32-bit integers. */
  integers(count: number): number {
    return this.numbers(Math.ceil(count / 2));
  }

  /** The columns that nodes read, row by row: what is read of a row at random is then in one place. */
  table(columns: readonly Float64Array[], nodes: readonly Node[]): Table {
    const read = [...new Set(nodes.flatMap((node) => (node.kind === 'column' ? [node.column] : [])))];
    const rows = Math.max(0, ...read.map((column) => columns[column]!.length));
    const offsets = columns.map((_, i) => (read.includes(i) ? read.indexOf(i) * BYTES : -1));
    return { begin: this.numbers(rows * read.length), offsets, stride: read.length * BYTES };
  }

  /** How many pages hold all of it. */
  get pages(): number {
    return Math.max(1, Math.ceil(this.#end / PAGE));
  }
}

/** Copies columns to their places. */
export function fillColumns(memory: ArrayBuffer, columns: readonly Float64Array[], offsets: readonly number[]): void {
  columns.forEach((column, i) => {
    if (offsets[i]! >= 0) new Float64Array(memory, offsets[i], column.length).set(column);
  });
}

/** Copies columns to their places in a table. */
export function fillTable(
  memory: ArrayBuffer,
  columns: readonly Float64Array[],
  { begin, offsets, stride }: Table,
): void {
  const numbers = new Float64Array(memory);
  const step = stride / BYTES;
  columns.forEach((column, i) => {
    if (offsets[i]! < 0) return;
    let at = (begin + offsets[i]!) / BYTES;
    for (let row = 0; row < column.length; row++) {
      numbers[at] = column[row]!;
      at += step;
    }
  });
}
