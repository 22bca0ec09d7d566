/** The rules of constant multiples, products, quotients, powers and exponentials, applied to nodes. */
import type { Node } from '../program/graph.ts';
import { type AppliedRule, general, type Surroundings } from './applied-rule.ts';
import { chained } from './function-rule.ts';
import * as notation from './notation.ts';
import { partial } from './rules.ts';

/** More factors than this are taken apart in halves. */
const MOST_FACTORS = 3;

/** c·u for a c that does not depend on the parameter. */
export function multipleRule({ graph, print, parameter }: Surroundings, c: Node, u: Node): AppliedRule {
  const isMinus = c.kind === 'constant' && c.value === -1;
  const written = print(c);
  const mentioned = c.kind !== 'constant' && written.text.length <= 40;
  return {
    title: 'Constant multiple rule',
    general: isMinus ? general('(−u)′ = −u′', "(-u)' = -u'") : general('(c·u)′ = c·u′', "(c\\,u)' = c\\,u'"),
    ...(mentioned && { note: `${written.text} does not depend on ${parameter}.` }),
    parts: [u],
    derive: ([slope]) => graph.multiply(c, slope!),
    write: ([slope]) => {
      if (u.kind === 'input') return written;
      return isMinus ? notation.negative(slope!) : chained(written, slope!);
    },
  };
}

/** The product of two or more factors. */
export function productRule({ graph, print }: Surroundings, factors: readonly Node[]): AppliedRule {
  const half = Math.ceil(factors.length / 2);
  const times = (a: Node, b: Node) => graph.multiply(a, b);
  const parts =
    factors.length <= MOST_FACTORS
      ? factors
      : [factors.slice(0, half), factors.slice(half)].map((f) => f.reduce(times));
  const others = (index: number) => parts.filter((_, i) => i !== index);
  return {
    title: 'Product rule',
    general:
      parts.length === 2
        ? general('(u·v)′ = u′·v + u·v′', "(u\\,v)' = u'\\,v + u\\,v'")
        : general('(u·v·w)′ = u′·v·w + u·v′·w + u·v·w′', "(u\\,v\\,w)' = u'\\,v\\,w + u\\,v'\\,w + u\\,v\\,w'"),
    parts,
    derive: (slopes) => slopes.map((slope, i) => [slope, ...others(i)].reduce(times)).reduce((a, b) => graph.add(a, b)),
    write: (slopes) => {
      const terms = slopes.map((slope, i) =>
        parts
          .map((part, j) => (i === j ? slope : print(part)))
          .filter((factor) => factor.text !== '1')
          .reduce(chained),
      );
      return terms.reduce((a, b) => notation.sum(a, '+', b));
    },
  };
}

/** u/v. */
export function quotientRule({ graph, print }: Surroundings, u: Node, v: Node): AppliedRule {
  const quotient = graph.divide(u, v) as Node & { kind: 'call' };
  return {
    title: 'Quotient rule',
    general: general('(u/v)′ = (u′·v − u·v′)/v²', "\\left(\\frac{u}{v}\\right)' = \\frac{u'\\,v - u\\,v'}{v^2}"),
    parts: [u, v],
    derive: ([du, dv]) => graph.add(graph.divide(du!, v), graph.multiply(partial(graph, quotient, 1), dv!)),
    write: ([du, dv]) => {
      const left = du!.text === '1' ? print(v) : chained(du!, print(v));
      const right = dv!.text === '1' ? print(u) : chained(print(u), dv!);
      return notation.quotient(notation.sum(left, '-', right), notation.power(print(v), notation.numeral(2)));
    },
  };
}

/** 1/u. */
export function reciprocalRule({ graph, print }: Surroundings, u: Node): AppliedRule {
  const reciprocal = graph.divide(graph.constant(1), u) as Node & { kind: 'call' };
  return {
    title: 'Reciprocal rule',
    general: general('(1/u)′ = −u′/u²', "\\left(\\frac{1}{u}\\right)' = -\\frac{u'}{u^2}"),
    parts: [u],
    derive: ([slope]) => graph.multiply(partial(graph, reciprocal, 1), slope!),
    write: ([slope]) => {
      const square = notation.power(print(u), notation.numeral(2));
      return notation.negative(notation.quotient(slope!, square));
    },
  };
}

/** u^n for an exponent that does not depend on the parameter. */
export function powerRule({ graph, print }: Surroundings, u: Node, n: Node): AppliedRule {
  const power = graph.power(u, n) as Node & { kind: 'call' };
  const slope = partial(graph, power, 0);
  return {
    title: u.kind === 'input' ? 'Power rule' : 'Power rule with the chain rule',
    general: general('(uⁿ)′ = n·uⁿ⁻¹·u′', "\\left(u^n\\right)' = n\\,u^{n-1}\\,u'"),
    parts: [u],
    derive: ([inner]) => graph.multiply(slope, inner!),
    write: ([inner]) => (u.kind === 'input' ? print(slope) : chained(print(slope), inner!)),
  };
}

/** a^v for a base that does not depend on the parameter. */
export function exponentialRule({ graph, print }: Surroundings, node: Node & { kind: 'call' }): AppliedRule {
  const [a, v] = node.args as readonly [Node, Node];
  const slope = partial(graph, node, 1);
  return {
    title: v.kind === 'input' ? 'Exponential rule' : 'Exponential rule with the chain rule',
    general: general('(aᵛ)′ = aᵛ·log(a)·v′', "\\left(a^v\\right)' = a^v\\,\\log(a)\\,v'"),
    ...(a.kind !== 'constant' && { note: 'At a = 0 the limit 0 is taken.' }),
    parts: [v],
    derive: ([inner]) => graph.multiply(slope, inner!),
    write: ([inner]) => {
      const own =
        a.kind === 'constant' && a.value === Math.E
          ? print(node)
          : chained(print(node), notation.application('log', [print(a)]));
      return v.kind === 'input' ? own : chained(own, inner!);
    },
  };
}
