/** The formulas of a text: its objective, its names and their columns, whatever its settings are. */
import { few } from '../data/few.ts';
import type { DataRows } from '../data/rows.ts';
import { ProblemError, type Range, type RowSplit } from '../problem.ts';
import { Graph } from '../program/graph.ts';
import { overRows } from '../program/over-rows.ts';
import { refuseBareSetting } from './assignments.ts';
import { columnPlan } from './columns/plan.ts';
import { prepareColumns } from './columns/prepare.ts';
import { type DataReference, dataRows, type Tables } from './data.ts';
import { FormulaReader } from './formula.ts';
import { type Objective, readObjective } from './objective.ts';
import { Scope } from './scope.ts';
import type { Statement } from './statements.ts';

/** The formulas of a text, each name of theirs with its meaning. */
export interface Formulas {
  readonly scope: Scope;
  readonly reader: FormulaReader;
  readonly objective: Objective;
}

function readFormulas(
  text: string,
  statements: readonly Statement[],
  data: DataRows | undefined,
  whole: Range,
  isOpen = false,
): Formulas {
  const graph = new Graph();
  const bodies = statements.map(({ body }) => body.text).join('\n');
  const scope = new Scope(text, graph, data, columnPlan(statements, bodies), isOpen);
  for (const statement of statements) {
    const stated = statement.kind === 'keyword' ? statement.defines : statement;
    if (stated?.kind === 'definition') scope.define(stated.name, stated.at, stated.body);
    if (stated?.kind === 'function') scope.defineFunction(stated);
    if (stated?.kind === 'expression') refuseBareSetting(stated.body);
  }
  const reader = new FormulaReader(graph, scope);
  prepareColumns(scope, reader, statements);
  return { scope, reader, objective: readObjective(statements, reader, whole) };
}

/** The formulas over the rows that have a value in every column that the objective uses, which is known when it is read. */
export function readComplete(
  text: string,
  statements: readonly Statement[],
  reference: DataReference | undefined,
  tables: Tables,
  whole: Range,
): Formulas {
  const data = dataRows(reference, tables);
  const read = readFormulas(text, statements, data, whole);
  const complete = data?.complete(read.scope.usedColumns);
  if (complete?.rows === 0) {
    const names = few([...read.scope.usedColumns]);
    throw new ProblemError(`Every row of ${complete.table.name} lacks a value in one of these: ${names}.`, reference!);
  }
  const formulas = complete === data ? read : readFormulas(text, statements, complete, whole);
  for (const remark of [...(data?.table.remarks ?? []), ...(complete?.remarks ?? [])]) {
    formulas.scope.note(remark, { start: reference!.start, end: reference!.end });
  }
  return formulas;
}

/** The objective over rows that are held out: read once more, with a number of rows that is no constant. */
export function readSplitRows(text: string, statements: readonly Statement[], read: Scope, whole: Range): RowSplit {
  const { scope, objective } = readFormulas(text, statements, read.data, whole, true);
  const { plan, training, heldOut } = scope.prepared;
  const columns = scope.columns.map(({ values }) => values);
  return {
    seed: plan.split!.seed,
    training: training!,
    heldOut: heldOut.map((part) => ({
      ...part,
      objective: overRows(objective.node, columns, scope.open!, part.rows.length),
    })),
  };
}
