/** A text as a problem: objective, parameters, data and settings, each checked and each with its place. */
import { few } from '../data/few.ts';
import type { DataRows } from '../data/rows.ts';
import { METHODS, SCHEDULES } from '../methods/index.ts';
import {
  type Batch,
  type MethodChoice,
  type Origin,
  type Problem,
  ProblemError,
  type ProblemTable,
  type Range,
  type Rate,
  type RowSplit,
  type ScheduleChoice,
  type Settings,
  type Starts,
  type StopRules,
  type WrittenSetting,
} from '../problem.ts';
import { Graph } from '../program/graph.ts';
import { overRows } from '../program/over-rows.ts';
import { withScheduleNotes } from '../run/schedule-notes.ts';
import { type Assigned, readAssignments, refuseBareSetting } from './assignments.ts';
import { type BatchSaid, DEFAULT_ORDER, DEFAULT_SEED, readBatch, readOrder, readSeed, usesBatches } from './batch.ts';
import { refuseBatches } from './batched.ts';
import { checkParameters, columnsAlone, noteHiddenColumns, refuseStartedColumns } from './column-mistakes.ts';
import { columnPlan } from './columns/plan.ts';
import { notePrepared, prepareColumns } from './columns/prepare.ts';
import { type DataReference, dataIn, dataRows, type Tables } from './data.ts';
import { unfenced } from './fence.ts';
import { FormulaReader } from './formula.ts';
import { readMethods } from './methods.ts';
import { type Objective, readObjective } from './objective.ts';
import { placeOf, refuseRunTogether } from './run-together.ts';
import { readSchedule, writtenFormula } from './schedule.ts';
import { formulaReader } from './schedule-formula.ts';
import { parsePiece, Scope } from './scope.ts';
import { checkEpochs, MOST_STEPS, readOver, readRates, readStart } from './settings.ts';
import { settleStart } from './start.ts';
import { readStarts } from './starts.ts';
import { COLUMN_KEYWORDS, type Keyword, type Piece, readStatements, type Statement } from './statements.ts';
import { readStop } from './stop.ts';
import { needsResiduals, refuseUnsuited } from './suited.ts';

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

/** What holds when the text says nothing. */
export const DEFAULT_STOP: StopRules = { steps: 100_000, gradient: 1e-6, divergence: 1e100 };

/** Residuals may be small and their sum's gradient with them: a fit of 6 digits needs less (NIST's MGH09, Lanczos3). */
const LEAST_SQUARES_STOP: StopRules = { ...DEFAULT_STOP, gradient: 1e-9 };

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

