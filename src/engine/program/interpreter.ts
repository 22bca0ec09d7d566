/** Runs a graph node by node, without generating code: for hosts that forbid it, and for finding where a value fails. */
import { argumentsOf, type Node, reachable } from './graph.ts';
import { operation } from './operations.ts';

/** Values of nodes at a point: numbers, or one number a row. */
export class Interpreter {
  readonly #order: readonly Node[];
  readonly #columns: readonly Float64Array[];
  readonly #values = new Map<Node, number | Float64Array>();

  /** @param outputs the nodes whose values will be asked for. @param columns the data, by column index. */
  constructor(outputs: readonly Node[], columns: readonly Float64Array[]) {
    this.#order = reachable(outputs);
    this.#columns = columns;
  }

  /** Computes every node for these inputs, by slot. */
  run(inputs: ArrayLike<number>): void {
    for (const node of this.#order) this.#values.set(node, this.#evaluate(node, inputs));
  }

  /** The number a node came to in the last run; the first row's for a node over rows. */
  value(node: Node): number {
    const value = this.#values.get(node)!;
    return typeof value === 'number' ? value : value[0]!;
  }

  /** The values of a node over rows in the last run. */
  rows(node: Node): Float64Array {
    const values = this.#values.get(node)!;
    return typeof values === 'number' ? Float64Array.of(values) : values;
  }

  /**
   * The first node, in order of computation, that is not a finite number while its arguments are, and those arguments
   * (of the first row where it fails).
   */
  firstFailure(): { readonly node: Node; readonly args: readonly number[] } | undefined {
    for (const node of this.#order) {
      for (let row = 0; row < Math.max(1, node.rows); row++) {
        if (Number.isFinite(this.#at(node, row))) continue;
        const args = argumentsOf(node).map((arg) => this.#at(arg, row));
        if (args.every(Number.isFinite)) return { node, args };
      }
    }
    return undefined;
  }

  #at(node: Node, row: number): number {
    const value = this.#values.get(node)!;
    return typeof value === 'number' ? value : value[row]!;
  }

  #evaluate(node: Node, inputs: ArrayLike<number>): number | Float64Array {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'input':
        return inputs[node.slot]!;
      case 'column':
        return this.#columns[node.column]!;
      case 'rowSum': {
        let sum = 0;
        for (const value of this.#values.get(node.body) as Float64Array) sum += value;
        return sum;
      }
      case 'call': {
        const { evaluate } = operation(node.operation);
        if (node.rows === 0) return evaluate(...node.args.map((arg) => this.#values.get(arg) as number));
        const result = new Float64Array(node.rows);
        const args = node.args.map((arg) => this.#values.get(arg)!);
        for (let row = 0; row < node.rows; row++) {
          result[row] = evaluate(...args.map((arg) => (typeof arg === 'number' ? arg : arg[row]!)));
        }
        return result;
      }
    }
  }
}
