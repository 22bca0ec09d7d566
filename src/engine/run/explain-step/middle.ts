/** What an equation has between its left side and its value: the formula, and the same with numbers in it. */

import type { Notation } from '../../calculus/notation.ts';
import * as notation from '../../calculus/notation.ts';
import { type Names, show } from '../../calculus/show.ts';
import { type Graph, type Node, reachable } from '../../program/graph.ts';
import { replaceParts } from '../../program/replace.ts';
import type { Digits, Equation } from './explained-step.ts';
import { type Abbreviated, abbreviated } from './single-precision.ts';

/** What an equation has between its left side and its value. */
export type Middle = Pick<Equation, 'forms' | 'note'>;

interface Formula {
  readonly graph: Graph;
  readonly node: Node;
  /** The same with the branches that its conditions chose. */
  readonly taken: Node;
  readonly names: Names;
  /** What an input is. */
  readonly at: (slot: number) => number;
}

/** A formula and the same with numbers in it: of both what says something new before the value. */
export function middle({ graph, node, taken, names, at }: Formula, value: number): Middle {
  // Conditions within conditions are more than one can follow.
  const isBranched = reachable([node]).filter(isSelect).length > 1;
  const formula = inDigits(abbreviated(graph, isBranched ? taken : node), names, (slot) => names.input?.(slot));
  if (!formula) return { forms: [], note: 'The formula is too long to be shown.' };
  const numbers = inDigits(abbreviated(graph, taken), names, (slot, numeral) => numeral(at(slot)));
  const all = numbers && numbers.text !== formula.text ? [formula, numbers] : [formula];
  const isSaid = all.at(-1)?.text === notation.roundedNumeral(value).text;
  const forms = isSaid ? all.slice(0, -1) : all;
  return isBranched ? { forms, note: 'the case that holds here' } : { forms };
}

type Numeral = (value: number) => Notation;

function inDigits(
  { node, input: rounded }: Abbreviated,
  names: Names,
  input: (slot: number, numeral: Numeral) => Notation | undefined,
): Digits | undefined {
  const written = (numeral: Numeral) => {
    const own: Names = {
      ...names,
      numeral,
      input: (slot) =>
        rounded(slot, (inner) => show(inner, own)) ??
        input(slot, numeral) ??
        notation.symbol(names.parameters[slot] ?? `s${slot}`),
    };
    return show(node, own);
  };
  const short = written(notation.roundedNumeral);
  const full = written(notation.numeral);
  if (!short) return undefined;
  const { tex, text } = short;
  return full && full.text !== text ? { tex, text, full: { tex: full.tex, text: full.text } } : { tex, text };
}

function isSelect(node: Node): boolean {
  return node.kind === 'call' && node.operation === 'select';
}

/** A node with the branches that its conditions choose, where these are the same in every row. */
export function takenBranches(graph: Graph, node: Node, value: (condition: Node) => number): Node {
  return replaceParts(graph, node, (part, made) => {
    if (part.kind !== 'call' || part.operation !== 'select' || part.args[0]!.rows > 0) return undefined;
    const [condition, yes, no] = part.args;
    return made(value(condition!) !== 0 ? yes! : no!);
  });
}
