/**
 * A node of the graph as people would write it: like terms collected, factors in the usual order, equal factors as
 * powers. What is shown has the node's value up to rounding; what runs is the node itself.
 */
import type { Node } from '../program/graph.ts';
import type { OperationName } from '../program/operations.ts';
import type { Notation } from './notation.ts';
import * as notation from './notation.ts';
import * as structure from './structure.ts';
import { type Factors, TooManyParts } from './structure.ts';

/** The names behind input slots and columns. */
export interface Names {
  readonly parameters: readonly string[];
  readonly columns: readonly string[];
  /** How an input is written, where not by its parameter's name. */
  readonly input?: (slot: number) => Notation;
  /** How a number is written, where not in full. */
  readonly numeral?: (value: number) => Notation;
}

/** A formula longer than this is not looked at. */
const LONGEST = 6000;

class TooLong extends Error {}

/** A node as a formula; undefined when it would be too long to read. */
export function show(node: Node, names: Names): Notation | undefined {
  return shower(names)(node);
}

/** Shows many nodes that share parts: each part is written once. Undefined for what would be too long to read. */
export function shower(names: Names): (node: Node) => Notation | undefined {
  const printer = new Printer(names);
  return (node) => readable(() => printer.whole(node));
}

function readable(write: () => Notation): Notation | undefined {
  try {
    return write();
  } catch (error) {
    // What nests deeper than the stack is no more readable than what is too long.
    if (error instanceof TooLong || error instanceof TooManyParts || error instanceof RangeError) return undefined;
    throw error;
  }
}

function isZero(node: Node): boolean {
  return node.kind === 'constant' && node.value === 0;
}

/** A sum's terms and a product's factors, with a condition as a factor of what counts under it only. */
const termsOf = (node: Node) => structure.termsOf(node, true);
const productOf = (node: Node) => structure.productOf(node, true);

