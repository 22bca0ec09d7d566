/** Constants in memory: a number in the code is put together anew wherever it is used, one in memory is read. */
import { type Node, reachable } from '../graph.ts';
import type { Code } from './code.ts';
import { BYTES, type Layout } from './layout.ts';
import type { NodeEmitter } from './nodes.ts';

export class Pool {
  readonly #constants: readonly (Node & { readonly kind: 'constant' })[];
  readonly #lanes: 1 | 2;
  readonly #offset: number;

  /** Makes room for the constants that outputs are computed from. @param wide each stands there twice, for a vector. */
  constructor(layout: Layout, outputs: readonly Node[], wide: boolean) {
    this.#constants = reachable(outputs).filter((node) => node.kind === 'constant');
    this.#lanes = wide ? 2 : 1;
    this.#offset = layout.numbers(this.#constants.length * this.#lanes);
  }

  /** Reads every constant into a local. */
  bind(emitter: NodeEmitter, code: Code): void {
    this.#constants.forEach((node, i) => {
      const local = code.local();
      code
        .integer(0)
        .load(this.#offset + i * this.#lanes * BYTES)
        .set(local);
      emitter.bind(node, local);
    });
  }

  /** Writes the constants to their places. */
  fill(memory: ArrayBuffer): void {
    const places = new Float64Array(memory, this.#offset, this.#constants.length * this.#lanes);
    this.#constants.forEach(({ value }, i) => {
      places.fill(value, i * this.#lanes, (i + 1) * this.#lanes);
    });
  }
}
