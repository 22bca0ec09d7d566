/** Sums over rows, and multiples of them, as one sum over rows. */
import type { Graph, Node } from '../program/graph.ts';

/**
 * The sum of products of a node and a factor, c·Σ a + d·Σ b as Σ (c·a + d·b): one pass over the rows, and one reverse pass
 * differentiates it where one each would take n² nodes for n sums.
 *
 * @param factors one number each, which is no value a row.
 */
export function mergedSum(graph: Graph, nodes: readonly Node[], factors: readonly Node[]): Node {
  const bodies = new Map<number, Node>();
  let rest = graph.constant(0);
  const terms = nodes.map((node, i) => ({ node, factor: factors[i]! }));
  for (let term = terms.pop(); term; term = terms.pop()) {
    const { node, factor } = term;
    const inner = partsOf(graph, node, factor);
    if (inner) terms.push(...inner);
    else if (node.kind === 'rowSum') {
      const { body } = node;
      const scaled = graph.multiply(factor, body);
      const before = bodies.get(body.rows);
      bodies.set(body.rows, before ? graph.add(before, scaled) : scaled);
    } else rest = graph.add(rest, graph.multiply(factor, node));
  }
  return [...bodies].reduce((sum, [rows, body]) => graph.add(sum, graph.rowSum(body, rows)), rest);
}

/** What a sum, or a multiple by a constant, is made of; undefined of any other node. */
function partsOf(graph: Graph, node: Node, factor: Node): { node: Node; factor: Node }[] | undefined {
  if (node.kind !== 'call') return undefined;
  const [a, b] = node.args as readonly [Node, Node];
  switch (node.operation) {
    case 'add':
      return [
        { node: a, factor },
        { node: b, factor },
      ];
    case 'subtract':
      return [
        { node: a, factor },
        { node: b, factor: graph.negate(factor) },
      ];
    case 'negate':
      return [{ node: a, factor: graph.negate(factor) }];
    case 'multiply':
      return a.kind === 'constant' ? [{ node: b, factor: graph.multiply(a, factor) }] : undefined;
    case 'divide':
      return b.kind === 'constant' ? [{ node: a, factor: graph.divide(factor, b) }] : undefined;
    default:
      return undefined;
  }
}
