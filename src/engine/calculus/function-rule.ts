/** The chain rule with a function of the table: its general form is printed from the very rule that is computed with. */
import { Graph, type Node } from '../program/graph.ts';
import { COMPARISONS, type OperationName, operation } from '../program/operations.ts';
import { type AppliedRule, isLeaf, type Surroundings, type Written } from './applied-rule.ts';
import type { Notation } from './notation.ts';
import * as notation from './notation.ts';
import { partial } from './rules.ts';
import { show } from './show.ts';
import { termsOf } from './structure.ts';

type Call = Node & { readonly kind: 'call' };

const FLAT = 'It is flat between its jumps; at a jump the slope 0 is taken.';

/** What a general form does not say: kinks, and why our rule is not the one in books. */
const NOTES: Partial<Record<OperationName, string>> = {
  abs: 'At u = 0, where |u| has its kink, the slope 0 is taken.',
  relu: 'At u = 0, where relu has its kink, the slope 0 is taken.',
  max: 'Where both are equal, the slope of the first is taken.',
  min: 'Where both are equal, the slope of the first is taken.',
  hypot: 'At u = v = 0, where it has its kink, the slope 0 is taken.',
  mod: 'At a jump the slope beside it is taken.',
  sign: FLAT,
  floor: FLAT,
  ceil: FLAT,
  round: FLAT,
  sigmoid: 'σ(−u) is 1 − σ(u), with all its digits for large u.',
  huber: 'It is the residual u, cut at −v and v.',
  erf: 'The number is 2/√π.',
  log2: 'The number is 1/ln 2.',
};

function isCondition(node: Node): boolean {
  return node.kind === 'call' && COMPARISONS.has(node.operation);
}

/** A slope as a factor: in brackets where it is a sum, Iverson's where it is a condition. */
function asFactor(slope: Node, written: Notation): Notation {
  if (isCondition(slope)) return notation.indicator(written);
  // −sin(u)·u′ needs no brackets, (1 + u²)·u′ does.
  const isSum = written.precedence === 1 && termsOf(slope, false).length > 1;
  return written.precedence > 1 ? written : isSum ? notation.within(written, 2) : { ...written, precedence: 2 };
}

/** slope·u′. */
export function chained(slope: Notation, inner: Notation): Notation {
  const [left, right] = [notation.within(slope, 2), notation.within(inner, 2)];
  return { tex: `${left.tex} \\cdot ${right.tex}`, text: `${left.text}*${right.text}`, precedence: 2 };
}

const ONE = notation.numeral(1);

function timesSlope(slope: Node, written: Notation, inner: Notation): Notation {
  if (slope.kind === 'constant' && slope.value === 0) return notation.numeral(0);
  if (slope.kind === 'constant' && slope.value === 1) return inner;
  if (inner === ONE) return isCondition(slope) ? notation.indicator(written) : written;
  return chained(asFactor(slope, written), inner);
}

function sumOf(parts: readonly Notation[]): Notation {
  const counted = parts.filter((part) => part.text !== '0');
  return counted.length === 0 ? notation.numeral(0) : counted.reduce((a, b) => notation.sum(a, '+', b));
}

const U = { parameters: ['u', 'v', 'w'], columns: [] };
const PRIMES: readonly Notation[] = ['u', 'v', 'w'].map((name) => ({
  tex: `${name}'`,
  text: `${name}′`,
  precedence: 5,
}));
const generals = new Map<OperationName, Written>();

/** (f(u))′ = f′(u)·u′ for a function of one or two arguments, from the rule in the table. */
export function generalOf(name: OperationName): Written {
  const known = generals.get(name);
  if (known) return known;
  const graph = new Graph();
  const args = Array.from({ length: operation(name).arity }, (_, slot) => graph.input(slot));
  const self = graph.call(name, args) as Call;
  const slopes = args.map((_, i) => partial(graph, self, i));
  const right = sumOf(slopes.map((slope, i) => timesSlope(slope, show(slope, U)!, PRIMES[i]!)));
  const left = show(self, U)!;
  const made = { tex: `\\left(${left.tex}\\right)' = ${right.tex}`, text: `(${left.text})′ = ${right.text}` };
  generals.set(name, made);
  return made;
}

/** The rule of a call, whichever it is, with the partial derivatives that are computed. */
export function functionRule(around: Surroundings, node: Call): AppliedRule {
  const { graph, print } = around;
  const used = node.args.map((arg, i) => [arg, i] as const).filter(([arg]) => around.depends(arg));
  const slopes = used.map(([, i]) => partial(graph, node, i));
  const counted = used.map(([arg], k) => [arg, slopes[k]!] as const).filter(([, slope]) => !isZero(slope));
  const note = NOTES[node.operation];
  const plain = counted.every(([arg]) => isLeaf(arg));
  return {
    title: plain ? `Derivative of ${node.operation}` : `Chain rule with ${node.operation}`,
    general: generalOf(node.operation),
    ...(note !== undefined && { note }),
    parts: counted.map(([arg]) => arg),
    derive: (inner) => {
      const terms = counted.map(([, slope], k) =>
        // A condition picks a branch: of the other one nothing counts, not even an infinite slope.
        isCondition(slope) ? graph.select(slope, inner[k]!, graph.constant(0)) : graph.multiply(slope, inner[k]!),
      );
      return terms.reduce((a, b) => graph.add(a, b), graph.constant(0));
    },
    write: (inner) =>
      sumOf(counted.map(([arg, slope], k) => timesSlope(slope, print(slope), isLeaf(arg) ? ONE : inner[k]!))),
  };
}

function isZero(node: Node): boolean {
  return node.kind === 'constant' && node.value === 0;
}