/** Numbers before names, names before powers of them, sums and functions last. */
function rank(node: Node): number {
  if (node.kind === 'input' || node.kind === 'column') return node.kind === 'column' ? 1 : 0;
  if (node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract')) return 3;
  return node.kind === 'rowSum' ? 4 : 2;
}

const RELATIONS: Partial<Record<OperationName, readonly [string, string]>> = {
  less: ['<', '<'],
  lessOrEqual: ['<=', '\\le'],
  greater: ['>', '>'],
  greaterOrEqual: ['>=', '\\ge'],
  equal: ['==', '='],
  unequal: ['!=', '\\ne'],
  and: ['and', '\\land'],
  or: ['or', '\\lor'],
  xor: ['xor', '\\oplus'],
};

/** Orders of a family of functions that have a name of their own. */
const BY_ORDER: Partial<Record<OperationName, readonly string[]>> = {
  polygamma: ['digamma', 'trigamma'],
  sphericalBessel: ['sinc'],
};

/** A call's name and arguments as they are written. */
function named(node: Node & { kind: 'call' }, args: readonly Notation[]): [string, readonly Notation[]] {
  const [order] = node.args;
  const name = order?.kind === 'constant' ? BY_ORDER[node.operation]?.[order.value] : undefined;
  return name === undefined ? [node.operation, args] : [name, args.slice(1)];
}

class Printer {
  readonly #names: Names;
  readonly #known = new Map<Node, Notation>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** A formula by itself: its constant term comes last, 2θ + 4. */
  whole(node: Node): Notation {
    const isSum = node.kind === 'call' && (node.operation === 'add' || node.operation === 'subtract');
    if (!isSum) return this.print(node);
    const terms = termsOf(node);
    const [first] = terms;
    const turned = first?.exponents.size === 0 && terms.slice(1).some((term) => term.coefficient > 0);
    return this.#sum(turned ? [...terms.slice(1), first] : terms);
  }

  print(node: Node): Notation {
    const known = this.#known.get(node);
    if (known) return known;
    const made = this.#make(node);
    if (made.tex.length > LONGEST) throw new TooLong();
    this.#known.set(node, made);
    return made;
  }

  #numeral(value: number): Notation {
    return (this.#names.numeral ?? notation.numeral)(value);
  }

  #make(node: Node): Notation {
    switch (node.kind) {
      case 'constant':
        return this.#numeral(node.value);
      case 'input':
        return this.#names.input?.(node.slot) ?? notation.symbol(this.#names.parameters[node.slot] ?? `s${node.slot}`);
      case 'column':
        return notation.symbol(this.#names.columns[node.column]!);
      case 'rowSum':
        return notation.application('sum', [this.print(node.body)]);
      case 'call':
        return this.#call(node);
    }
  }

  #call(node: Node & { kind: 'call' }): Notation {
    switch (node.operation) {
      case 'add':
      case 'subtract':
      case 'negate':
        return this.#sum(termsOf(node));
      case 'select':
        if (!isZero(node.args[2]!)) break;
        return this.#product(productOf(node));
      case 'multiply':
      case 'divide':
        return this.#product(productOf(node));
      case 'power':
        return notation.power(this.print(node.args[0]!), this.print(node.args[1]!));
    }
    const args = node.args.map((arg) => this.print(arg));
    const related = RELATIONS[node.operation];
    if (related) return notation.relation(args[0]!, ...related, args[1]!);
    if (node.operation === 'select') return notation.cases(args[0]!, args[1]!, args[2]!);
    if (node.operation === 'not') return notation.application('not', args);
    return notation.application(...named(node, args));
  }

  #sum(terms: readonly Factors[]): Notation {
    if (terms.length === 0) return this.#numeral(0);
    // A sum that begins with a positive term reads better: 2x − 2 before −2 + 2x.
    const first = terms.findIndex((term) => term.coefficient > 0);
    const ordered = first > 0 ? [terms[first]!, ...terms.filter((_, i) => i !== first)] : terms;
    return ordered.slice(1).reduce<Notation>((left, term) => {
      if (left.tex.length > LONGEST) throw new TooLong();
      const minus = term.coefficient < 0;
      const positive = minus ? { ...term, coefficient: -term.coefficient } : term;
      return notation.sum(left, minus ? '-' : '+', this.#product(positive));
    }, this.#product(ordered[0]!));
  }

  #product(term: Factors): Notation {
    if (term.coefficient < 0) return notation.negative(this.#product({ ...term, coefficient: -term.coefficient }));
    const factors = [...term.exponents].sort(([a], [b]) => rank(a) - rank(b));
    const above = factors.filter(([, exponent]) => exponent > 0);
    const below = factors.filter(([, exponent]) => exponent < 0).map(([node, exponent]) => [node, -exponent] as const);
    const [coefficient, mean] = asMean(term.coefficient, above);
    const numeral = this.#numeral(coefficient);
    const numerator = this.#times(coefficient === 1 ? undefined : numeral, above, mean) ?? numeral;
    const denominator = this.#times(undefined, below);
    return denominator ? notation.quotient(numerator, denominator) : numerator;
  }

  /** A product, given up where it becomes too long: what is joined so far is looked at again with every factor. */
  #times(
    first: Notation | undefined,
    factors: readonly (readonly [Node, number])[],
    mean?: Node,
  ): Notation | undefined {
    let product = first;
    for (const [node, exponent] of factors) {
      const factor = this.#factor(node, exponent, node === mean);
      product = product ? notation.product(product, factor) : factor;
      if (product.tex.length > LONGEST) throw new TooLong();
    }
    return product;
  }

  #factor(node: Node, exponent: number, mean: boolean): Notation {
    const isMean = mean && node.kind === 'rowSum';
    const plain = isMean ? notation.application('mean', [this.print(node.body)]) : this.print(node);
    const isCondition = node.kind === 'call' && RELATIONS[node.operation] !== undefined;
    const base = isCondition ? notation.indicator(plain) : plain;
    if (exponent === 1) return base;
    if (exponent === 0.5) return notation.application('sqrt', [base]);
    return notation.power(base, this.#numeral(exponent));
  }
}

/** c·Σ over n rows is (c·n)·mean, when c·n is the rounder number. */
function asMean(coefficient: number, factors: readonly (readonly [Node, number])[]): [number, Node | undefined] {
  const sum = factors.find(([node, exponent]) => node.kind === 'rowSum' && exponent === 1)?.[0];
  if (sum?.kind !== 'rowSum') return [coefficient, undefined];
  const whole = meanFactor(coefficient, sum.body.rows);
  return whole === undefined ? [coefficient, undefined] : [whole, sum];
}

/** What c·Σ over n rows is as a multiple of the mean; undefined where that is no rounder. */
export function meanFactor(coefficient: number, rows: number): number | undefined {
  const whole = Number((coefficient * rows).toPrecision(15));
  return String(whole).length < String(coefficient).length ? whole : undefined;
}
