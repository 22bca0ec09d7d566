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

/** The factors of a node; the node itself when it is no product, or one whose coefficient is not finite. */
export function factorsOf(node: Node): Factors {
  let coefficient = 1;
  const exponents = new Map<Node, number>();
  const waiting: (readonly [Node, 1 | -1])[] = [[node, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [part, side] = next;
    const [a, b] = part.kind === 'call' ? part.args : [];
    const operation = part.kind === 'call' ? part.operation : undefined;
    if (part.kind === 'constant') {
      coefficient = side === 1 ? coefficient * part.value : coefficient / part.value;
    } else if (operation === 'negate') {
      coefficient = -coefficient;
      waiting.push([a!, side]);
    } else if (operation === 'multiply' || operation === 'divide') {
      waiting.push([b!, operation === 'multiply' ? side : side === 1 ? -1 : 1], [a!, side]);
    } else {
      const [base, exponent] = operation === 'power' && b!.kind === 'constant' ? [a!, b!.value] : [part, 1];
      const total = (exponents.get(base) ?? 0) + side * exponent;
      if (total === 0) exponents.delete(base);
      else exponents.set(base, total);
    }
  }
  const whole = Number.isFinite(coefficient) && [...exponents.values()].every(Number.isFinite);
  return whole && coefficient !== 0 ? { coefficient, exponents } : { coefficient: 1, exponents: new Map([[node, 1]]) };
}

/** The terms of a sum, in order of first appearance; those that cancel are left out. */
export function termsOf(node: Node): Factors[] {
  const terms = new Map<string, Factors>();
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
      const { coefficient, exponents } = factorsOf(part);
      const key = [...exponents].map(([factor, exponent]) => `${factor.id}^${exponent}`).sort();
      const known = terms.get(key.join(' '))?.coefficient ?? 0;
      terms.set(key.join(' '), { coefficient: known + sign * coefficient, exponents });
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
