/** The options of a schedule, in our words or a framework's. */
import { findOption, type OptionSpec, optionFault } from '../methods/choice.ts';
import type { Schedule, ScheduleForm } from '../methods/schedule.ts';
import { type Options, type OptionValue, ProblemError, type Rate } from '../problem.ts';
import { readOption, type Setting } from './choices.ts';
import type { FormulaReader } from './formula.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { readRate } from './settings.ts';
import { type Piece, split } from './statements.ts';

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

interface Given {
  readonly given: Options;
  readonly rate: Rate | undefined;
}

/** What settings say of a schedule, or of a framework's form of it. @throws {ProblemError} */
export function readScheduleSettings(
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
