/** Nodes with others in place of some of their parts. */
import { type Graph, type Node, reachable } from './graph.ts';

/**
 * A node in which `by` says what stands in place of a part; what it leaves undefined is made of its own parts again.
 *
 * @param by is asked for every part, arguments first. `part` gives what has taken the place of an argument.
 */
export function replaceParts(
  graph: Graph,
  root: Node,
  by: (node: Node, part: (node: Node) => Node) => Node | undefined,
): Node {
  const made = new Map<Node, Node>();
  const part = (node: Node) => made.get(node)!;
  for (const node of reachable([root])) made.set(node, by(node, part) ?? again(graph, node, part));
  return part(root);
}

function again(graph: Graph, node: Node, part: (node: Node) => Node): Node {
  if (node.kind === 'call') {
    const args = node.args.map(part);
    return args.every((arg, i) => arg === node.args[i]) ? node : graph.exactly(node.operation, args);
  }
  if (node.kind !== 'rowSum' || part(node.body) === node.body) return node;
  return graph.rowSum(part(node.body), node.body.rows);
}
