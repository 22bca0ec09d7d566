/** A formula at another point. */
import { argumentsOf, type Graph, type Node, reachable } from '../program/graph.ts';

/** Nodes with the inputs 0 … n − 1 replaced by the nodes of another point; what depends on none of them stays. */
export function substitute(graph: Graph, nodes: readonly Node[], point: readonly Node[]): Node[] {
  const made = new Map<Node, Node>();
  for (const node of reachable(nodes)) made.set(node, rebuilt(graph, node, point, made));
  return nodes.map((node) => made.get(node)!);
}

function rebuilt(graph: Graph, node: Node, point: readonly Node[], made: ReadonlyMap<Node, Node>): Node {
  if (node.kind === 'input') return point[node.slot] ?? node;
  const args = argumentsOf(node).map((argument) => made.get(argument)!);
  if (args.every((argument, i) => argument === argumentsOf(node)[i])) return node;
  if (node.kind === 'rowSum') return graph.rowSum(args[0]!, node.body.rows);
  return node.kind === 'call' ? graph.call(node.operation, args) : node;
}
