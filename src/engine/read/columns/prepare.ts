/** Settles what statements make of columns, before a formula is read. */
import { few } from '../../data/few.ts';
import { ProblemError } from '../../problem.ts';
import { namesIn } from '../data.ts';
import type { FormulaReader } from '../formula.ts';
import type { Scope } from '../scope.ts';
import type { Statement } from '../statements.ts';
import type { Features } from './features.ts';
import { notAColumn } from './one-hots.ts';
import { scalingText } from './prepared.ts';

/** @throws {ProblemError} for names that are no columns, and columns of texts where numbers are wanted. */
export function prepareColumns(scope: Scope, reader: FormulaReader, statements: readonly Statement[]): void {
  const { plan, wanted } = scope.prepared;
  scope.oneHots.make(scope, reader);
  for (const features of plan.features.values()) {
    if (scope.isTableColumn(features.name)) {
      throw new ProblemError(`${features.name} is a column itself: give the features another name.`, features.at);
    }
    if (scope.isDefined(features.name)) throw new ProblemError(`${features.name} is defined twice.`, features.at);
    scope.vectors.settle(features.name, columnsOf(features, scope, statements));
  }
  for (const [name, scaling] of plan.scalings) {
    const columns = scope.vectors.isFeatures(name) ? scope.vectors.columns(name) : [name];
    for (const column of columns) {
      if (wanted.has(column)) throw new ProblemError(`${column} is scaled twice.`, scaling.at);
      refuseTexts(column, scope, scaling.at, `it has no mean`);
      if (!scope.isColumnName(column)) throw notAColumn(column, scope, scaling.at);
      wanted.set(column, scaling);
    }
  }
}

function columnsOf({ columns, name, list }: Features, scope: Scope, statements: readonly Statement[]): string[] {
  const { oneHots } = scope;
  if (columns === 'all') return allColumns(scope, statements, name, list);
  return columns.flatMap((column) => {
    const made = oneHots.of.get(column.name);
    if (made) return made;
    refuseTexts(column.name, scope, column.at, 'it is no feature');
    if (!scope.isColumnName(column.name)) throw notAColumn(column.name, scope, column.at);
    return [column.name];
  });
}

function refuseTexts(name: string, scope: Scope, at: Features['at'], why: string): void {
  if (scope.isDefined(name) || scope.data?.column(name)?.kind !== 'texts') return;
  throw new ProblemError(`${name} is a column of texts: ${why}. The line onehot ${name} makes columns of 0 and 1.`, at);
}

/** The columns of numbers, and those that are made, that no formula names. */
function allColumns(scope: Scope, statements: readonly Statement[], name: string, at: Features['at']): string[] {
  const { data, oneHots } = scope;
  if (!data) throw new ProblemError('all takes the columns of a table: there is no data line. List them.', at);
  const named = new Set(statements.flatMap((statement) => [...formulaNames(statement)]));
  const texts: string[] = [];
  const columns = data.table.names.flatMap((column) => {
    if (named.has(column) || scope.isDefined(column)) return [];
    const made = oneHots.of.get(column);
    if (made) return made.filter((each) => !named.has(each));
    if (data.column(column)?.kind === 'numbers') return [column];
    texts.push(column);
    return [];
  });
  if (columns.length === 0)
    throw new ProblemError(`${data.table.name} has no column of numbers that no formula names.`, at);
  const out = texts.length === 0 ? '' : ` Of texts, and so not among them: ${few(texts)}.`;
  scope.note(`${name} has ${columns.length} columns: ${few(columns)}.${out}`, at);
  return columns;
}

function formulaNames(statement: Statement): Set<string> {
  if (statement.kind !== 'keyword') return namesIn(statement.body.text);
  const isObjective = statement.keyword === 'minimize' || statement.keyword === 'maximize';
  return isObjective ? namesIn(statement.body.text) : new Set();
}

/** Says what was made of columns, and what was not needed. */
export function notePrepared(scope: Scope): void {
  const { scalings, wanted, plan, training, heldOut } = scope.prepared;
  for (const [name, { at }] of plan.scalings) {
    const columns = scope.vectors.isFeatures(name) ? scope.vectors.columns(name) : [name];
    const done = scalings.filter((scaling) => columns.includes(scaling.name));
    const kind = wanted.get(columns[0]!)!.kind;
    if (done.length === 0) scope.note(`${name} is not used, so that nothing is scaled.`, at);
    else scope.note(`${few(done.map((each) => `${each.name} is ${scalingText(each)}`))}: ${MEANINGS[kind]} here.`, at);
  }
  for (const { name, at } of plan.features.values()) {
    if (!scope.vectors.isUsed(name)) scope.note(`${name} is not used: dot(w, ${name}) gives its columns weights.`, at);
  }
  const { split } = plan;
  if (!split) return;
  if (!training) {
    scope.note('The formula has no rows, so that nothing is split.', split.at);
    return;
  }
  const held = heldOut.map(({ part, rows }) => `${rows.length} for ${part}`);
  const kept = held.length === 0 ? 'none is held out' : `held out: ${held.join(' and ')}`;
  const seed = split.seeded ? '' : ' No seed is written: it is 1.';
  scope.note(`The objective is over ${training.length} rows; ${kept}.${seed}`, split.at);
}

const MEANINGS = {
  standardize: 'mean 0 and variance 1, dividing by n as scikit-learn does',
  minmax: 'from 0 to 1',
  center: 'mean 0',
};
