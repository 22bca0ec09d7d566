/** Formulas of symbols that have values. */
import type { Notation } from '../../calculus/notation.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { type Middle, middle, takenBranches } from './middle.ts';

/** Input slots of a graph, each with its symbol and its value. */
export class Symbols {
  readonly graph: Graph;
  readonly #columns: readonly Float64Array[];
  readonly #first: number;
  readonly #notations: Notation[] = [];
  /** By slot. */
  readonly #values: number[];

  /** @param first the first slot that nothing else has. */
  constructor(graph: Graph, columns: readonly Float64Array[], first: number) {
    this.graph = graph;
    this.#columns = columns;
    this.#first = first;
    this.#values = new Array<number>(first).fill(Number.NaN);
  }

  /** A new symbol. */
  add(symbol: Notation, value: number): Node {
    this.#notations.push(symbol);
    this.#values.push(value);
    return this.graph.input(this.#values.length - 1);
  }

  symbol(input: Node): Notation {
    return this.#notations[slotOf(input) - this.#first]!;
  }

  /** What a formula of these symbols comes to. */
  value(node: Node): number {
    if (node.kind === 'input') return this.#values[node.slot]!;
    const interpreter = new Interpreter([node], this.#columns);
    interpreter.run(this.#values);
    return interpreter.value(node);
  }

  /** @param other how symbols are written in this formula that are not written as they were said. */
  middle(node: Node, value: number, other: ReadonlyMap<Node, Notation> = new Map()): Middle {
    const renamed = new Map(Array.from(other, ([input, written]) => [slotOf(input), written]));
    const names = {
      parameters: [],
      columns: [],
      input: (slot: number) => renamed.get(slot) ?? this.#notations[slot - this.#first]!,
    };
    const { graph } = this;
    const taken = takenBranches(graph, node, (condition) => this.value(condition));
    return middle({ graph, node, taken, names, at: (slot) => this.#values[slot]! }, value);
  }
}

function slotOf(input: Node): number {
  if (input.kind !== 'input') throw new RangeError('Not a symbol.');
  return input.slot;
}
