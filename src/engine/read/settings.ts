/** The statements that set something: what each says, and where it says it. */
import { type Choice, findChoice, findOption, optionFault } from '../methods/choice.ts';
import { METHODS, SCHEDULES } from '../methods/index.ts';
import {
  type MethodChoice,
  type Options,
  ProblemError,
  type Range,
  type Rate,
  type ScheduleChoice,
  type StopRules,
} from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { spelled } from './names.ts';
import { nearest } from './nearest.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { type Piece, slice, split } from './statements.ts';

/** The names of options that give a method its rate. */
const RATE_NAMES = ['rate', 'lr', 'eta', 'η', 'learning_rate', 'learningrate', 'step_size', 'α', 'alpha'];

/** What the rules of `stop` are called. */
const RULES: Readonly<Record<keyof StopRules, readonly string[]>> = {
  steps: ['steps', 'step', 'iterations', 'epochs', 'maxiter', 'max_iter', 'max_steps', 'n_steps', 'n_iter'],
  gradient: ['gradient', 'grad', 'gradient_norm', 'gradientnorm', 'gtol', 'tol', 'tolerance', '‖∇f‖', '|∇f|'],
  change: ['change', 'value', 'value_change', 'ftol', 'loss', 'Δf', 'df'],
  move: ['move', 'moved', 'parameters', 'parameter', 'parameter_change', 'xtol', 'Δx', 'dx'],
  divergence: ['divergence', 'diverged', 'growth', 'limit'],
};

/** A positive finite number. @throws {ProblemError} with the reason a rate must be one. */
export function checkRate(rate: number, at: Range): number {
  if (rate > 0 && Number.isFinite(rate)) return rate;
  const why = rate === 0 ? 'with 0 nothing would move' : rate < 0 ? 'a negative one would climb' : 'this one is not';
  throw new ProblemError(`A learning rate is a number above 0: ${why}.`, at, 'auto');
}

/** A whole number of steps. @throws {ProblemError} */
export function checkSteps(steps: number, at: Range): number {
  if (Number.isInteger(steps) && steps >= 0 && steps <= MOST_STEPS) return steps;
  throw new ProblemError(`The number of steps is a whole number from 0 to ${MOST_STEPS.toLocaleString('en')}.`, at);
}

/** A trace keeps every step in memory; this many are as many as fit. */
export const MOST_STEPS = 10_000_000;

/** `0.1`, `auto`, or several to compare. */
export function readRates(body: Piece, reader: FormulaReader): Rate[] {
  const items = split(body, /,/);
  const rates = items.map((item) => readRate(item, reader));
  const again = rates.findIndex((rate, i) => rates.indexOf(rate) < i);
  if (again >= 0) throw new ProblemError(`The rate ${rates[again]} stands here twice.`, items[again]!);
  return rates;
}

function readRate(item: Piece, reader: FormulaReader): Rate {
  if (/^(?:auto|automatic)$/i.test(item.text)) return 'auto';
  return checkRate(reader.constant(parsePiece(item)), item);
}

/** `x = 1, y = 2`, or the values in order: `3, 4`, `(3, 4)`, `[3, 4]`. Values are by parameter index. */
export function readStart(body: Piece, parameters: readonly string[], reader: FormulaReader): Map<number, number> {
  const parts = split(body, /,/);
  const named = parts.map((part) => /^([^=<>]+?)\s*(?:=|:|←)\s*(?!=)/u.exec(part.text));
  if (named.every((match) => match !== null)) {
    const names = named.map((match) => spelled(match[1]!));
    const again = names.findIndex((name, i) => names.indexOf(name) < i);
    if (again >= 0) throw new ProblemError(`${names[again]} has two starts here.`, parts[again]!);
    return new Map(
      parts.map((part, i) => {
        const match = named[i]!;
        const at = { start: part.start, end: part.start + match[1]!.length };
        const value = slice(part, match[0].length);
        if (value.text === '') throw new ProblemError(`A number is missing after ${match[0].trim()}.`, part);
        if (value.text.includes('=')) throw new ProblemError('Two starts are separated by a comma.', value);
        return [indexOf(spelled(match[1]!), at, parameters), reader.constant(parsePiece(value))];
      }),
    );
  }
  const only = parts.length === 1 ? parts[0]! : undefined;
  const items = only && /^[([].*[)\]]$/s.test(only.text) && split(inside(only), /,/).length > 1 ? itemsOf(only) : parts;
  if (only && items === parts && /^\[.*\]$/s.test(only.text)) return positions(itemsOf(only), body, parameters, reader);
  return positions(items, body, parameters, reader);
}

function inside(piece: Piece): Piece {
  return { text: piece.text.slice(1, -1), start: piece.start + 1, end: piece.end - 1 };
}

function positions(
  items: readonly Piece[],
  body: Piece,
  parameters: readonly string[],
  reader: FormulaReader,
): Map<number, number> {
  if (items.length !== parameters.length) {
    const count = `${parameters.length} parameter${parameters.length === 1 ? '' : 's'}`;
    throw new ProblemError(
      `The objective has ${count} (${parameters.join(', ')}); here are ${items.length} values.`,
      body,
    );
  }
  return new Map(items.map((item, i) => [i, reader.constant(parsePiece(item))]));
}

