/** A name of what is chosen, and its options: what `method` and `schedule` have in common. */
import { type Choice, findChoice, findOption, optionFault, wordOf } from '../methods/choice.ts';
import { type Options, type OptionValue, ProblemError, type Range } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { type Piece, slice, split } from './statements.ts';

/** `key=value`, and where it stands. */
export interface Setting {
  readonly key: Piece;
  readonly value: Piece;
  readonly at: Piece;
}

/** A name and its settings, as written. */
export interface Written {
  readonly name: Piece;
  readonly settings: readonly Setting[];
}

/** `SGD(lr=0.1, momentum=0.9)` as `SGD lr=0.1 momentum=0.9`, in the same places. */
function asWords(part: Piece): Piece {
  const call = /^([\p{L}_][\p{L}\p{Nd}_.]*\s*)\((.*)\)$/su.exec(part.text);
  if (!call) return part;
  const inside = { text: call[2]!, start: 0, end: call[2]!.length };
  const options = split(inside, /,/).reduce((text, option) => text.padEnd(option.start) + option.text, '');
  return slice({ ...part, text: `${call[1]} ${options}`.padEnd(part.text.length) }, 0);
}

/** `name key=value …, name …`; a part that begins with `key=` belongs to the name before it. @param usual a name there is. */
export function choicesOf(body: Piece, usual: string): Written[] {
  const found: { name: Piece; settings: Setting[] }[] = [];
  for (const part of split(body, /,/).map(asWords)) {
    const settings =
      /(?:^|[\s(])([\p{L}_][\p{L}\p{Nd}_₀-₉]*)\s*=\s*(\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|[^\s,(){}]+(?:\([^)]*\))?)/gu;
    const matches = [...part.text.matchAll(settings)];
    const nameEnd = matches[0]?.index ?? part.text.length;
    const name = slice(part, 0, nameEnd);
    if (name.text !== '') found.push({ name, settings: [] });
    const last = found.at(-1);
    if (!last) {
      const offered = `${usual} ${part.text}`;
      throw new ProblemError(`A name is missing before these options, as in ${offered}.`, part, offered);
    }
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

/** The choice of this name. @param listed what there is, as a sentence, where the names alone would not be read. */
export function findOrRefuse<T extends Choice>(
  choices: readonly T[],
  name: Piece,
  what: string,
  listed = () => `There are ${choices.map((choice) => choice.name).join(', ')}.`,
): T {
  const found = findChoice(choices, name.text);
  if (found) return found;
  const near = nearest(
    name.text,
    choices.flatMap((choice) => [choice.name, ...choice.aliases]),
  );
  const words = name.text.split(/\s+/);
  if (words.length > 1 && words.every((word) => findChoice(choices, word))) {
    throw new ProblemError(`Several ${what}s are separated by commas: ${words.join(', ')}.`, name, words.join(', '));
  }
  throw new ProblemError(`There is no ${what} ${name.text}. ${listed()}`, name, near);
}

/** An option's value, checked. @throws {ProblemError} for one that the choice does not have, or out of its range. */
export function readOption(choice: Choice, key: Piece, value: Piece, at: Range, reader: FormulaReader): Options {
  const option = findOption(choice, key.text);
  if (!option) {
    const names = choice.options.map((own) => own.name);
    const list = names.length === 0 ? 'It has no options.' : `Its options are ${names.join(', ')}.`;
    throw new ProblemError(
      `${choice.title} has no option ${key.text}. ${list}`,
      key,
      nearest(key.text, spellings(choice)),
    );
  }
  const read = readValue(option.default, value, reader);
  const given = typeof read === 'string' ? wordOf(option, read) : read;
  // It is called as the text calls it.
  const fault = optionFault({ ...option, name: key.text }, given);
  if (fault) throw new ProblemError(fault, at);
  return { [option.name]: given };
}

/** Everything that can stand before a `=`: what is meant is first looked for among the options' own names. */
function spellings(choice: Choice): string[] {
  const aliases = choice.options.flatMap((option) => option.aliases ?? []);
  const rates = 'group' in choice ? ['rate', 'lr', 'learning_rate'] : [];
  return [...choice.options.map((option) => option.name), ...Object.keys(choice.tuples ?? {}), ...rates, ...aliases];
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
