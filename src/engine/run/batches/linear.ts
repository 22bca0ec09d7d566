/** Whether a batch estimates an objective without bias. */
import { type Node, reachable } from '../../program/graph.ts';

/** Whether a node is a sum of sums over rows times what depends on none of them, and of terms without any. */
export function isLinearInSums(node: Node): boolean {
  if (node.kind === 'rowSum' || !hasSum(node)) return true;
  if (node.kind !== 'call') return false;
  const [a, b] = node.args as readonly [Node, Node];
  switch (node.operation) {
    case 'negate':
      return isLinearInSums(a);
    case 'add':
    case 'subtract':
      return isLinearInSums(a) && isLinearInSums(b);
    case 'multiply':
      return (!hasSum(a) && isLinearInSums(b)) || (!hasSum(b) && isLinearInSums(a));
    case 'divide':
      return !hasSum(b) && isLinearInSums(a);
    default:
      return false;
  }
}

function hasSum(node: Node): boolean {
  return reachable([node]).some(({ kind }) => kind === 'rowSum');
}
