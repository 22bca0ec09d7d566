/** A module's memory: numbers, data columns, and what does not fit into locals. */
import type { Node } from '../graph.ts';

/** A number takes eight bytes. */
export const BYTES = 8;
const PAGE = 65_536;

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
