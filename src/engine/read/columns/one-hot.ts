/** The statement `onehot`: a column of texts or whole numbers as columns of 0 and 1. */
import { few } from '../../data/few.ts';
import { type Category, categoriesOf, MOST_CATEGORIES } from '../../data/one-hot.ts';
import type { TableColumn } from '../../data/table.ts';
import { ProblemError, type Range } from '../../problem.ts';
import { type Piece, slice } from '../statements.ts';
import { type NamedColumn, readNames } from './names.ts';

/** What a statement says. */
export interface OneHot {
  readonly names: readonly NamedColumn[];
  readonly dropsFirst: boolean;
  readonly at: Range;
}

/** `city`, `city, rooms drop=first`. @throws {ProblemError} */
export function readOneHot(body: Piece, at: Range): OneHot {
  const option = /\s+(\S+?)\s*=\s*(\S*)$/.exec(body.text);
  if (!option) return { names: readNames(body), dropsFirst: false, at };
  const [whole, name, value] = option as unknown as [string, string, string];
  const place = slice(body, option.index, option.index + whole.length);
  if (name !== 'drop') throw new ProblemError(`onehot has no option ${name}: it has drop=first.`, place, 'drop=first');
  if (value !== 'first' && value !== 'none') throw new ProblemError('drop is first, or none.', place, 'drop=first');
  return { names: readNames(slice(body, 0, option.index)), dropsFirst: value === 'first', at };
}

/** A column's columns of 0 and 1, and the name of the one that is left out. */
export interface OneHotColumns {
  readonly categories: readonly Category[];
  readonly dropped?: string;
  /** What to tell of it. */
  readonly note: string;
}

/** @param whole the column with all rows. @param taken what has a name already. @throws {ProblemError} */
export function oneHotColumns(
  column: TableColumn,
  whole: TableColumn,
  dropsFirst: boolean,
  taken: Iterable<string>,
  at: Range,
): OneHotColumns {
  const { name } = column;
  if (whole.kind === 'numbers') {
    const row = whole.values.findIndex((value) => Number.isFinite(value) && !Number.isInteger(value));
    if (row >= 0) {
      throw new ProblemError(
        `onehot takes texts or whole numbers; ${name} has ${whole.values[row]} in row ${(row + 1).toLocaleString('en')}.`,
        at,
      );
    }
  }
  const different = whole.kind === 'texts' ? whole.categories.length : new Set(whole.values).size;
  if (different > MOST_CATEGORIES) {
    throw new ProblemError(
      `${name} has ${different.toLocaleString('en')} different values; onehot makes ${MOST_CATEGORIES.toLocaleString('en')} columns at most.`,
      at,
    );
  }
  const all = categoriesOf(column, whole, taken);
  const [first] = all;
  if (all.length < 2)
    throw new ProblemError(
      `All values of ${name} are ${first?.text ?? 'missing'}: there is nothing to tell apart.`,
      at,
    );
  const categories = dropsFirst ? all.slice(1) : all;
  const out = dropsFirst ? ` ${first!.name} is left out: where all are 0, ${name} is ${first!.text}.` : '';
  const note = `${name} has the columns ${few(categories.map((category) => category.name))} of 0 and 1.${out}`;
  return { categories, note, ...(dropsFirst && { dropped: first!.name }) };
}
