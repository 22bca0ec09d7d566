/** Runs a graph node by node, without generating code: for hosts that forbid it, and for finding where a value fails. */
import { argumentsOf, type Node, reachable } from './graph.ts';
import { operation } from './operations.ts';
import type { Program } from './program.ts';

/** Values of nodes at a point: numbers, or one number a row. */
export class Interpreter {
  readonly #order: readonly Node[];
  /** A node's position in the order, by its id. */
  readonly #positions: Int32Array;
  /** The positions of all arguments, node by node, and where each node's begin. */
  readonly #arguments: Int32Array;
  readonly #firstArgument: Int32Array;
  /** The number each node came to, by position. */
  readonly #values: Float64Array;
  /** The numbers of a node over rows, by position. */
  readonly #rows: (Float64Array | undefined)[];

  readonly #columns: readonly Float64Array[];
  /** The rows of a batch that nodes over rows have room for; 0 where they have all. */
  readonly #room: number;
  /** How many rows nodes over rows have in this run; undefined for all. */
  #count: number | undefined;

  /**
   * @param outputs the nodes whose values will be asked for.
   * @param columns the data, by column index.
   * @param room how many rows a batch has at most, where `runBatch` will be called.
   */
  constructor(outputs: readonly Node[], columns: readonly Float64Array[], room = 0) {
    this.#columns = columns;
    this.#room = room;
    const order = reachable(outputs);
    this.#order = order;
    this.#positions = new Int32Array((order.at(-1)?.id ?? -1) + 1);
    this.#firstArgument = new Int32Array(order.length + 1);
    this.#values = new Float64Array(order.length);
    this.#rows = new Array<Float64Array | undefined>(order.length).fill(undefined);
    const positions: number[] = [];
    for (let position = 0; position < order.length; position++) {
      const node = order[position]!;
      this.#positions[node.id] = position;
      for (const argument of argumentsOf(node)) positions.push(this.#positions[argument.id]!);
      this.#firstArgument[position + 1] = positions.length;
      if (node.kind === 'constant') this.#values[position] = node.value;
      if (node.rows > 0) {
        this.#rows[position] =
          node.kind === 'column' && room === 0 ? columns[node.column]! : new Float64Array(room || node.rows);
      }
    }
    this.#arguments = new Int32Array(positions);
  }

  /** Computes every node for these inputs, by slot. */
  run(inputs: ArrayLike<number>): void {
    this.#run(inputs, 1);
  }

  /** The same over these rows only, of `of` there are: a sum over rows is `of`/k times that over the k rows. */
  runBatch(inputs: ArrayLike<number>, rows: Int32Array, of: number): void {
    if (rows.length > this.#room) throw new RangeError('The batch has more rows than there is room for.');
    this.#count = rows.length;
    this.#order.forEach((node, position) => {
      if (node.kind !== 'column') return;
      const [all, here] = [this.#columns[node.column]!, this.#rows[position]!];
      for (let k = 0; k < rows.length; k++) here[k] = all[rows[k]!]!;
    });
    this.#run(inputs, of / rows.length);
  }

  #run(inputs: ArrayLike<number>, scale: number): void {
    const values = this.#values;
    for (let position = 0; position < this.#order.length; position++) {
      const node = this.#order[position]!;
      if (node.kind === 'input') values[position] = inputs[node.slot]!;
      else if (node.kind === 'rowSum')
        values[position] = scale * sum(this.#rows[this.#arguments[this.#firstArgument[position]!]!]!, this.#count);
      else if (node.kind === 'call') {
        if (node.rows > 0) this.#computeRows(node, position);
        else values[position] = this.#compute(node, position);
      }
    }
  }

  /** The number a node came to in the last run; the first row's for a node over rows. */
  value(node: Node): number {
    return this.#at(this.#positions[node.id]!, 0);
  }

  /** The values of a node over rows in the last run. */
  rows(node: Node): Float64Array {
    const position = this.#positions[node.id]!;
    return this.#rows[position] ?? Float64Array.of(this.#values[position]!);
  }

  /**
   * The first node, in order of computation, that is not a finite number while its arguments are, and those arguments
   * (of the first row where it fails).
   */
  firstFailure(): { readonly node: Node; readonly args: readonly number[] } | undefined {
    for (const [position, node] of this.#order.entries()) {
      for (let row = 0; row < Math.max(1, node.rows); row++) {
        if (Number.isFinite(this.#at(position, row))) continue;
        const args = [...this.#argumentsAt(position)].map((argument) => this.#at(argument, row));
        if (args.every(Number.isFinite)) return { node, args };
      }
    }
    return undefined;
  }

  #at(position: number, row: number): number {
    const rows = this.#rows[position];
    return rows ? rows[row]! : this.#values[position]!;
  }

  #argumentsAt(position: number): Int32Array {
    return this.#arguments.subarray(this.#firstArgument[position]!, this.#firstArgument[position + 1]!);
  }

  #compute(node: Node & { kind: 'call' }, position: number): number {
    const { evaluate } = operation(node.operation);
    const values = this.#values;
    const first = this.#firstArgument[position]!;
    switch (node.args.length) {
      case 1:
        return evaluate(values[this.#arguments[first]!]!);
      case 2:
        return evaluate(values[this.#arguments[first]!]!, values[this.#arguments[first + 1]!]!);
      default:
        return evaluate(...Array.from(this.#argumentsAt(position), (argument) => values[argument]!));
    }
  }

  #computeRows(node: Node & { kind: 'call' }, position: number): void {
    const { evaluate } = operation(node.operation);
    const args = this.#argumentsAt(position);
    const result = this.#rows[position]!;
    const row = new Array<number>(args.length);
    const rows = this.#count ?? node.rows;
    for (let k = 0; k < rows; k++) {
      for (let i = 0; i < args.length; i++) row[i] = this.#at(args[i]!, k);
      result[k] = evaluate(...row);
    }
  }
}

function sum(values: Float64Array, count = values.length): number {
  // The code of other backends has no loop where batches are single rows: −0 stays.
  let total = count === 1 && values.length === 1 ? values[0]! : 0;
  for (let k = count === 1 && values.length === 1 ? 1 : 0; k < count; k++) total += values[k]!;
  return total;
}

/** Outputs by interpreter: every host runs this. */
export function interpret(outputs: readonly Node[], inputs: number, columns: readonly Float64Array[]): Program {
  const interpreter = new Interpreter(outputs, columns);
  const program = { inputs: new Float64Array(inputs), outputs: new Float64Array(outputs.length) };
  return {
    ...program,
    run: () => {
      interpreter.run(program.inputs);
      outputs.forEach((output, i) => {
        program.outputs[i] = interpreter.value(output);
      });
    },
  };
}
