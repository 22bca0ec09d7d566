/** Blocks of a computation as instructions: numbers in turn, and loops over rows. */
import type { Node } from '../graph.ts';
import type { Block } from '../order.ts';
import type { Functions } from './functions.ts';
import { BYTES, type Layout } from './layout.ts';
import { NodeEmitter } from './nodes.ts';

/**
 * Announces and computes blocks, one number at a time.
 *
 * @param columns where each data column begins in memory, by index.
 * @param outputs what is read after the blocks.
 * @param batch the rows that loops run over, where these are not all.
 */
export function emitBlocks(
  emitter: NodeEmitter,
  functions: Functions,
  layout: Layout,
  blocks: readonly Block[],
  columns: readonly number[],
  outputs: readonly Node[],
  batch?: Batched,
): void {
  for (const block of blocks) {
    emitter.announce(block.nodes);
    // What a loop reads from outside is read in every row: it is never let go.
    if (block.kind === 'rows') {
      emitter.keep(block.nodes);
      emitter.announce(block.sums);
    }
  }
  emitter.keep(outputs);
  for (const block of blocks) {
    if (block.kind === 'numbers') emitter.compute(block.nodes);
    else if (batch) emitBatch(emitter, functions, layout, block, columns, batch);
    else emitRows(emitter, functions, layout, block, columns);
  }
}

/** A batch of rows that lie together, as locals. */
export interface Batched {
  /** The bytes that come before the batch, and those before its end. */
  readonly first: number;
  readonly end: number;
  /** What a sum over the batch is multiplied with; absent where that is always 1. */
  readonly scale: number | undefined;
  /** The bytes of a row. */
  readonly stride: number;
  /** Batches are of one row each. */
  readonly single: boolean;
}

function emitBatch(
  outer: NodeEmitter,
  functions: Functions,
  layout: Layout,
  { nodes, sums }: Block & { readonly kind: 'rows' },
  columns: readonly number[],
  { first, end, scale, stride, single }: Batched,
): void {
  const { code } = outer;
  const pointer = single ? first : code.local('i32');
  const totals = sums.map(() => code.local());
  const inner = new NodeEmitter(code, functions, layout, outer, { pointer, offsets: columns });
  inner.announce(nodes);
  inner.keep(sums.map((sum) => sum.body));
  if (single) {
    inner.compute(nodes);
    sums.forEach((sum, i) => {
      inner.put(sum.body);
      code.set(totals[i]!);
    });
  } else {
    for (const total of totals) code.constant(0).set(total);
    code.get(first).set(pointer);
    code.loop(() => {
      inner.compute(nodes);
      sums.forEach((sum, i) => {
        code.get(totals[i]!);
        inner.put(sum.body);
        code.op('add').set(totals[i]!);
      });
      code.get(pointer).integer(stride).i32('add').tee(pointer).get(end).i32('less').branchIf(0);
    });
  }
  sums.forEach((sum, i) => {
    if (scale !== undefined) code.get(totals[i]!).get(scale).op('multiply').set(totals[i]!);
    outer.bind(sum, totals[i]!);
  });
}

function emitRows(
  outer: NodeEmitter,
  functions: Functions,
  layout: Layout,
  { rows, nodes, sums }: Block & { readonly kind: 'rows' },
  columns: readonly number[],
): void {
  const { code } = outer;
  const pointer = code.local('i32');
  const totals = sums.map(() => code.local());
  for (const total of totals) code.constant(0).set(total);
  code.integer(0).set(pointer);
  const inner = new NodeEmitter(code, functions, layout, outer, { pointer, offsets: columns });
  inner.announce(nodes);
  inner.keep(sums.map((sum) => sum.body));
  code.loop(() => {
    inner.compute(nodes);
    sums.forEach((sum, i) => {
      code.get(totals[i]!);
      inner.put(sum.body);
      code.op('add').set(totals[i]!);
    });
    code
      .get(pointer)
      .integer(BYTES)
      .i32('add')
      .tee(pointer)
      .integer(rows * BYTES)
      .i32('less')
      .branchIf(0);
  });
  sums.forEach((sum, i) => {
    outer.bind(sum, totals[i]!);
  });
}
