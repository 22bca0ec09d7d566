/** Functions with a meaning of their own: over rows, over an index, of any number of arguments, or defined by others. */
import type { Node } from '../program/graph.ts';
import type { Call, Read } from './calls/call.ts';
import { COUNTING } from './calls/counting.ts';
import { LEARNING } from './calls/learning.ts';
import { OPERATORS_BY_NAME } from './calls/operators.ts';
import { REFUSED, ROWS } from './calls/rows.ts';
import { VECTORS } from './calls/vectors.ts';
import type { FormulaReader, Locals } from './formula.ts';
import { canonical, type Special } from './functions.ts';

const TABLE: Readonly<Record<Special, Read>> = { ...ROWS, ...OPERATORS_BY_NAME, ...LEARNING, ...COUNTING, ...VECTORS };

/** Reads a call of one of these functions; undefined for any other name. */
export function readSpecial(reader: FormulaReader, tree: Call, locals: Locals): Node | undefined {
  const name = canonical(tree.callee.name);
  const read = Object.hasOwn(TABLE, name)
    ? TABLE[name as Special]
    : Object.hasOwn(REFUSED, name)
      ? REFUSED[name as keyof typeof REFUSED]
      : undefined;
  return read?.(reader, tree, locals);
}
