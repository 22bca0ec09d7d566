/** The columns that `onehot` makes, by name. */
import { few } from '../../data/few.ts';
import { ProblemError, type Range } from '../../problem.ts';
import type { FormulaReader } from '../formula.ts';
import { nearest } from '../nearest.ts';
import type { Scope } from '../scope.ts';
import { oneHotColumns } from './one-hot.ts';

interface Made {
  /** The column that it is made of. */
  readonly source: string;
  readonly values: () => Float64Array;
}

export class OneHots {
  readonly #made = new Map<string, Made>();
  readonly #dropped = new Map<string, { readonly source: string; readonly at: Range }>();
  /** The names of the columns made of a column. */
  readonly of = new Map<string, readonly string[]>();

  names(): string[] {
    return [...this.#made.keys()];
  }

  get(name: string): Made | undefined {
    return this.#made.get(name);
  }

  /** @throws {ProblemError} for the column that `drop=first` leaves out. */
  refuseDropped(name: string, at: Range): void {
    const dropped = this.#dropped.get(name);
    if (!dropped) return;
    throw new ProblemError(`drop=first leaves ${name} out: where all others of ${dropped.source} are 0, it is.`, at);
  }

  /** Makes the columns that the text wants. @throws {ProblemError} for what is no column, or cannot be one-hot. */
  make(scope: Scope, reader: FormulaReader): void {
    for (const { names, dropsFirst } of scope.prepared.plan.oneHots) {
      for (const { name, at } of names) {
        if (this.of.has(name)) throw new ProblemError(`${name} is one-hot already.`, at);
        const column = scope.readColumn(name, reader);
        if (!column) throw notAColumn(name, scope, at);
        const whole = scope.data?.table.columns.find((each) => each.name === name) ?? column;
        const made = oneHotColumns(column, scope.isDefined(name) ? column : whole, dropsFirst, this.#taken(scope), at);
        for (const { name: each, values } of made.categories) this.#made.set(each, { source: name, values });
        if (made.dropped !== undefined) this.#dropped.set(made.dropped, { source: name, at });
        this.of.set(
          name,
          made.categories.map((category) => category.name),
        );
        scope.note(made.note, at);
      }
    }
  }

  #taken(scope: Scope): string[] {
    return [...(scope.data?.table.names ?? []), ...this.names(), ...scope.names()];
  }
}

/** That a name is no column, with a near one. */
export function notAColumn(name: string, scope: Scope, at: Range): ProblemError {
  const names = scope.columnNames();
  const near = [...name].length > 1 ? nearest(name, names) : undefined;
  const where = scope.data ? ` of ${scope.data.table.name}` : '';
  const hint = near !== undefined ? ` Did you mean ${near}?` : names.length > 0 ? ` There are ${few(names)}.` : '';
  const what = scope.isFunction(name) ? `${name} is a function, and no column` : `${name} is not a column`;
  return new ProblemError(`${what}${where}.${hint}`, at, near);
}
