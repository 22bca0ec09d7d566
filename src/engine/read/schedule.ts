/** `schedule`: a name and its options, in our words or a framework's, or a formula of the step number. */
import { findOption, type OptionSpec, optionFault } from '../methods/choice.ts';
import { SCHEDULES } from '../methods/index.ts';
import type { Schedule, ScheduleForm } from '../methods/schedule.ts';
import { findSchedule, scheduleNames } from '../methods/schedules/index.ts';
import { type Options, type OptionValue, ProblemError, type Rate, type ScheduleChoice } from '../problem.ts';
import { choicesOf, readOption, type Setting } from './choices.ts';
import type { FormulaReader } from './formula.ts';
import { functionNames } from './functions.ts';
import { nearest } from './nearest.ts';
import { checkScheduleFormula } from './schedule-formula.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { readRate } from './settings.ts';
import { type Piece, slice, split } from './statements.ts';

/** Options by which a text gives η₀ inside the schedule. */
const RATE_NAMES = [
  'rate',
  'lr',
  'eta',
  'η',
  'initial',
  'initial_rate',
  'initial_learning_rate',
  'init_value',
  'learning_rate',
];
/** Frameworks' options that change nothing here. */
const WITHOUT_EFFECT = new Set(['verbose', 'last_epoch', 'name', 'monitor', 'base_momentum', 'max_momentum']);

/** `cosine steps=200 min=0.001`, `StepLR(step_size=30, gamma=0.1)`, `0.1/(1 + 0.01*t)`. */
export function readSchedule(body: Piece, reader: FormulaReader): ScheduleChoice {
  const plain = withoutPrefix(body);
  const formula = formulaIn(plain, reader);
  return formula ? readFormula(plain, formula, reader) : readNamed(plain, reader);
}

/** `torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)` as `StepLR(step_size=30)`, in the same places. */
function withoutPrefix(body: Piece): Piece {
  const blank = (text: string) => ' '.repeat(text.length);
  const text = body.text
    .replace(/^(?:[\p{L}_][\p{L}\p{Nd}_]*\.)+(?=[\p{L}_])/u, blank)
    .replace(/\(\s*(?:self\.)?opt(?:im|imizer)?\s*(?:,|(?=\)))/, (found) => `(${blank(found.slice(1))}`);
  return slice({ ...body, text }, 0);
}

function readNamed(body: Piece, reader: FormulaReader): ScheduleChoice {
  const [choice, ...others] = choicesOf(body);
  if (others.length > 0) throw new ProblemError('One schedule at a time.', others[0]!.name);
  const { name, settings } = choice!;
  const found = findSchedule(name.text);
  if (!found) throw unknown(name);
  const { schedule, form } = found;
  const { given, rate } = readSettings(schedule, form, settings, reader);
  const translated = form?.translate?.(given) ?? { options: given };
  if ('fault' in translated) throw new ProblemError(translated.fault, body);
  const options = { ...form?.defaults, ...translated.options };
  const fault = faultOf(schedule, options);
  if (fault) throw new ProblemError(fault, body);
  return choiceOf(schedule, options, rate ?? translated.rate);
}

function choiceOf({ name }: Schedule, options: Options, rate: Rate | undefined): ScheduleChoice {
  return { name, options, ...(rate !== undefined && { rate }) };
}

/** A name that is none; or one with a value after it that lacks its name. */
function unknown(name: Piece): ProblemError {
  const first = /^\S+/.exec(name.text)![0];
  const found = findSchedule(first);
  if (found && first.length < name.text.length) {
    const rest = slice(name, first.length);
    const example = found.schedule.options[0]!.name;
    return new ProblemError(`Write an option as name=value, such as ${example}=${rest.text}.`, rest);
  }
  const list = SCHEDULES.map((one) => one.name).join(', ');
  return new ProblemError(
    `There is no schedule ${name.text}. There are ${list}, or write a formula of the step number t.`,
    name,
    nearest(name.text, scheduleNames()),
  );
}

interface Given {
  readonly given: Options;
  readonly rate: Rate | undefined;
}

function readSettings(
  schedule: Schedule,
  form: ScheduleForm | undefined,
  settings: readonly Setting[],
  reader: FormulaReader,
): Given {
  // An option of the form's own comes first: it may have the name of another here.
  const options: readonly OptionSpec[] = [...(form?.own ?? []), ...schedule.options];
  const known = { ...schedule, options };
  const rateNames = [...RATE_NAMES, ...(schedule.rateNames ?? [])];
  let given: Options = {};
  let rate: Rate | undefined;
  for (const { key, value, at } of settings) {
    if (findOption(known, key.text)) given = { ...given, ...readEntry(known, key, value, at, reader) };
    else if (rateNames.includes(key.text.toLowerCase())) rate = readRate(value, reader);
    else if (key.text === 'cycle_momentum') {
      if (!/^false$/i.test(value.text)) reader.scope.note('Momentum is not cycled by a schedule here.', at);
    } else if (!WITHOUT_EFFECT.has(key.text)) given = { ...given, ...readOption(known, key, value, at, reader) };
  }
  return { given, rate };
}

