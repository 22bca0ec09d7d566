/** A name of what is chosen, and its options: `method`, and what it has in common with `schedule`. */
import { type Choice, findChoice, findOption, optionFault } from '../methods/choice.ts';
import { METHODS } from '../methods/index.ts';
import { type MethodChoice, type Options, type OptionValue, ProblemError, type Range, type Rate } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { readRate } from './settings.ts';
import { type Piece, slice, split } from './statements.ts';

/** The names of options that give a method its rate. */
const RATE_NAMES = ['rate', 'lr', 'eta', 'η', 'learning_rate', 'learningrate', 'step_size', 'α', 'alpha'];

/** `adam beta1=0.8 rate=0.1, momentum`. */
export function readMethods(body: Piece, reader: FormulaReader): MethodChoice[] {
  return choicesOf(body).map(({ name, settings }) => {
    let options: Options = {};
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

/** An option as it is written. */
export interface Setting {
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

/** `SGD(lr=0.1, momentum=0.9)` as `SGD lr=0.1 momentum=0.9`, in the same places. */
function asWords(part: Piece): Piece {
  const call = /^([\p{L}_][\p{L}\p{Nd}_.]*\s*)\((.*)\)$/su.exec(part.text);
  if (!call) return part;
  const inside = { text: call[2]!, start: 0, end: call[2]!.length };
  const options = split(inside, /,/).reduce((text, option) => text.padEnd(option.start) + option.text, '');
  return slice({ ...part, text: `${call[1]} ${options}`.padEnd(part.text.length) }, 0);
}

/** `name key=value …, name …`; a part that begins with `key=` belongs to the name before it. */
export function choicesOf(body: Piece): { readonly name: Piece; readonly settings: Setting[] }[] {
  const found: { name: Piece; settings: Setting[] }[] = [];
  for (const part of split(body, /,/).map(asWords)) {
    const settings =
      /(?:^|[\s(])([\p{L}_][\p{L}\p{Nd}_₀-₉]*)\s*=\s*(\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|[^\s,(){}]+(?:\([^)]*\))?)/gu;
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
  if (found.length === 0) throw new ProblemError('A name is missing here.', body);
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

/** One option of a choice, checked. @throws {ProblemError} */
export function readOption(choice: Choice, key: Piece, value: Piece, at: Range, reader: FormulaReader): Options {
  const option = findOption(choice, key.text);
  if (!option) {
    const names = choice.options.map((own) => own.name);
    const list = names.length === 0 ? 'It has no options.' : `Its options are ${names.join(', ')}.`;
    throw new ProblemError(`${choice.title} has no option ${key.text}. ${list}`, key, nearest(key.text, names));
  }
  const given = readValue(option.default, value, reader);
  const fault = optionFault(option, given);
  if (fault) throw new ProblemError(fault, at);
  return { [option.name]: given };
}

/** What is written, as the kind of value that the option has. */
function readValue(like: OptionValue, value: Piece, reader: FormulaReader): OptionValue {
  const flag = /^true$/i.test(value.text) ? true : /^false$/i.test(value.text) ? false : undefined;
  if (flag !== undefined) return flag;
  if (typeof like === 'string') return value.text.replaceAll(/^['"“”]|['"“”]$/g, '');
  if (typeof like === 'object' && /^[([]/.test(value.text)) {
    return itemsOf(value).map((item) => reader.constant(parsePiece(item)));
  }
  const number = reader.constant(parsePiece(value));
  return typeof like === 'object' ? [number] : number;
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
