/** Names that were meant as columns of a table, and columns that were meant as something else. */
import { few } from '../data/few.ts';
import { ProblemError, type Range } from '../problem.ts';
import { namesIn } from './data.ts';
import { NAME, spelled } from './names.ts';
import { nearest } from './nearest.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statements.ts';

/**
 * @param placeOf where a parameter first stands.
 * @throws {ProblemError} for a parameter that differs by a slip from a column that nothing uses, unless a start or a range is
 * written for it.
 */
export function refuseMistypedColumns(
  scope: Scope,
  statements: readonly Statement[],
  placeOf: (parameter: string) => Range,
): void {
  const { data } = scope;
  if (!data) return;
  const free = data.table.names.filter((name) => !scope.usedColumns.has(name) && !scope.isDefined(name));
  const meant = new Set<string>();
  for (const statement of statements) {
    if (statement.kind === 'function') for (const { text } of statement.parameters) meant.add(text);
    const names = statement.kind === 'keyword' && (statement.keyword === 'start' || statement.keyword === 'over');
    if (names) for (const name of namesIn(statement.body.text)) meant.add(name);
  }
  for (const name of scope.parameters) {
    if (meant.has(name)) continue;
    const same = free.find((column) => column.toLowerCase() === name.toLowerCase());
    const near = same ?? ([...name].length > 3 ? nearest(name, free) : undefined);
    if (near === undefined) continue;
    throw new ProblemError(
      `${name} is not a column of ${data.table.name}. Did you mean ${near}? If it is a parameter, write its start.`,
      placeOf(name),
      near,
    );
  }
}

/** @throws {ProblemError} for a start or a range of what is a column. */
export function refuseStartedColumns(scope: Scope, statements: readonly Statement[]): void {
  const { data, usedColumns } = scope;
  if (!data || usedColumns.size === 0) return;
  for (const statement of statements) {
    if (statement.kind !== 'keyword' || (statement.keyword !== 'start' && statement.keyword !== 'over')) continue;
    const { body } = statement;
    for (const match of body.text.matchAll(STARTED)) {
      if (!usedColumns.has(spelled(match[0]))) continue;
      const at = { start: body.start + match.index, end: body.start + match.index + match[0].length };
      throw new ProblemError(
        `${match[0]} is a column of ${data.table.name}, and so no parameter. Give the parameter another name.`,
        at,
      );
    }
  }
}

const STARTED = new RegExp(String.raw`${NAME}(?=\s*(?:[=:←∈]|in\b))`, 'gu');

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
