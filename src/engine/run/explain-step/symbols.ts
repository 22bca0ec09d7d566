/** Formulas of symbols that have values: written with the symbols, and with the values in their place. */

import type { Notation } from '../../calculus/notation.ts';
import * as notation from '../../calculus/notation.ts';
import { type Names, show } from '../../calculus/show.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { Interpreter } from '../../program/interpreter.ts';
import { replaceParts } from '../../program/replace.ts';
import type { Digits } from './explained-step.ts';

/** A formula, and the same with numbers in it: of both what says something new. */
export function forms(node: Node, names: Names, taken: Node, value: (slot: number) => number): readonly Digits[] {
  const formula = inDigits(node, names, (slot) => names.input?.(slot));
  const numbers = inDigits(taken, names, (slot, numeral) => numeral(value(slot)));
  if (!formula) return [];
  return numbers && numbers.text !== formula.text ? [formula, numbers] : [formula];
}

/** Forms without the last where that is the value already. */
export function withoutValue(all: readonly Digits[], value: number): readonly Digits[] {
  return all.at(-1)?.text === notation.roundedNumeral(value).text ? all.slice(0, -1) : all;
}

type Numeral = (value: number) => Notation;

function inDigits(
  node: Node,
  names: Names,
  input: (slot: number, numeral: Numeral) => Notation | undefined,
): Digits | undefined {
  const written = (numeral: Numeral) =>
    show(node, {
      ...names,
      numeral,
      input: (slot) => input(slot, numeral) ?? notation.symbol(names.parameters[slot] ?? `s${slot}`),
    });
  const short = written(notation.roundedNumeral);
  const full = written(notation.numeral);
  if (!short) return undefined;
  const { tex, text } = short;
  return full && full.text !== text ? { tex, text, full: { tex: full.tex, text: full.text } } : { tex, text };
}

/** A node with the branches that its conditions choose, where these are the same in every row. */
export function takenBranches(graph: Graph, node: Node, value: (condition: Node) => number): Node {
  return replaceParts(graph, node, (part, made) => {
    if (part.kind !== 'call' || part.operation !== 'select' || part.args[0]!.rows > 0) return undefined;
    const [condition, yes, no] = part.args;
    return made(value(condition!) !== 0 ? yes! : no!);
  });
}

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
  forms(node: Node, other: ReadonlyMap<Node, Notation> = new Map()): readonly Digits[] {
    const renamed = new Map(Array.from(other, ([input, written]) => [slotOf(input), written]));
    const names = {
      parameters: [],
      columns: [],
      input: (slot: number) => renamed.get(slot) ?? this.#notations[slot - this.#first]!,
    };
    const taken = takenBranches(this.graph, node, (condition) => this.value(condition));
    return forms(node, names, taken, (slot) => this.#values[slot]!);
  }
}

function slotOf(input: Node): number {
  if (input.kind !== 'input') throw new RangeError('Not a symbol.');
  return input.slot;
}
