/** What every rule of differentiation, applied to a node, can say of itself. */
import type { Graph, Node } from '../program/graph.ts';
import type { Notation } from './notation.ts';

/** TeX to look at, text to copy. */
export type Written = Pick<Notation, 'tex' | 'text'>;

/** What the rules need to know of the derivation they are part of. */
export interface Surroundings {
  readonly graph: Graph;
  /** The input by which is differentiated. */
  readonly slot: number;
  /** Its name. */
  readonly parameter: string;
  /** Whether a node's value depends on that input. */
  depends(node: Node): boolean;
  /** A node as a formula; an ellipsis where it is too long to read. */
  print(node: Node): Notation;
  /** Counts work. @throws where there is too much of it. */
  spend(work: number): void;
}

/** A rule, applied to one node. */
export interface AppliedRule {
  /** The rule's name, as books have it. */
  readonly title: string;
  /** The rule in general: (u + v)′ = u′ + v′. */
  readonly general: Written;
  /** What else is to be known: the slope that is taken at a kink. */
  readonly note?: string;
  /** The nodes whose derivatives the rule needs. */
  readonly parts: readonly Node[];
  /** A part of a sum whose derivative is 0, where it is no plain number or name. */
  readonly constant?: Node;
  /** The derivative, from those of the parts in their order. */
  derive(slopes: readonly Node[]): Node;
  /** The derivative as the rule gives it, before anything is collected. */
  write(slopes: readonly Notation[]): Notation;
}

/** A rule's general form. */
export function general(text: string, tex: string): Written {
  return { tex, text };
}

/** A number, a name or a column: its derivative needs no explanation. */
export function isLeaf(node: Node): boolean {
  return node.kind === 'constant' || node.kind === 'input' || node.kind === 'column';
}