function indexOf(name: string, at: Range, parameters: readonly string[]): number {
  const index = parameters.indexOf(name);
  if (index >= 0) return index;
  const list = parameters.join(', ');
  throw new ProblemError(`${name} is not a parameter of the objective (${list}).`, at, nearest(name, parameters));
}

/** `w in [-1, 3], b in [-2, 2]`. */
export function readOver(
  body: Piece,
  parameters: readonly string[],
  reader: FormulaReader,
): Map<string, readonly [number, number]> {
  return new Map(
    split(body, /,/).map((part) => {
      const match = /^(\S+?)\s*(?:\bin\b|∈|=)\s*/u.exec(part.text);
      const interval = match ? slice(part, match[0].length) : part;
      const bounds = /^\[.*\]$/s.test(interval.text) ? itemsOf(interval) : [];
      if (!match || bounds.length !== 2) throw new ProblemError('Write a range as x in [-1, 3].', part);
      const at = { start: part.start, end: part.start + match[1]!.length };
      const name = parameters[indexOf(spelled(match[1]!), at, parameters)]!;
      const [low, high] = bounds.map((bound) => reader.constant(parsePiece(bound))) as [number, number];
      if (low >= high) throw new ProblemError(`The range ends (${high}) before it begins (${low}).`, interval);
      return [name, [low, high] as const];
    }),
  );
}

/** `adam beta1=0.8 rate=0.1, momentum`. */
export function readMethods(body: Piece, reader: FormulaReader): MethodChoice[] {
  return choicesOf(body).map(({ name, settings }) => {
    let options: Record<string, number | boolean> = {};
    let rate: Rate | undefined;
    const method = findOrRefuse(METHODS, name, 'method');
    for (const { key, value, at } of settings) {
      const own = findOption(method, key.text);
      if (!own && RATE_NAMES.includes(key.text.toLowerCase())) rate = readRate(value, reader);
      else if (key.text === 'betas') options = { ...options, ...readBetas(method, value, reader) };
      else if (method.name === 'gd' && /^(?:momentum|nesterov|dampening)$/.test(key.text)) {
        // PyTorch's SGD is three methods by its options; a zero momentum leaves plain descent.
        return readSgd(body, name, settings, reader);
      } else options = { ...options, ...readOption(method, key, value, at, reader) };
    }
    return { name: method.name, options, ...(rate !== undefined && { rate }) };
  });
}

interface Setting {
  readonly key: Piece;
  readonly value: Piece;
  readonly at: Piece;
}

function readSgd(body: Piece, name: Piece, settings: readonly Setting[], reader: FormulaReader): MethodChoice {
  const flag = settings.find((setting) => setting.key.text === 'nesterov');
  const accelerated = flag !== undefined && /^true$/i.test(flag.value.text);
  const mu = settings.find((setting) => setting.key.text === 'momentum');
  const moving = mu !== undefined && reader.constant(parsePiece(mu.value)) !== 0;
  if (accelerated && !moving) throw new ProblemError('nesterov needs a momentum above 0.', body);
  const canonical = accelerated ? 'nesterov' : moving ? 'heavyball' : 'gd';
  const kept = settings.filter(
    ({ key }) => key.text !== 'nesterov' && (moving || !/^(?:momentum|dampening)$/.test(key.text)),
  );
  const text = [canonical, ...kept.map((setting) => setting.at.text)].join(' ');
  const [choice] = readMethods({ text, start: name.start, end: body.end }, reader);
  return choice!;
}

/** `cosine steps=200 min=0.001`. */
export function readSchedule(body: Piece, reader: FormulaReader): ScheduleChoice {
  const [choice, ...others] = choicesOf(body);
  if (others.length > 0) throw new ProblemError('One schedule at a time.', others[0]!.name);
  const schedule = findOrRefuse(SCHEDULES, choice!.name, 'schedule');
  let options: Options = {};
  for (const { key, value, at } of choice!.settings) {
    options = { ...options, ...readOption(schedule, key, value, at, reader) };
  }
  return { name: schedule.name, options };
}

/** `gradient<1e-6, change<1e-12, steps=500`. */
export function readStop(body: Piece, reader: FormulaReader): Partial<StopRules> {
  const rules: Partial<Record<keyof StopRules, number>> = {};
  for (const part of split(body, /,/)) {
    const match = /^(.+?)\s*(?:<=|>=|<|>|≤|≥|=)\s*/u.exec(part.text);
    if (!match) throw new ProblemError('Write a rule as gradient<1e-6 or steps=500.', part);
    const at = { start: part.start, end: part.start + match[1]!.length };
    const value = slice(part, match[0].length);
    if (value.text === '') throw new ProblemError('A number is missing here.', part);
    if (/[<=>]/.test(value.text)) throw new ProblemError('Two rules are separated by a comma.', value);
    const rule = ruleNamed(match[1]!, at);
    if (/[>≥]/.test(match[0]) && rule !== 'divergence') {
      throw new ProblemError(
        `A run stops when the ${rule} is small enough: write ${match[1]}<${value.text}.`,
        part,
        `${match[1]}<${value.text}`,
      );
    }
    rules[rule] = readRule(rule, value, reader);
  }
  return rules;
}

