/** Every method and schedule, and how a name in a text finds one. */
import type { Options } from '../problem.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { gradientDescent } from './gradient-descent.ts';
import { heavyBall, nesterov } from './heavy-ball.ts';
import type { Choice, Method, OptionSpec, Schedule } from './method.ts';
import { momentum } from './momentum.ts';
import { rmsprop } from './rmsprop.ts';
import { constant, cosine, exponential, step } from './schedules.ts';

export const METHODS: readonly Method[] = [gradientDescent, momentum, heavyBall, nesterov, adagrad, rmsprop, adam];
export const SCHEDULES: readonly Schedule[] = [constant, step, exponential, cosine];

/** Spelling does not matter: `Gradient descent`, `gradient_descent` and `GradientDescent` are one. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** The choice of this name or alias. */
export function findChoice<T extends Choice>(choices: readonly T[], name: string): T | undefined {
  const wanted = folded(name);
  return choices.find((choice) => [choice.name, choice.title, ...choice.aliases].some((own) => folded(own) === wanted));
}

/** The option of this name or alias; aliases are spelled exactly or folded. */
export function findOption(choice: Choice, name: string): OptionSpec | undefined {
  const wanted = folded(name);
  return choice.options.find((option) =>
    [option.name, ...(option.aliases ?? [])].some((own) => folded(own) === wanted),
  );
}

/** Options with defaults for those not given. */
export function withDefaults(choice: Choice, options: Options): Options {
  return { ...Object.fromEntries(choice.options.map((option) => [option.name, option.default])), ...options };
}

/** Why a value does not suit an option, as a sentence; undefined when it does. */
export function optionFault(option: OptionSpec, value: number | boolean): string | undefined {
  if (typeof option.default === 'boolean') {
    return typeof value === 'boolean' ? undefined : `${option.name} is true or false.`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${option.name} is a number.`;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, open = false } = option;
  // Zero is a meaningful least value (no momentum); only the upper end of an open range is excluded.
  if (value >= min && (open ? value < max : value <= max)) return undefined;
  const upper = Number.isFinite(max) ? ` and ${open ? 'less than' : 'at most'} ${max}` : '';
  return `${option.name} must be at least ${min}${upper}.`;
}

/** The method of a settled choice. @throws {RangeError} for a name that reading would have refused. */
export function methodNamed(name: string): Method {
  const method = findChoice(METHODS, name);
  if (!method) throw new RangeError(`There is no method named ${name}.`);
  return method;
}

/** The schedule of a settled choice. @throws {RangeError} for a name that reading would have refused. */
export function scheduleNamed(name: string): Schedule {
  const schedule = findChoice(SCHEDULES, name);
  if (!schedule) throw new RangeError(`There is no schedule named ${name}.`);
  return schedule;
}
