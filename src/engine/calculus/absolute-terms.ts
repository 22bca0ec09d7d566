/** An objective as a smooth part and terms λ|x − c| of single parameters. */
import type { Graph, Node } from '../program/graph.ts';

/** weight·|x − center| for one parameter. */
export interface AbsoluteTerm {
  readonly weight: number;
  readonly center: number;
}

export interface Split {
  /** What is left of the objective. */
  readonly smooth: Node;
  /** By parameter; undefined where a parameter has no such term. */
  readonly terms: readonly (AbsoluteTerm | undefined)[];
}

/** A number times a node, as a term of a sum. */
interface Scaled {
  readonly factor: number;
  readonly node: Node;
}

/**
 * The split of an objective, or what keeps it from being split, as a sentence.
 *
 * @param nameOf a parameter's name, for the sentence.
 */
export function splitAbsoluteTerms(
  graph: Graph,
  objective: Node,
  parameters: number,
  nameOf: (parameter: number) => string,
): Split | { readonly fault: string } {
  const terms = new Array<AbsoluteTerm | undefined>(parameters).fill(undefined);
  let smooth: Node = graph.constant(0);
  for (const { factor, node } of scaledTerms({ factor: 1, node: objective })) {
    const found = node.kind === 'call' && node.operation === 'abs' ? shifted(node.args[0]!) : undefined;
    if (!found) {
      smooth = graph.add(smooth, graph.multiply(graph.constant(factor), node));
      continue;
    }
    const { slot, center } = found;
    const before = terms[slot];
    if (before && before.center !== center) {
      return { fault: `${nameOf(slot)} has kinks at ${before.center} and at ${center}; there can be one a parameter.` };
    }
    terms[slot] = { weight: (before?.weight ?? 0) + factor * found.scale, center };
  }
  const wrong = terms.findIndex((term) => term !== undefined && term.weight < 0);
  if (wrong >= 0) return { fault: `The term with |${nameOf(wrong)}| counts negatively: its kink is a peak.` };
  if (terms.every((term) => term === undefined)) {
    return { fault: `There is no term such as 0.1*abs(${nameOf(0)}) in this objective.` };
  }
  return { smooth, terms };
}

/** The terms of a sum, with what multiplies each. */
function scaledTerms(whole: Scaled): Scaled[] {
  const found: Scaled[] = [];
  const waiting = [whole];
  for (let term = waiting.pop(); term; term = waiting.pop()) {
    const { factor, node } = term;
    const [a, b] = node.kind === 'call' ? node.args : [];
    const operation = node.kind === 'call' ? node.operation : undefined;
    if (operation === 'add') waiting.push({ factor, node: b! }, { factor, node: a! });
    else if (operation === 'subtract') waiting.push({ factor: -factor, node: b! }, { factor, node: a! });
    else if (operation === 'negate') waiting.push({ factor: -factor, node: a! });
    else if (operation === 'multiply' && a!.kind === 'constant') waiting.push({ factor: factor * a!.value, node: b! });
    else if (operation === 'divide' && b!.kind === 'constant') waiting.push({ factor: factor / b!.value, node: a! });
    else found.push(term);
  }
  return found;
}

/** a·x + b as scale·(x − center), up to its sign. */
function shifted(node: Node): { readonly slot: number; readonly scale: number; readonly center: number } | undefined {
  let slope = 0;
  let offset = 0;
  let slot: number | undefined;
  for (const { factor, node: part } of scaledTerms({ factor: 1, node })) {
    if (part.kind === 'constant') offset += factor * part.value;
    else if (part.kind !== 'input' || (slot !== undefined && slot !== part.slot)) return undefined;
    else {
      slot = part.slot;
      slope += factor;
    }
  }
  // 0 − 0 would be −0.
  return slot === undefined || slope === 0 ? undefined : { slot, scale: Math.abs(slope), center: -offset / slope + 0 };
}

/** The shortest subgradient of the whole, from the gradient of its smooth part: 0 where the whole is least. */
export function shortestSubgradient(graph: Graph, x: Node, slope: Node, term: AbsoluteTerm | undefined): Node {
  if (!term) return slope;
  const weight = graph.constant(term.weight);
  const offset = graph.subtract(x, graph.constant(term.center));
  const cut = graph.call('max', [graph.negate(weight), graph.call('min', [weight, slope])]);
  const onKink = graph.call('equal', [offset, graph.constant(0)]);
  const away = graph.add(slope, graph.multiply(weight, graph.call('sign', [offset])));
  return graph.select(onKink, graph.subtract(slope, cut), away);
}