/** The number of a stopping rule. @throws {ProblemError} */
export function readRule(rule: keyof StopRules, value: Piece, reader: FormulaReader): number {
  const number = reader.constant(parsePiece(value));
  if (rule === 'steps') return checkSteps(number, value);
  if (number >= 0 && Number.isFinite(number)) return number;
  throw new ProblemError('A stopping rule compares with a number that is not negative.', value);
}

function ruleNamed(name: string, at: Range): keyof StopRules {
  const wanted = name.trim().toLowerCase().replaceAll(/\s+/g, '_');
  for (const [rule, names] of Object.entries(RULES) as [keyof StopRules, readonly string[]][]) {
    if (names.some((own) => own.toLowerCase() === wanted)) return rule;
  }
  const near = nearest(wanted, Object.values(RULES).flat());
  const list = Object.keys(RULES).join(', ');
  throw new ProblemError(`There is no stopping rule ${name}. There are ${list}.`, at, near);
}

/** `SGD(lr=0.1, momentum=0.9)` as `SGD lr=0.1 momentum=0.9`, in the same places. */
function asWords(part: Piece): Piece {
  const call = /^([\p{L}_][\p{L}\p{Nd}_.]*\s*)\((.*)\)$/su.exec(part.text);
  if (!call) return part;
  const inside = { text: call[2]!, start: 0, end: call[2]!.length };
  const options = split(inside, /,/).reduce((text, option) => text.padEnd(option.start) + option.text, '');
  return slice({ ...part, text: `${call[1]} ${options}`.padEnd(part.text.length) }, 0);
}

/** `name key=value …, name …`; a part that begins with `key=` belongs to the name before it. */
function choicesOf(body: Piece): { readonly name: Piece; readonly settings: Setting[] }[] {
  const found: { name: Piece; settings: Setting[] }[] = [];
  for (const part of split(body, /,/).map(asWords)) {
    const settings = /(?:^|[\s(])([\p{L}_][\p{L}\p{Nd}_₀-₉]*)\s*=\s*(\([^)]*\)|\[[^\]]*\]|[^\s,()]+(?:\([^)]*\))?)/gu;
    const matches = [...part.text.matchAll(settings)];
    const nameEnd = matches[0]?.index ?? part.text.length;
    const name = slice(part, 0, nameEnd);
    if (name.text !== '') found.push({ name, settings: [] });
    const last = found.at(-1);
    if (!last) throw new ProblemError('A name is missing before these options.', part);
    let end = nameEnd;
    for (const match of matches) {
      const between = slice(part, end, match.index);
      if (between.text !== '' && end !== nameEnd) throw new ProblemError(`Write an option as name=value.`, between);
      end = match.index + match[0].length;
      const from = match.index + match[0].indexOf(match[1]!);
      last.settings.push({
        key: slice(part, from, from + match[1]!.length),
        value: slice(part, end - match[2]!.length, end),
        at: slice(part, from, end),
      });
    }
    const rest = slice(part, end);
    if (rest.text !== '' && matches.length > 0) throw new ProblemError('Write an option as name=value.', rest);
  }
  return found;
}

function findOrRefuse<T extends Choice>(choices: readonly T[], name: Piece, what: string): T {
  const found = findChoice(choices, name.text);
  if (found) return found;
  const list = choices.map((choice) => choice.name).join(', ');
  const near = nearest(
    name.text,
    choices.flatMap((choice) => [choice.name, ...choice.aliases]),
  );
  throw new ProblemError(`There is no ${what} ${name.text}. There are ${list}.`, name, near);
}

function readOption(choice: Choice, key: Piece, value: Piece, at: Range, reader: FormulaReader): Options {
  const option = findOption(choice, key.text);
  if (!option) {
    const names = choice.options.map((own) => own.name);
    const list = names.length === 0 ? 'It has no options.' : `Its options are ${names.join(', ')}.`;
    throw new ProblemError(`${choice.title} has no option ${key.text}. ${list}`, key, nearest(key.text, names));
  }
  const flag = /^true$/i.test(value.text) ? true : /^false$/i.test(value.text) ? false : undefined;
  const given = flag ?? reader.constant(parsePiece(value));
  const fault = optionFault(option, given);
  if (fault) throw new ProblemError(fault, at);
  return { [option.name]: given };
}

/** PyTorch's `betas=(0.9, 0.999)`. */
function readBetas(method: Choice, value: Piece, reader: FormulaReader): Options {
  const items = /^[([]/.test(value.text) ? itemsOf(value) : [];
  const names = ['beta1', 'beta2'];
  if (items.length !== 2 || names.some((name) => !findOption(method, name))) {
    throw new ProblemError('betas is a pair, such as (0.9, 0.999), of a method that has β₁ and β₂.', value);
  }
  return Object.assign(
    {},
    ...items.map((item, i) => readOption(method, { ...item, text: names[i]! }, item, item, reader)),
  );
}
