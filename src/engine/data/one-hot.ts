/** A column's different values as columns of 0 and 1. */
import { foldedName } from './column-names.ts';
import type { TableColumn } from './table.ts';

/** Of more different values than these nobody wants a column each. */
export const MOST_CATEGORIES = 1000;

/** One of a column's values. */
export interface Category {
  /** As it is read: `New York`, `3`. */
  readonly text: string;
  /** As a formula writes its column: `city_New_York`, `rooms_3`. */
  readonly name: string;
  /** 1 where the column has this value, else 0. */
  readonly values: () => Float64Array;
}

/**
 * The values of a column, each with its column, in ascending order, as scikit-learn's OneHotEncoder has them.
 *
 * @param whole the column with all rows of its table: a value has its column though its rows are left out.
 * @param taken names that mean something else: a number is put after the name then.
 */
export function categoriesOf(column: TableColumn, whole: TableColumn, taken: Iterable<string>): Category[] {
  const names = new Set(taken);
  const named = (text: string) => {
    const folded = foldedName(`${column.name}_${text}`);
    let name = folded;
    for (let copy = 2; names.has(name); copy++) name = `${folded}_${copy}`;
    names.add(name);
    return name;
  };
  if (column.kind === 'texts') {
    const { categories, codes } = column;
    return [...categories.keys()]
      .sort((a, b) => (categories[a]! < categories[b]! ? -1 : 1))
      .map((code) => ({
        text: categories[code]!,
        name: named(categories[code]!),
        values: () => Float64Array.from(codes, (other) => (other === code ? 1 : 0)),
      }));
  }
  const different = [...new Set((whole as typeof column).values)].filter(Number.isFinite).sort((a, b) => a - b);
  return different.map((value) => ({
    text: String(value),
    name: named(String(value)),
    values: () => column.values.map((other) => (other === value ? 1 : 0)),
  }));
}
