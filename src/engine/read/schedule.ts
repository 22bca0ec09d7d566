/** `schedule`: a name and its options, in our words or a framework's, or a formula of the step number. */
import { SCHEDULES } from '../methods/index.ts';
import type { Schedule } from '../methods/schedule.ts';
import { findSchedule, scheduleNames } from '../methods/schedules/index.ts';
import { type Options, ProblemError, type Rate, type ScheduleChoice } from '../problem.ts';
import { choicesOf } from './choices.ts';
import type { FormulaReader } from './formula.ts';
import { functionNames } from './functions.ts';
import { nearest } from './nearest.ts';
import { checkScheduleFormula } from './schedule-formula.ts';
import { faultOf, readScheduleSettings } from './schedule-options.ts';
import { type Piece, slice } from './statements.ts';

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
  const [choice, ...others] = choicesOf(body, SCHEDULES[0]!.name);
  if (others.length > 0) throw new ProblemError('One schedule at a time.', others[0]!.name);
  const { name, settings } = choice!;
  const found = findSchedule(name.text);
  if (!found) throw unknown(name);
  const { schedule, form } = found;
  const { given, rate } = readScheduleSettings(schedule, form, settings, reader);
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
    const { name: option, default: usual } = found.schedule.options[0]!;
    const value = typeof usual === 'object' ? `(${usual.join(', ')})` : rest.text;
    return new ProblemError(`Write an option as name=value, such as ${option}=${value}.`, rest);
  }
  const list = SCHEDULES.map((one) => one.name).join(', ');
  return new ProblemError(
    `There is no schedule ${name.text}. There are ${list}, or write a formula of the step number t.`,
    name,
    nearest(name.text, scheduleNames()),
  );
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
  const lambda = /^lambda\s+[\p{L}_]+\s*:/u.exec(formula.text);
  if (lambda) {
    // PyTorch's LambdaLR multiplies the rate by what its function gives.
    const offered = `rate*(${formula.text.slice(lambda[0].length).trim()})`;
    throw new ProblemError(`Write the formula itself: ${offered}.`, formula, offered);
  }
  checkScheduleFormula(formula, reader);
  const after = slice(body, formula.end - body.start);
  // The options stand alone: their name is put before them.
  const named = { text: `formula ${after.text}`, start: after.start - 'formula '.length, end: after.end };
  const { settings } = choicesOf(named, SCHEDULES[0]!.name)[0]!;
  const { given, rate } = readScheduleSettings(schedule, undefined, settings, reader);
  return choiceOf(schedule, { formula: formula.text.replaceAll(/\s+/g, ' '), ...given }, rate);
}