/** An option; a table such as optax's `{30: 0.1, 80: 0.5}` is the list of its keys and values, in turn. */
function readEntry(
  known: Schedule,
  key: Piece,
  value: Piece,
  at: Piece,
  reader: FormulaReader,
): Readonly<Record<string, OptionValue>> {
  if (!value.text.startsWith('{')) return readOption(known, key, value, at, reader);
  const option = findOption(known, key.text)!;
  const pairs = itemsOf(value).flatMap((item) => {
    const parts = split(item, /:/);
    if (parts.length !== 2) throw new ProblemError('Write an entry of a table as 30: 0.1.', item);
    return parts.map((part) => reader.constant(parsePiece(part)));
  });
  const fault = optionFault(option, pairs);
  if (fault) throw new ProblemError(fault, at);
  return { [option.name]: pairs };
}

/** What is wrong with options of a schedule, one by one or together. */
export function faultOf(schedule: Schedule, options: Options): string | undefined {
  for (const [name, value] of Object.entries(options)) {
    const option = findOption(schedule, name);
    const fault = option ? optionFault(option, value) : `${schedule.title} has no option ${name}.`;
    if (fault) return fault;
  }
  const whole = Object.fromEntries(schedule.options.map((option) => [option.name, option.default]));
  return schedule.fault?.({ ...whole, ...options });
}

/** The formula of a body that is one, without the options after it. */
function formulaIn(body: Piece, { scope }: FormulaReader): Piece | undefined {
  const option = /(?:^|[\s,])[\p{L}_][\p{L}\p{Nd}_]*\s*=(?!=)/u.exec(outsideBrackets(body.text));
  const before = body.text.slice(0, option?.index).trimEnd();
  const formula = slice(body, 0, before.endsWith(',') ? before.length - 1 : before.length);
  const name = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*/u.exec(formula.text)?.[0] ?? '';
  if (findSchedule(formula.text)) return undefined;
  if (name !== '' && findSchedule(name)) {
    const rest = formula.text.slice(name.length).trimStart();
    // `exp(-t/100)` is a function's call; `StepLR(30)` and `cosine 200` lack an option's name.
    const isFunction = functionNames().includes(name) || scope.functions.has(name);
    const called = isFunction && rest.startsWith('(') && !/(?<![<>=!])=(?!=)/.test(rest);
    return called || /^[-+*/^]/.test(rest) ? formula : undefined;
  }
  if (/^\(.*(?<![<>=!])=(?!=)/s.test(formula.text.slice(name.length).trimStart())) return undefined;
  const isOne = /(?:^|[^\p{L}\p{M}\p{Nd}_])[\d.]|[*/^?()+·×÷−]/u.test(formula.text) || STEP_OR_RATE.has(formula.text);
  return isOne || scope.isDefined(formula.text) ? formula : undefined;
}

/** A text of the same length, with what stands in brackets left out. */
function outsideBrackets(text: string): string {
  let depth = 0;
  return [...text]
    .map((character) => {
      if (/[)\]}]/.test(character)) depth--;
      const kept = depth <= 0 ? character : ' '.repeat(character.length);
      if (/[([{]/.test(character)) depth++;
      return kept;
    })
    .join('');
}

const STEP_OR_RATE = new Set(['t', 'rate', 'lr']);

/** The formula of a schedule that is one, in its place. */
export function writtenFormula(body: Piece, reader: FormulaReader): Piece | undefined {
  return formulaIn(withoutPrefix(body), reader);
}

function readFormula(body: Piece, formula: Piece, reader: FormulaReader): ScheduleChoice {
  const { schedule } = findSchedule('formula')!;
  checkScheduleFormula(formula, reader);
  const after = slice(body, formula.end - body.start);
  // The options stand alone: their name is put before them.
  const named = { text: `formula ${after.text}`, start: after.start - 'formula '.length, end: after.end };
  const { settings } = choicesOf(named)[0]!;
  const { given, rate } = readSettings(schedule, undefined, settings, reader);
  return choiceOf(schedule, { formula: formula.text.replaceAll(/\s+/g, ' '), ...given }, rate);
}
