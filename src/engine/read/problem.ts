/** A text as a problem: objective, parameters, data and settings, each checked and each with its place. */
import type { DataRows } from '../data/rows.ts';
import { type Problem, ProblemError, type ProblemTable, type Range } from '../problem.ts';
import { withScheduleNotes } from '../run/schedule-notes.ts';
import { readAssignments } from './assignments.ts';
import { refuseBatches } from './batched.ts';
import { checkParameters, columnsAlone, noteHiddenColumns, refuseStartedColumns } from './column-mistakes.ts';
import { notePrepared } from './columns/prepare.ts';
import { dataIn, type Tables } from './data.ts';
import { unfenced } from './fence.ts';
import { readComplete, readSplitRows } from './formulas.ts';
import type { Objective } from './objective.ts';
import { placeOf, refuseRunTogether } from './run-together.ts';
import { readSchedule, writtenFormula } from './schedule.ts';
import { formulaReader } from './schedule-formula.ts';
import { parsePiece, type Scope } from './scope.ts';
import { batchOf, readSettings, settle } from './settled.ts';
import { settleStart } from './start.ts';
import { type Piece, readStatements, type Statement } from './statements.ts';
import { refuseUnsuited } from './suited.ts';

/** How a text is to be read. */
export interface ReadOptions {
  /** VS Code's language id of the document the text is from. */
  readonly languageId?: string;
  /**
   * The table that the text's `data` line names, by that name: as read from a file, or its columns as lists by header.
   * `dataNamed` tells which name that is.
   */
  readonly tables?: Tables;
}

/** Longer than any problem a person wrote. */
const LONGEST = 200_000;

/**
 * Reads a problem in Downhill's language.
 *
 * @throws {ProblemError} for everything a user can mend, with its place in the text.
 */
export function readProblem(text: string, options: ReadOptions = {}): Problem {
  const whole = { start: 0, end: text.length };
  if (text.length > LONGEST) {
    throw new ProblemError(`This is ${text.length} characters long; a problem has at most ${LONGEST}.`, whole);
  }
  if (text.trim() === '') throw new ProblemError('There is no formula here. Select one, such as (x - 1)^2.', whole);
  try {
    return readWhole(text, options.languageId ?? 'downhill', options.tables ?? {}, whole);
  } catch (error) {
    // The parser and what walks its tree are recursive: the stack is their limit.
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError('This is nested too deeply to be read.', whole);
  }
}

function readWhole(text: string, languageId: string, tables: Tables, whole: Range): Problem {
  const statements = readStatements(unfenced(text));
  const reference = dataIn(statements);
  const { scope, reader, objective } = readComplete(text, statements, reference, tables, whole);
  const { graph } = reader;
  notePrepared(scope);
  const { scalings, plan, training } = scope.prepared;
  const table = scope.data && reference && tableOf(scope, scope.data, reference.name);
  checkObjective(objective, scope);
  checkParameters(scope, statements, (name) => placeOf(name, scope, objective));
  refuseRunTogether(scope, objective);
  // Before what is left over is looked for: a schedule may use what nothing else does.
  const schedule = statements.find(isSchedule)?.body;
  const scheduled = schedule && readSchedule(schedule, reader);
  refuseStartedColumns(scope, statements);
  noteHiddenColumns(scope, statements);
  for (const unused of unusedFormulas(statements, scope, objective)) {
    // What is not part of the objective is read all the same: its mistakes may be why it is not.
    parsePiece(unused);
    scope.note(`${unused.text.length > 40 ? 'This formula' : unused.text} is not part of the objective.`, unused);
  }
  const parameters = [...scope.parameters];
  const stated = batchOf(statements, reader);
  const { assigned, rest } = readAssignments(scope.unused(), parameters, reader, stated);
  for (const { name, at, body } of rest) {
    // Reading what is not used still finds its mistakes.
    if (!scope.columnNamed(name)) scope.value(name, at, reader);
    scope.forgetParameters(parameters.length);
    scope.note(`${name} is not used.`, { start: at.start, end: body.end });
  }
  const said = readSettings(
    statements,
    parameters,
    reader,
    { ...assigned, schedule: scheduled },
    objective.sense === 'maximize',
  );
  const over = said.over ?? new Map();
  if (!said.batch && (assigned.batch.order ?? assigned.batch.seed) !== undefined) {
    scope.note('An order or a seed has no effect without batches, such as batch 32.', whole);
  }
  const problem: Omit<Problem, 'settings' | 'origins'> = {
    text,
    languageId,
    sense: objective.sense,
    range: plain(objective.range),
    parameters,
    columns: scope.columns,
    ...(table && { table }),
    ...(scope.data && { rows: scope.data }),
    ...(scalings.length > 0 && { scalings }),
    ...(plan.split && training && { split: readSplitRows(text, statements, scope, whole) }),
    graph,
    objective: objective.node,
    reading: objective.reading,
    places: scope.places,
    scheduleFormula: formulaReader(reader, schedule && writtenFormula(schedule, reader), plain(objective.range)),
    over,
    notes: scope.notes,
    statement: plain(objective.statement),
    written: [...said.written, ...assigned.written],
    ...(objective.name !== undefined && { name: objective.name }),
  };
  const settled = settleStart({ ...problem, ...settle(said, parameters) }, said.start);
  refuseUnsuited(settled);
  refuseBatches(settled, assigned.batch.sizesAt);
  return withScheduleNotes(settled);
}

function tableOf({ usedColumns }: Scope, { table, rows }: DataRows, written: string): ProblemTable {
  return { written, name: table.name, names: table.names, used: [...usedColumns], rows: table.rows, usedRows: rows };
}

/** Functions that nothing calls, and formulas before the last. */
function unusedFormulas(statements: readonly Statement[], scope: Scope, objective: Objective): Piece[] {
  return statements.flatMap((statement) => {
    if (statement.start === objective.statement.start) return [];
    if (statement.kind === 'expression') return [statement.body];
    return statement.kind === 'function' && !scope.used.has(statement.name) ? [statement.body] : [];
  });
}

function isSchedule(statement: Statement): statement is Statement & { kind: 'keyword' } {
  return statement.kind === 'keyword' && statement.keyword === 'schedule';
}

function plain({ start, end }: Range): Range {
  return { start, end };
}

function checkObjective({ node, range, statement }: Objective, scope: Scope): void {
  if (node.rows > 0) {
    const offered = `mean(${scope.textOf(range)})`;
    throw new ProblemError(
      `This is one value for each of ${node.rows} rows. Write ${offered} for their mean.`,
      range,
      offered,
    );
  }
  if (scope.parameters.length === 0) {
    throw new ProblemError(
      `This has no parameters: every name in it is defined, so there is nothing to change.${columnsAlone(scope)}`,
      statement,
    );
  }
}
