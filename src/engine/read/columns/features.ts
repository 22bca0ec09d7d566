/** The statement `features`: columns under one name, which `dot(w, X)` gives a weight each. */
import { ProblemError, type Range } from '../../problem.ts';
import { NAME, spelled } from '../names.ts';
import { type Piece, slice } from '../statements.ts';
import { type NamedColumn, readNames } from './names.ts';

/** What a statement says. */
export interface Features {
  readonly name: string;
  readonly at: Range;
  /** `all`: every column of numbers that the formulas do not name otherwise. */
  readonly columns: readonly NamedColumn[] | 'all';
  readonly list: Range;
}

/** `X = age, income`, `X = all`. @throws {ProblemError} */
export function readFeatures(body: Piece): Features {
  const match = new RegExp(`^(${NAME})\\s*(?:=|:=|←)\\s*`, 'u').exec(body.text);
  if (!match) throw new ProblemError('Write features as features X = age, income.', body);
  const name = match[1]!;
  const at = { start: body.start, end: body.start + name.length };
  const list = slice(body, match[0].length);
  if (list.text === '')
    throw new ProblemError(`The columns of ${name} are missing: features ${name} = age, income.`, body);
  const columns = list.text === 'all' ? 'all' : readNames(list);
  return { name: spelled(name), at, columns, list: { start: list.start, end: list.end } };
}

/** Names of weights that stand before a name of features in `dot`, or after it, in a text: with those features. */
export function weightsIn(text: string, features: ReadonlySet<string>): Map<string, string> {
  const weights = new Map<string, string>();
  for (const match of text.matchAll(new RegExp(`\\bdot\\s*\\(\\s*(${NAME})\\s*,\\s*(${NAME})\\s*\\)`, 'gu'))) {
    const [first, second] = [spelled(match[1]!), spelled(match[2]!)];
    if (features.has(second) && !features.has(first)) weights.set(first, second);
    else if (features.has(first) && !features.has(second)) weights.set(second, first);
  }
  return weights;
}

/** Whether a text takes all columns as features. */
export function takesAll(text: string): boolean {
  return new RegExp(`^[ \\t]*features\\s+${NAME}\\s*(?:=|:=|←)\\s*all\\b`, 'mu').test(text);
}