/** The formulas of a text, each name of theirs with its meaning. */
interface Formulas {
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
function readComplete(
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
    formulas.scope.note(remark, plain(reference!));
  }
  return formulas;
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

/** The objective over rows that are held out: read once more, with a number of rows that is no constant. */
function readSplitRows(text: string, statements: readonly Statement[], read: Scope, whole: Range): RowSplit {
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

/** What the statements say of batches: `batch 32`, `order sequential`, `seed 7`. */
function batchOf(statements: readonly Statement[], reader: FormulaReader): BatchSaid {
  let said: BatchSaid = {};
  for (const statement of statements) {
    if (statement.kind !== 'keyword') continue;
    const { keyword, body } = statement;
    if (keyword === 'batch') said = { ...said, ...readBatch(body, reader) };
    else if (keyword === 'order') said = { ...said, order: readOrder(body) };
    else if (keyword === 'seed') said = { ...said, seed: readSeed(body, reader) };
  }
  return said;
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

/** What the statements said; what is absent was not said. */
interface Said {
  methods?: MethodChoice[];
  rates?: Rate[];
  schedule?: ScheduleChoice;
  start?: Map<number, number>;
  over?: Map<string, readonly [number, number]>;
  stop?: Partial<StopRules>;
  starts?: Starts;
  batch?: Batch;
  readonly stopIsWhole: boolean;
  readonly written: WrittenSetting[];
}

const SETTING: Partial<Record<Keyword, keyof Settings>> = {
  method: 'methods',
  rate: 'rates',
  schedule: 'schedule',
  start: 'start',
  starts: 'starts',
  stop: 'stop',
  batch: 'batch',
  order: 'batch',
  seed: 'batch',
  epochs: 'stop',
};

function readSettings(
  statements: readonly Statement[],
  parameters: readonly string[],
  reader: FormulaReader,
  assigned: Assigned & { readonly schedule: ScheduleChoice | undefined },
  climbs: boolean,
): Said {
  const said: { -readonly [K in keyof Said]: Said[K] } = { stopIsWhole: false, written: [] };
  if (assigned.rates) said.rates = assigned.rates;
  if (assigned.start.size > 0) said.start = assigned.start;
  said.stop = { ...assigned.stop };
  const { sizes, order = DEFAULT_ORDER, seed = DEFAULT_SEED } = assigned.batch;
  const batched = usesBatches(assigned.batch);
  if (sizes) said.batch = { sizes, order, seed };
  const seen = new Set<Keyword>();
  for (const statement of statements) {
    if (statement.kind !== 'keyword') continue;
    const { keyword, body } = statement;
    if (COLUMN_KEYWORDS.has(keyword)) continue;
    if (seen.has(keyword)) throw new ProblemError(`There are two lines for ${keyword}; one is enough.`, statement);
    seen.add(keyword);
    if (keyword === 'method') said.methods = readMethods(body, reader);
    else if (keyword === 'rate') said.rates = readRates(body, reader);
    else if (keyword === 'schedule') said.schedule = assigned.schedule!;
    else if (keyword === 'start') said.start = new Map([...(said.start ?? []), ...readStart(body, parameters, reader)]);
    else if (keyword === 'over') said.over = new Map([...(said.over ?? []), ...readOver(body, parameters, reader)]);
    else if (keyword === 'starts') {
      const { starts, over } = readStarts(body, reader);
      said.starts = starts;
      if (over) said.over = new Map([...(said.over ?? []), ...readOver(over, parameters, reader)]);
    } else if (keyword === 'stop') {
      said.stop = { ...said.stop, ...readStop(body, reader, climbs, batched) };
      said.stopIsWhole = true;
    } else if (keyword === 'epochs') {
      const passes = checkEpochs(reader.constant(parsePiece(body)), body);
      said.stop = { ...said.stop, [batched ? 'epochs' : 'steps']: passes };
    }
    const setting = SETTING[keyword];
    if (setting) said.written.push({ setting, range: plain(statement) });
  }
  return said;
}

/** Said and chosen settings together; the start is settled apart. */
function settle(said: Said, parameters: readonly string[]): Pick<Problem, 'settings' | 'origins'> {
  const { steps, divergence } = DEFAULT_STOP;
  // A `stop` statement lists all rules; the limits that keep a run finite stay.
  const methods = said.methods ?? [{ name: METHODS[0]!.name, options: {} }];
  const usual = methods.every(({ name }) => needsResiduals(name)) ? LEAST_SQUARES_STOP : DEFAULT_STOP;
  const given = said.stopIsWhole ? { steps, divergence, ...said.stop } : { ...usual, ...said.stop };
  // Passes that were asked for are not cut short by a limit that nobody did.
  const stop =
    said.stop?.epochs === undefined || said.stop.steps !== undefined ? given : { ...given, steps: MOST_STEPS };
  const origin = (given: unknown): Origin => (given === undefined ? 'chosen' : 'text');
  const settings: Settings = {
    methods,
    rates: said.rates ?? ['auto'],
    schedule: said.schedule ?? { name: SCHEDULES[0]!.name, options: {} },
    start: parameters.map((_, i) => said.start?.get(i) ?? Number.NaN),
    stop,
    ...(said.starts && { starts: said.starts }),
    ...(said.batch && { batch: said.batch }),
  };
  const ratesInMethods =
    settings.methods.every((method) => method.rate !== undefined) || settings.schedule.rate !== undefined;
  return {
    settings,
    origins: {
      methods: origin(said.methods),
      rates: origin(said.rates ?? (ratesInMethods ? true : undefined)),
      schedule: origin(said.schedule),
      start: said.start?.size === parameters.length ? 'text' : 'chosen',
      ...(said.starts && { starts: 'text' as const }),
      ...(said.batch && { batch: 'text' as const }),
      stop: said.stopIsWhole || Object.keys(said.stop ?? {}).length > 0 ? 'text' : 'chosen',
    },
  };
}
