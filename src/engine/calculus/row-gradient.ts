/** The derivatives of a node over rows, row by row. */
import { argumentsOf, type Graph, type Node, reachable } from '../program/graph.ts';
import { gradientOf } from './gradient.ts';

/**
 * The partial derivatives of a node over rows by the inputs 0 … parameters − 1: nodes over the same rows, or numbers
 * where they are the same in every row. A row's columns are numbers to it, so it is differentiated with inputs in their
 * place.
 *
 * @param graph the node's graph.
 */
export function rowGradientOf(graph: Graph, node: Node, parameters: number): Node[] {
  const columns = reachable([node]).filter((part) => part.kind === 'column');
  const inputs = columns.map((_, i) => graph.input(parameters + i));
  const inOneRow = replaced(graph, [node], new Map(columns.map((column, i) => [column, inputs[i]!])));
  const partials = gradientOf(graph, inOneRow[0]!, parameters);
  return replaced(graph, partials, new Map(inputs.map((input, i) => [input, columns[i]!])));
}

/** Nodes with others in the place of some; sums over rows are left as they are. */
function replaced(graph: Graph, nodes: readonly Node[], places: ReadonlyMap<Node, Node>): Node[] {
  const made = new Map(places);
  for (const node of reachable(nodes)) {
    if (node.kind !== 'call' || !argumentsOf(node).some((argument) => made.has(argument))) continue;
    const args = node.args.map((argument) => made.get(argument) ?? argument);
    made.set(node, graph.exactly(node.operation, args));
  }
  return nodes.map((node) => made.get(node) ?? node);
}
