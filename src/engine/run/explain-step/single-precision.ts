/** A number that is rounded to single precision, which a formula writes as L − |L − u| for L = (2²⁹ + 1)u: as `single(u)`. */
import { application, type Notation } from '../../calculus/notation.ts';
import type { Graph, Node } from '../../program/graph.ts';
import { replaceParts } from '../../program/replace.ts';

/** No other formula multiplies by so much; u may stand there by a symbol, so that its own factor is not known. */
const LEAST_SPLITTER = 2 ** 20;
/** Slots from here on stand for roundings; nothing else has so many. */
const FIRST = 2 ** 30;

/** A formula with an input in the place of each rounding. */
export interface Abbreviated {
  readonly node: Node;
  /** How such an input is written; undefined for any other. */
  readonly input: (slot: number, print: (node: Node) => Notation | undefined) => Notation | undefined;
}

/** Puts inputs in the place of roundings. */
export function abbreviated(graph: Graph, node: Node): Abbreviated {
  const rounded = new Map<number, Node>();
  const short = replaceParts(graph, node, (part, made) => {
    const inner = roundedBy(part);
    if (!inner) return undefined;
    const slot = FIRST + part.id;
    rounded.set(slot, made(inner));
    return graph.input(slot);
  });
  return {
    node: short,
    input: (slot, print) => {
      const inner = rounded.get(slot);
      const written = inner && print(inner);
      return written && application('single', [written]);
    },
  };
}

/** What a node rounds; undefined where it rounds nothing. */
function roundedBy(node: Node): Node | undefined {
  const [large, size] = argumentsOf(node, 'subtract');
  const [difference] = argumentsOf(size, 'abs');
  const [again, inner] = argumentsOf(difference, 'subtract');
  if (!large || !inner || again !== large) return undefined;
  return factorOf(large) >= LEAST_SPLITTER * factorOf(inner) ? inner : undefined;
}

function argumentsOf(node: Node | undefined, operation: string): readonly Node[] {
  return node?.kind === 'call' && node.operation === operation ? node.args : [];
}

function factorOf(node: Node): number {
  const [factor] = argumentsOf(node, 'multiply');
  return factor?.kind === 'constant' ? factor.value : 1;
}
