/** Settings written as assignments, as in tutorials and scripts: `lr = 0.1`, `epochs = 100`, `x0 = [3, 4]`, `x = 3`. */
import { ProblemError, type Rate, type StopRules, type WrittenSetting } from '../problem.ts';
import { BATCH_SIZES, type BatchSaid, readBatch, readOrder, readSeed, SEEDS, usesBatches } from './batch.ts';
import { readVectorStart } from './columns/start.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { isList, itemsOf, parsePiece } from './scope.ts';
import { checkRate, readStart } from './settings.ts';
import { KEYWORDS, type Piece } from './statements.ts';
import { countsEpochs, readRule } from './stop.ts';

const RATES = new Set([
  'lr',
  'eta',
  'η',
  'alpha',
  'α',
  'rate',
  'learning_rate',
  'learningrate',
  'learningRate',
  'step_size',
  'stepsize',
  'stepSize',
  'LR',
  'gamma_lr',
]);
const STEPS = new Set([
  'epochs',
  'steps',
  'iterations',
  'n_steps',
  'nsteps',
  'n_iter',
  'n_iterations',
  'n_epochs',
  'num_steps',
  'num_epochs',
  'num_iterations',
  'max_iter',
  'maxiter',
  'max_steps',
  'max_iterations',
  'iters',
  'n_iters',
  'num_iters',
  'maxIter',
]);
const TOLERANCES = new Set(['tol', 'tolerance', 'gtol', 'precision']);
const STARTS = new Set(['x0', 'x_0', 'start', 'init', 'initial', 'theta0', 'theta_0', 'θ_0', 'w0', 'w_0', 'p0']);

/**
 * Lines that were meant as statements: `steps 20`, `rates 0.1`, `strat x = 5`. Read as formulas they would be products.
 *
 * @throws {ProblemError} that offers the statement.
 */
export function refuseBareSetting(body: Piece): void {
  // To compile a class of all letters takes a millisecond: only a text that can match is held against it.
  const setting =
    !/[()*/^]/.test(body.text) &&
    /^([\p{L}_]+(?:\s+[\p{L}_]+)*)\s*(:?)\s*([-+]?(?:\d|\.\d)[\d.eE+-]*)$/u.exec(body.text);
  if (setting && (setting[2] === ':' || /\s/.test(body.text))) {
    const name = setting[1]!.replaceAll(/\s+/g, '_');
    const known = [RATES, STEPS, TOLERANCES].some((names) => names.has(name));
    const keyword = nearest(setting[1]!, KEYWORDS);
    const offered = known ? `${name} = ${setting[3]}` : keyword && `${keyword} ${setting[3]}`;
    const say = offered
      ? `As a setting this is written ${offered}.`
      : 'This is no statement. A product is written with *.';
    throw new ProblemError(say, body, offered);
  }
  refuseMistyped(body);
  if (!body.text.includes('=')) return;
  const word = /^(\p{L}{3,})\s+\S.*(?<![<>=!])=(?!=)/su.exec(body.text)?.[1];
  if (word === undefined) return;
  const keyword = nearest(word, KEYWORDS);
  const at = { start: body.start, end: body.start + word.length };
  if (keyword) throw new ProblemError(`There is no statement ${word}. Did you mean ${keyword}?`, at, keyword);
}

/** Words before a formula that are nearly those of statements: five letters or more, white space, a formula. */
function refuseMistyped(body: Piece): void {
  const word = /^(\p{L}{5,})\s+(?=[\p{L}\p{N}(√])/u.exec(body.text)?.[1];
  const keyword = word && nearest(word, KEYWORDS);
  if (!keyword) return;
  const at = { start: body.start, end: body.start + word.length };
  throw new ProblemError(`There is no statement ${word}. Did you mean ${keyword}?`, at, keyword);
}

/** What assignments said. */
export interface Assigned {
  rates?: Rate[];
  batch: BatchSaid;
  readonly start: Map<number, number>;
  readonly stop: Partial<Record<keyof StopRules, number>>;
  readonly written: WrittenSetting[];
}

/** A definition that nothing refers to. */
interface Unused {
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
  readonly body: Piece;
}

/** Takes the settings out of the definitions that the objective does not use. The rest are returned. */
export function readAssignments(
  unused: readonly Unused[],
  parameters: readonly string[],
  reader: FormulaReader,
  stated: BatchSaid,
): { readonly assigned: Assigned; readonly rest: readonly Unused[] } {
  const assigned: Assigned = { batch: stated, start: new Map(), stop: {}, written: [] };
  // Sizes first: whether an epoch is a step depends on them.
  const others = unused.filter((definition) => !takeBatch(definition, reader, assigned));
  const rest = others.filter((definition) => !take(definition, parameters, reader, assigned));
  return { assigned, rest };
}

/** `batch_size = 32`; `seed = 7` and `order = sequential` where there are batches. */
function takeBatch({ name, at, body }: Unused, reader: FormulaReader, to: Assigned): boolean {
  const range = { start: at.start, end: body.end };
  if (BATCH_SIZES.has(name.toLowerCase()) && !isList(body)) to.batch = { ...to.batch, ...readBatch(body, reader) };
  else if (to.batch.sizes && SEEDS.has(name)) to.batch = { ...to.batch, seed: readSeed(body, reader) };
  else if (to.batch.sizes && name === 'order') to.batch = { ...to.batch, order: readOrder(body) };
  else return false;
  to.written.push({ setting: 'batch', range });
  return true;
}

function take({ name, at, body }: Unused, parameters: readonly string[], reader: FormulaReader, to: Assigned): boolean {
  const range = { start: at.start, end: body.end };
  const value = { start: body.start, end: body.end };
  if (RATES.has(name)) {
    if (body.text === 'auto') to.rates = ['auto'];
    else if (isList(body)) {
      to.rates = itemsOf(body).map((item) => checkRate(reader.constant(parsePiece(item)), item));
    } else to.rates = [checkRate(reader.constant(parsePiece(body)), value)];
    to.written.push({ setting: 'rates', range, value });
    return true;
  }
  const passes = countsEpochs(name) && usesBatches(to.batch);
  const rule = passes ? 'epochs' : STEPS.has(name) ? 'steps' : TOLERANCES.has(name) ? 'gradient' : undefined;
  if (rule) {
    to.stop[rule] = readRule(rule, body, reader);
    to.written.push({ setting: 'stop', rule, range, value });
    return true;
  }
  const weights = reader.scope.vectors.weights(name);
  if (weights) {
    const numbers = readVectorStart(name, body, reader);
    weights.forEach((weight, k) => {
      to.start.set(parameters.indexOf(weight), numbers[k]!);
    });
    to.written.push({ setting: 'start', range });
    return true;
  }
  const index = startOf(name, parameters);
  if (index !== undefined) {
    const number = reader.constant(parsePiece(body));
    to.start.set(index, number);
    to.written.push({ setting: 'start', parameter: index, range, value });
    return true;
  }
  if (STARTS.has(name)) {
    for (const [i, number] of readStart(body, parameters, reader)) to.start.set(i, number);
    to.written.push({ setting: 'start', range, value });
    return true;
  }
  return false;
}

/** The parameter whose start a name gives: itself, or itself with a 0: `θ_0`, `x0`. */
function startOf(name: string, parameters: readonly string[]): number | undefined {
  const index = parameters.findIndex((parameter) => [parameter, `${parameter}0`, `${parameter}_0`].includes(name));
  return index < 0 ? undefined : index;
}
