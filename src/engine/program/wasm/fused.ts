/** Sums of a product and a term, which some processors compute as one operation. */
import { argumentsOf, type Node } from '../graph.ts';

/** factors[0]·factors[1] + term, or term − factors[0]·factors[1]. */
export interface Fused {
  readonly factors: readonly Node[];
  readonly term: Node;
  readonly negated: boolean;
}

/**
 * The sums among `nodes` that can be fused with a product that nothing else reads, and the nodes that are left to compute.
 *
 * @param outputs what is read of the nodes in the end.
 */
export function fusedSums(
  nodes: readonly Node[],
  outputs: readonly Node[],
): { readonly fused: Map<Node, Fused>; readonly rest: Node[] } {
  const readers = new Map<Node, number>();
  for (const node of [...outputs, ...nodes.flatMap(argumentsOf)]) readers.set(node, (readers.get(node) ?? 0) + 1);
  const here = new Set(nodes);
  const fused = new Map<Node, Fused>();
  const absorbed = new Set<Node>();
  const isFree = (node: Node): node is Node & { readonly kind: 'call' } =>
    node.kind === 'call' && node.operation === 'multiply' && here.has(node) && readers.get(node) === 1;
  for (const node of nodes) {
    if (node.kind !== 'call' || (node.operation !== 'add' && node.operation !== 'subtract')) continue;
    const [a, b] = node.args as readonly [Node, Node];
    const product = isFree(b) ? b : node.operation === 'add' && isFree(a) ? a : undefined;
    if (!product) continue;
    absorbed.add(product);
    fused.set(node, {
      factors: product.args,
      term: product === b ? a : b,
      negated: node.operation === 'subtract',
    });
  }
  return { fused, rest: nodes.filter((node) => !absorbed.has(node)) };
}
