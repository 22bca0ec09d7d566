/** A graph at a point: every node's value and its partial derivatives by its own arguments, as numbers. */
import { argumentsOf, type Node, reachable } from '../program/graph.ts';
import { operation } from '../program/operations.ts';
import { SLOPES } from './slopes.ts';

/** A number, or one number a row. */
export type Values = number | Float64Array;

/** A node with the places of its arguments in the order of computation. */
export interface Place {
  readonly node: Node;
  readonly args: readonly number[];
}

const single = (node: Node): node is Node & { kind: 'call' } => node.kind === 'call' && node.rows === 0;

/** The values and slopes of all nodes that some outputs are computed from, at one point at a time. */
export class Linearization {
  /** In order of computation. */
  readonly places: readonly Place[];
  /** By place. */
  readonly values: Values[];
  /** By place, one entry an argument; empty for what is not a call. */
  readonly slopes: Values[][];
  readonly #columns: readonly Float64Array[];
  readonly #index = new Map<Node, number>();

  constructor(outputs: readonly Node[], columns: readonly Float64Array[]) {
    this.#columns = columns;
    const order = reachable(outputs);
    for (const [k, node] of order.entries()) this.#index.set(node, k);
    this.places = order.map((node) => ({ node, args: argumentsOf(node).map((arg) => this.#index.get(arg)!) }));
    this.values = new Array<Values>(order.length).fill(Number.NaN);
    this.slopes = order.map(() => []);
  }

  /** How many numbers one pass computes. */
  get size(): number {
    return this.places.reduce((sum, { node }) => sum + Math.max(1, node.rows), 0);
  }

  /** Where an output stands among the places. */
  placeOf(output: Node): number {
    return this.#index.get(output)!;
  }

  /** Computes all values and slopes at a point, one number an input slot. */
  at(point: ArrayLike<number>): void {
    this.places.forEach(({ node, args }, k) => {
      if (single(node)) {
        const numbers = args.map((arg) => this.values[arg] as number);
        const value = operation(node.operation).evaluate(...numbers);
        this.values[k] = value;
        this.slopes[k] = SLOPES[node.operation](numbers, value) as number[];
      } else if (node.kind === 'call') this.#overRows(node, args, k);
      else this.values[k] = this.#leaf(node, args, point);
    });
  }

  #leaf(node: Exclude<Node, { kind: 'call' }>, args: readonly number[], point: ArrayLike<number>): Values {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'input':
        return point[node.slot]!;
      case 'column':
        return this.#columns[node.column]!;
      case 'rowSum':
        return (this.values[args[0]!] as Float64Array).reduce((sum, value) => sum + value, 0);
    }
  }

  #overRows(node: Node & { kind: 'call' }, args: readonly number[], k: number): void {
    const { evaluate } = operation(node.operation);
    const slopesOf = SLOPES[node.operation];
    const values = new Float64Array(node.rows);
    const slopes = args.map(() => new Float64Array(node.rows));
    const columns = args.map((arg) => this.values[arg]!);
    const numbers = new Array<number>(args.length);
    for (let row = 0; row < node.rows; row++) {
      columns.forEach((column, j) => {
        numbers[j] = typeof column === 'number' ? column : column[row]!;
      });
      const value = evaluate(...numbers);
      values[row] = value;
      slopesOf(numbers, value).forEach((slope, j) => {
        slopes[j]![row] = slope;
      });
    }
    this.values[k] = values;
    this.slopes[k] = slopes;
  }
}
