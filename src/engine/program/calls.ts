/** Which operations are instructions, and which are calls of functions. */
import type { Node } from './graph.ts';
import type { OperationName } from './operations.ts';
import { isProductNode } from './powers.ts';
import { INSTRUCTIONS } from './wasm/instructions.ts';

/** The operations among nodes that are neither instructions nor products. */
export function operationsCalled(nodes: readonly Node[]): Set<OperationName> {
  const called = new Set<OperationName>();
  for (const node of nodes) {
    if (node.kind === 'call' && !INSTRUCTIONS[node.operation] && !isProductNode(node)) called.add(node.operation);
  }
  return called;
}
