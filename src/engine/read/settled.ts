/** The settings of a text: what its statements and assignments say, and what holds where they say nothing. */
import { METHODS, SCHEDULES } from '../methods/index.ts';
import {
  type Batch,
  type MethodChoice,
  type Origin,
  type Problem,
  ProblemError,
  type Rate,
  type ScheduleChoice,
  type Settings,
  type Starts,
  type StopRules,
  type WrittenSetting,
} from '../problem.ts';
import type { Assigned } from './assignments.ts';
import { type BatchSaid, DEFAULT_ORDER, DEFAULT_SEED, readBatch, readOrder, readSeed, usesBatches } from './batch.ts';
import type { FormulaReader } from './formula.ts';
import { readMethods } from './methods.ts';
import { parsePiece } from './scope.ts';
import { checkEpochs, MOST_STEPS, readOver, readRates, readStart } from './settings.ts';
import { readStarts } from './starts.ts';
import { COLUMN_KEYWORDS, type Keyword, type Statement } from './statements.ts';
import { readStop } from './stop.ts';
import { needsResiduals } from './suited.ts';

/** What holds when the text says nothing. */
export const DEFAULT_STOP: StopRules = { steps: 100_000, gradient: 1e-6, divergence: 1e100 };

/** Residuals may be small and their sum's gradient with them: a fit of 6 digits needs less (NIST's MGH09, Lanczos3). */
const LEAST_SQUARES_STOP: StopRules = { ...DEFAULT_STOP, gradient: 1e-9 };

/** What the statements say of batches: `batch 32`, `order sequential`, `seed 7`. */
export function batchOf(statements: readonly Statement[], reader: FormulaReader): BatchSaid {
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

/** What the statements say, over what assignments do. */
export function readSettings(
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
    if (setting) said.written.push({ setting, range: { start: statement.start, end: statement.end } });
  }
  return said;
}

/** Said and chosen settings together; the start is settled apart. */
export function settle(said: Said, parameters: readonly string[]): Pick<Problem, 'settings' | 'origins'> {
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
