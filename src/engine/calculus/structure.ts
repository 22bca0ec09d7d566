/**
 * Sums and products as they are read, however they were bracketed: like terms collected and equal factors as powers, as
 * `show.ts` writes them. Loops, not the stack, walk long ones.
 */
import type { Graph, Node } from '../program/graph.ts';

/** A coefficient times factors with constant exponents. */
export interface Factors {
  readonly coefficient: number;
  readonly exponents: ReadonlyMap<Node, number>;
}

/** More parts of one sum or product than anyone reads, or waits for. */
const MOST_PARTS = 200_000;

/** Thrown for a sum or product of too many parts. */
export class TooManyParts extends Error {
  override readonly name = 'TooManyParts';
}

function isZero(node: Node): boolean {
  return node.kind === 'constant' && node.value === 0;
}

/**
 * The factors of a node; the node itself when it is no product.
 *
 * @param conditions takes `c ? u : 0` for the product [c]·u, which is how it is printed.
 * @throws {TooManyParts}
 */
export function productOf(node: Node, conditions: boolean, seen = { parts: 0 }): Factors {
  let coefficient = 1;
  const exponents = new Map<Node, number>();
  const raise = (base: Node, exponent: number): void => {
    const total = (exponents.get(base) ?? 0) + exponent;
    if (total === 0) exponents.delete(base);
    else exponents.set(base, total);
  };
  const waiting: (readonly [Node, 1 | -1])[] = [[node, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (++seen.parts > MOST_PARTS) throw new TooManyParts();
    const [part, side] = next;
    const [a, b, c] = part.kind === 'call' ? part.args : [];
    const operation = part.kind === 'call' ? part.operation : undefined;
    if (part.kind === 'constant') {
      coefficient = side === 1 ? coefficient * part.value : coefficient / part.value;
    } else if (operation === 'negate') {
      coefficient = -coefficient;
      waiting.push([a!, side]);
    } else if (operation === 'multiply' || operation === 'divide') {
      waiting.push([b!, operation === 'multiply' ? side : side === 1 ? -1 : 1], [a!, side]);
    } else if (operation === 'select' && conditions && isZero(c!)) {
      raise(a!, side);
      waiting.push([b!, side]);
    } else if (operation === 'power' && b!.kind === 'constant') {
      raise(a!, side * b!.value);
    } else {
      raise(part, side);
    }
  }
  return { coefficient, exponents };
}

/**
 * The terms of a sum, in order of first appearance; those that cancel are left out.
 *
 * @throws {TooManyParts}
 */
export function termsOf(node: Node, conditions: boolean): Factors[] {
  const terms = new Map<string, Factors>();
  const seen = { parts: 0 };
  const waiting: (readonly [Node, 1 | -1])[] = [[node, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [part, sign] = next;
    const [a, b] = part.kind === 'call' ? part.args : [];
    const operation = part.kind === 'call' ? part.operation : undefined;
    const opposite = sign === 1 ? -1 : 1;
    if (operation === 'add') waiting.push([b!, sign], [a!, sign]);
    else if (operation === 'subtract') waiting.push([b!, opposite], [a!, sign]);
    else if (operation === 'negate') waiting.push([a!, opposite]);
    else {
      const { coefficient, exponents } = productOf(part, conditions, seen);
      const key = [...exponents]
        .map(([factor, exponent]) => `${factor.id}^${exponent}`)
        .sort()
        .join(' ');
      terms.set(key, { coefficient: (terms.get(key)?.coefficient ?? 0) + sign * coefficient, exponents });
    }
  }
  return [...terms.values()].filter((term) => term.coefficient !== 0);
}

/** The factors as one node. */
export function nodeOf(graph: Graph, { coefficient, exponents }: Factors): Node {
  const raised = (sign: 1 | -1) =>
    [...exponents]
      .filter(([, exponent]) => exponent * sign > 0)
      .map(([base, exponent]) => graph.power(base, graph.constant(Math.abs(exponent))));
  const [above, below] = [raised(1), raised(-1)];
  const times = (a: Node, b: Node) => graph.multiply(a, b);
  // 1/(3u) is divided once: 0.333…/u would not print as it is read.
  const numerator = above.length > 0 ? above.reduce(times) : undefined;
  if (below.length === 0)
    return numerator ? times(graph.constant(coefficient), numerator) : graph.constant(coefficient);
  const quotient = graph.divide(numerator ?? graph.constant(coefficient), below.reduce(times));
  return numerator ? times(graph.constant(coefficient), quotient) : quotient;
}
