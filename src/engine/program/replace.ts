/** Nodes with others in place of some of their parts. */
import { type Graph, type Node, reachable } from './graph.ts';

/** What stands in place of a part, arguments first; `part` gives what has taken the place of an argument. */
type Replacement = (node: Node, part: (node: Node) => Node) => Node | undefined;

/** A node in which `by` says what stands in place of a part; what it leaves undefined is made of its own parts again. */
export function replaceParts(graph: Graph, root: Node, by: Replacement): Node {
  return replaceAll(graph, [root], by)[0]!;
}

/** Nodes with the inputs 0 … n − 1 replaced by the nodes of another point; what depends on none of them stays. */
export function substitute(graph: Graph, nodes: readonly Node[], point: readonly Node[]): Node[] {
  return replaceAll(graph, nodes, (node) => (node.kind === 'input' ? point[node.slot] : undefined));
}

function replaceAll(graph: Graph, roots: readonly Node[], by: Replacement): Node[] {
  const made = new Map<Node, Node>();
  const part = (node: Node) => made.get(node)!;
  for (const node of reachable(roots)) made.set(node, by(node, part) ?? again(graph, node, part));
  return roots.map(part);
}

function again(graph: Graph, node: Node, part: (node: Node) => Node): Node {
  if (node.kind === 'call') {
    const args = node.args.map(part);
    return args.every((arg, i) => arg === node.args[i]) ? node : graph.exactly(node.operation, args);
  }
  if (node.kind !== 'rowSum' || part(node.body) === node.body) return node;
  return graph.rowSum(part(node.body), node.body.rows);
}
