/** The functions that a module's code calls, declared before any code: the host's, by operation. */
import type { Node } from '../graph.ts';
import { type OperationName, operation } from '../operations.ts';
import { isProductNode } from '../powers.ts';
import type { HostFunction } from './instance.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { ModuleBuilder } from './module.ts';

/** Where each function of a module is. */
export class Functions {
  /** What the module is to be instantiated with. */
  readonly imports: Record<string, HostFunction> = {};
  readonly #host = new Map<OperationName, number>();

  constructor(module: ModuleBuilder, nodes: readonly Node[]) {
    for (const name of operationsCalled(nodes)) {
      const { evaluate, arity } = operation(name);
      this.imports[name] = evaluate;
      this.#host.set(name, module.import(name, new Array(arity).fill('f64'), ['f64']));
    }
  }

  /** The index of the host's function for an operation. */
  host(name: OperationName): number {
    return this.#host.get(name)!;
  }
}

/** The operations among nodes that are neither instructions nor products. */
export function operationsCalled(nodes: readonly Node[]): Set<OperationName> {
  const called = new Set<OperationName>();
  for (const node of nodes) {
    if (node.kind === 'call' && !INSTRUCTIONS[node.operation] && !isProductNode(node)) called.add(node.operation);
  }
  return called;
}
