/** Settings written as assignments, as in tutorials and scripts: `lr = 0.1`, `epochs = 100`, `x0 = [3, 4]`, `x = 3`. */
import { ProblemError, type Rate, type StopRules, type WrittenSetting } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { isList, itemsOf, parsePiece } from './scope.ts';
import { checkRate, readRule, readStart } from './settings.ts';
import type { Piece } from './statements.ts';

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

/** A line such as `steps 20` or `steps: 20`: a setting that lacks its sign. @throws {ProblemError} that offers `steps = 20`. */
export function refuseBareSetting(body: Piece): void {
  const match = /^([\p{L}_]+)(?:\s+|\s*:\s*)([-+]?[\d.][\d.eE+-]*)$/u.exec(body.text);
  if (!match || ![RATES, STEPS, TOLERANCES].some((names) => names.has(match[1]!))) return;
  const offered = `${match[1]} = ${match[2]}`;
  throw new ProblemError(`As a setting this is written ${offered}.`, body, offered);
}

/** What assignments said. */
export interface Assigned {
  rates?: Rate[];
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
): { readonly assigned: Assigned; readonly rest: readonly Unused[] } {
  const assigned: Assigned = { start: new Map(), stop: {}, written: [] };
  const rest = unused.filter((definition) => !take(definition, parameters, reader, assigned));
  return { assigned, rest };
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
  const rule = STEPS.has(name) ? 'steps' : TOLERANCES.has(name) ? 'gradient' : undefined;
  if (rule) {
    to.stop[rule] = readRule(rule, body, reader);
    to.written.push({ setting: 'stop', rule, range, value });
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
