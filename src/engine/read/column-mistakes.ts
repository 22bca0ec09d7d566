/** Names that were meant as columns of a table, and columns that were meant as something else. */
import { few } from '../data/few.ts';
import { ProblemError, type Range } from '../problem.ts';
import { namesIn } from './data.ts';
import { NAME, spelled } from './names.ts';
import { nearest } from './nearest.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statements.ts';

/**
 * Parameters that may have been meant as columns: one that differs by a slip from a column that nothing uses is refused; of
 * others that are words a note says that they are parameters. A name with a start or a range is a parameter because it says so.
 *
 * @param placeOf where a parameter first stands. @throws {ProblemError}
 */
export function checkParameters(
  scope: Scope,
  statements: readonly Statement[],
  placeOf: (parameter: string) => Range,
): void {
  const { data } = scope;
  if (!data) return;
  const { name: table, names } = data.table;
  const all = [...names, ...scope.oneHots.names()];
  const free = all.filter((name) => !scope.usedColumns.has(name) && !scope.isDefined(name));
  const meant = new Set([...namesOfParameters(statements), ...scope.vectors.allWeights()]);
  for (const name of scope.parameters) {
    if (meant.has(name)) continue;
    refuseUnknownCategory(name, scope, placeOf);
    const isWord = [...name].length > 3;
    const same = free.find((column) => column.toLowerCase() === name.toLowerCase());
    const near = same ?? (isWord ? nearest(name, free) : undefined);
    if (near !== undefined) {
      throw new ProblemError(
        `${name} is not a column of ${table}. Did you mean ${near}? If it is a parameter, write its start.`,
        placeOf(name),
        near,
      );
    }
    if (!isWord || free.length === 0) continue;
    const part = free.find((column) => column.toLowerCase().split('_').includes(name.toLowerCase()));
    const hint = part === undefined ? `: it has ${few(names)}` : `; there is ${part}`;
    scope.note(`${name} is a parameter, not a column of ${table}${hint}.`, placeOf(name));
  }
}

/** @throws {ProblemError} for `city_Rome` where `onehot city` makes no such column. */
function refuseUnknownCategory(name: string, scope: Scope, placeOf: (parameter: string) => Range): void {
  for (const [source, columns] of scope.oneHots.of) {
    if (!name.startsWith(`${source}_`)) continue;
    const near = nearest(name, columns);
    const hint = near === undefined ? `it has ${few(columns)}` : `did you mean ${near}?`;
    throw new ProblemError(
      `onehot ${source} makes no column ${name}: ${hint}${near === undefined ? '.' : ''}`,
      placeOf(name),
      near,
    );
  }
}

/** The names that the text itself says are parameters. */
function namesOfParameters(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    if (statement.kind === 'function') for (const { text } of statement.parameters) names.add(text);
    const isSetting = statement.kind === 'keyword' && (statement.keyword === 'start' || statement.keyword === 'over');
    if (isSetting) for (const name of namesIn(statement.body.text)) names.add(name);
  }
  return names;
}

/** @throws {ProblemError} for a start or a range of what is a column. */
export function refuseStartedColumns(scope: Scope, statements: readonly Statement[]): void {
  const { data, usedColumns } = scope;
  if (!data || usedColumns.size === 0) return;
  for (const statement of statements) {
    if (statement.kind !== 'keyword' || (statement.keyword !== 'start' && statement.keyword !== 'over')) continue;
    const { body } = statement;
    for (const match of body.text.matchAll(STARTED())) {
      if (!usedColumns.has(spelled(match[0]))) continue;
      const at = { start: body.start + match.index, end: body.start + match.index + match[0].length };
      throw new ProblemError(
        `${match[0]} is a column of ${data.table.name}, and so no parameter. Give the parameter another name.`,
        at,
      );
    }
  }
}

const STARTED = () => new RegExp(String.raw`${NAME}(?=\s*(?:[=:←∈]|in\b))`, 'gu');

/** Says which columns something else of the same name hides, of those that the text names. */
export function noteHiddenColumns(scope: Scope, statements: readonly Statement[]): void {
  const { data } = scope;
  if (!data) return;
  for (const statement of statements) {
    const stated = statement.kind === 'keyword' ? statement.defines : statement;
    if (stated?.kind !== 'definition' && stated?.kind !== 'function') continue;
    const hidden = stated.kind === 'function' ? stated.parameters.map(({ text }) => text) : [];
    for (const name of [stated.name, ...hidden]) {
      if (!scope.isTableColumn(name)) continue;
      const what = name === stated.name ? 'is defined here' : `is an argument of ${stated.name} here`;
      scope.note(`${name} ${what}: the column ${name} of ${data.table.name} is not meant by it.`, stated.at);
    }
  }
}

/** What there is to say of columns where a problem has no parameter. */
export function columnsAlone(scope: Scope): string {
  const used = [...scope.usedColumns];
  if (!scope.data || used.length === 0) return '';
  return ` ${few(used)} ${used.length === 1 ? 'is a column' : 'are columns'} of ${scope.data.table.name}.`;
}
