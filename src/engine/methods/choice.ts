/** What methods and schedules have in common: how they are named, chosen and set. */
import type { Options, OptionValue } from '../problem.ts';
import { type Conventions, formOf } from './convention.ts';

/** An option of a method or schedule. */
export interface OptionSpec {
  readonly name: string;
  /** In words, for a control. */
  readonly title: string;
  readonly default: OptionValue;
  /** The least allowed value, of a number or of each in a list. */
  readonly min?: number;
  /** The greatest allowed value. */
  readonly max?: number;
  /** `max` itself is not allowed. */
  readonly open?: boolean;
  /** `min` itself is not allowed. */
  readonly above?: boolean;
  /** A number of steps that is the whole run's where the text does not say it. */
  readonly spans?: true;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** The words a text may say, where the option is a word. */
  readonly choices?: readonly string[];
  /** Other words for some of them. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** It means something only where the option of this name is not 0. */
  readonly needs?: string;
  readonly aliases?: readonly string[];
}

/** Something that is chosen by name and has options. */
export interface Choice {
  /** The canonical name, as written in a text. */
  readonly name: string;
  readonly title: string;
  /** One line on what it does. */
  readonly description: string;
  /** The update rule or formula in TeX. */
  readonly tex: string;
  readonly aliases: readonly string[];
  readonly options: readonly OptionSpec[];
  /** Options that an alias stands for: `fista` is the accelerated one. */
  readonly implied?: Readonly<Record<string, Options>>;
  /** Names for several options at once: `betas` for β₁ and β₂. */
  readonly tuples?: Readonly<Record<string, readonly string[]>>;
  /** The forms it has in frameworks and papers, chosen by the option `convention`. */
  readonly conventions?: Conventions;
}

/** The numeric value of an option. */
export function number(options: Options, name: string): number {
  return Number(options[name]);
}

/** The numbers of an option that is a list. */
export function numbers(options: Options, name: string): readonly number[] {
  const value = options[name];
  return typeof value === 'object' ? value : [];
}

/** Spelling does not matter: `Gradient descent`, `gradient_descent` and `GradientDescent` are one. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** The choice of this name, title or alias. */
export function findChoice<T extends Choice>(choices: readonly T[], name: string): T | undefined {
  const wanted = folded(name);
  // A name is its own, whatever else it is an alias of.
  return (
    choices.find((choice) => folded(choice.name) === wanted) ??
    choices.find((choice) => [choice.title, ...choice.aliases].some((own) => folded(own) === wanted))
  );
}

/** The option of this name or alias. */
export function findOption(choice: Choice, name: string): OptionSpec | undefined {
  const wanted = folded(name);
  return choice.options.find((option) =>
    [option.name, ...(option.aliases ?? [])].some((own) => folded(own) === wanted),
  );
}

/** The word of an option that is meant, whatever its case or synonym; one that is none stays as it is. */
export function wordOf({ choices = [], synonyms = {} }: OptionSpec, word: string): string {
  const wanted = folded(word);
  const synonym = Object.keys(synonyms).find((own) => folded(own) === wanted);
  return choices.find((own) => folded(own) === wanted) ?? (synonym === undefined ? word : synonyms[synonym]!);
}

/** Options with defaults, those of their convention, for those not given. */
export function withDefaults(choice: Choice, options: Options): Options {
  const own = Object.fromEntries(choice.options.map((option) => [option.name, option.default]));
  return { ...own, ...formOf(choice.conventions, options)?.defaults, ...options };
}

/** Why a value does not suit an option, as a sentence; undefined when it does. */
export function optionFault(option: OptionSpec, value: OptionValue): string | undefined {
  const { name, choices } = option;
  switch (typeof option.default) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${name} is true or false.`;
    case 'string':
      if (typeof value === 'string' && (!choices || choices.includes(value))) return undefined;
      return choices ? `${name} is one of ${choices.join(', ')}.` : `${name} is a text.`;
    case 'number':
      return typeof value === 'number' ? numberFault(option, value) : `${name} is a number.`;
    default:
      if (typeof value !== 'object') return `${name} is a list of numbers, such as (30, 80).`;
      return value.map((item) => numberFault(option, item)).find((fault) => fault !== undefined);
  }
}

function numberFault({ name, min, max, open, above, whole }: OptionSpec, value: number): string | undefined {
  if (!Number.isFinite(value)) return `${name} is a number.`;
  if (whole && !Number.isInteger(value)) return `${name} is a whole number.`;
  const low = min === undefined || (above ? value > min : value >= min);
  const high = max === undefined || (open ? value < max : value <= max);
  if (low && high) return undefined;
  const bounds = [
    ...(min === undefined ? [] : [`${above ? 'above' : 'at least'} ${min}`]),
    ...(max === undefined ? [] : [`${open ? 'less than' : 'at most'} ${max}`]),
  ];
  return `${name} must be ${bounds.join(' and ')}.`;
}
