/** The functions that a module's code calls, declared before any code: our own elementary ones, and the host's. */
import { operationsCalled } from '../calls.ts';
import type { Node } from '../graph.ts';
import { type OperationName, operation } from '../operations.ts';
import {
  type ElementaryName,
  elementaryClosure,
  elementaryFunction,
  HOST_FUNCTIONS,
  type HostName,
  isElementary,
} from './elementary.ts';
import type { HostFunction } from './instance.ts';
import type { ModuleBuilder } from './module.ts';

/** Where each function of a module is. */
export class Functions {
  /** What the module is to be instantiated with. */
  readonly imports: Record<string, HostFunction> = {};
  readonly #indices = new Map<string, number>();

  /** @param wide whether two numbers at a time are computed. */
  constructor(module: ModuleBuilder, nodes: readonly Node[], wide = false) {
    const called = [...operationsCalled(nodes)];
    const wanted = called.filter((name) => isElementary(name)).map((name) => ({ name, wide }));
    const { functions, hosts } = elementaryClosure(wanted);
    for (const name of hosts) this.#import(module, name, 1, HOST_FUNCTIONS[name]);
    for (const name of called.filter((one) => !isElementary(one))) {
      const { evaluate, arity } = operation(name);
      this.#import(module, name, arity, evaluate);
    }
    const callee = (name: ElementaryName | HostName, ofTwo: boolean) => this.#indices.get(key(name, ofTwo))!;
    for (const one of functions) {
      const type = one.wide ? 'v128' : 'f64';
      const code = elementaryFunction(one.name, one.wide, callee);
      this.#indices.set(key(one.name, one.wide), module.function([type], [type], code));
    }
  }

  /** The index of the function for an operation, and whether it takes as many numbers at a time as the code that asks. */
  of(name: OperationName, wide: boolean): { readonly index: number; readonly direct: boolean } {
    const direct = !wide || isElementary(name);
    return { index: this.#indices.get(key(name, wide && direct))!, direct };
  }

  #import(module: ModuleBuilder, name: string, arity: number, evaluate: HostFunction): void {
    this.imports[name] = evaluate;
    this.#indices.set(key(name, false), module.import(name, new Array(arity).fill('f64'), ['f64']));
  }
}

function key(name: string, wide: boolean): string {
  return wide ? `${name} of two` : name;
}
