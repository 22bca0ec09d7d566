/** The order in which nodes are computed: numbers in turn, and loops over rows for the sums among them. */
import { argumentsOf, type Node, reachable } from './graph.ts';

/** A sum over rows. */
export type RowSum = Node & { readonly kind: 'rowSum' };

/** A stretch of a computation. */
export type Block =
  /** Nodes that are one number each, one after the other. */
  | { readonly kind: 'numbers'; readonly nodes: readonly Node[] }
  /** For each of `rows` rows: `nodes` one after the other, then each sum's body added to it. */
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly nodes: readonly Node[];
      readonly sums: readonly RowSum[];
    };

/**
 * The blocks that compute `outputs`. Constants and inputs are left out: they are there already. A sum over rows can run
 * once all numbers its body needs are there, so sums go by layers, and those of a layer over as many rows share a loop.
 */
export function blocksOf(outputs: readonly Node[]): Block[] {
  const nodes = reachable(outputs);
  const layer = new Map<Node, number>();
  let layers = 0;
  for (const node of nodes) {
    let needed = 0;
    for (const argument of argumentsOf(node)) needed = Math.max(needed, layer.get(argument)!);
    const own = node.kind === 'rowSum' ? needed + 1 : needed;
    layer.set(node, own);
    layers = Math.max(layers, own);
  }
  const numbers: Node[][] = Array.from({ length: layers + 1 }, () => []);
  const sums: RowSum[][] = Array.from({ length: layers + 1 }, () => []);
  for (const node of nodes) {
    if (node.kind === 'rowSum') sums[layer.get(node)!]!.push(node);
    else if (node.kind === 'call' && node.rows === 0) numbers[layer.get(node)!]!.push(node);
  }
  const blocks: Block[] = [];
  for (let current = 0; current <= layers; current++) {
    for (const rows of new Set(sums[current]!.map((sum) => sum.body.rows))) {
      const here = sums[current]!.filter((sum) => sum.body.rows === rows);
      blocks.push({ kind: 'rows', rows, nodes: rowNodes(here), sums: here });
    }
    if (numbers[current]!.length > 0) blocks.push({ kind: 'numbers', nodes: numbers[current]! });
  }
  return blocks;
}

/** The nodes over rows that sums are computed from; numbers and finished sums are left outside their loop. */
function rowNodes(sums: readonly RowSum[]): Node[] {
  return reachable(sums.map((sum) => sum.body)).filter((node) => node.rows > 0);
}
