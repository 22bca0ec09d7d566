/** Products written without a sign between letters: `2xy` is 2 times a name `xy`, and almost never meant so. */
import { ProblemError, type Range } from '../problem.ts';
import { CONSTANTS } from './functions.ts';
import { isLetter } from './names.ts';
import type { Objective } from './objective.ts';
import type { Scope } from './scope.ts';

/**
 * @throws {ProblemError} for a parameter whose letters are all names of their own here; an argument of the objective's
 * function is a name because it says so.
 */
export function refuseRunTogether(scope: Scope, objective: Objective): void {
  const isName = (letter: string) =>
    scope.parameters.includes(letter) ||
    scope.isDefined(letter) ||
    scope.isTableColumn(letter) ||
    (letter !== 'e' && Object.hasOwn(CONSTANTS, letter));
  const declared = objective.name === undefined ? [] : (scope.functions.get(objective.name)?.parameters ?? []);
  for (const name of scope.parameters) {
    refuseWord(name, scope, objective);
    const letters = [...name];
    if (letters.length < 2 || !letters.every(isLetter)) continue;
    if (declared.some((parameter) => parameter.text === name)) continue;
    const known = letters.filter(isName).length;
    if (known < letters.length && !name.includes('π')) continue;
    const product = letters.join('*');
    throw new ProblemError(
      `${name} is one name here. For a product write ${product}.`,
      placeOf(name, scope, objective),
      product,
    );
  }
}

/** Words of sentences and programs that no one names a parameter by. */
const WORDS = new Set([
  'if',
  'else',
  'then',
  'where',
  'when',
  'otherwise',
  'while',
  'for',
  'from',
  'with',
  'to',
  'subject',
  'such',
  'that',
  'return',
  'def',
  'lambda',
  'let',
  'const',
  'var',
  'is',
  'the',
]);

/** Functions that people apply without brackets. */
const APPLIED = ['sinh', 'cosh', 'tanh', 'sin', 'cos', 'tan', 'exp', 'log', 'ln', 'sqrt', 'abs'];

/** @throws {ProblemError} for a word, and for a function run together with what it is applied to: `sinx`. */
function refuseWord(name: string, scope: Scope, objective: Objective): void {
  if (WORDS.has(name)) {
    const more = name === 'if' ? ' For cases write condition ? a : b.' : '';
    throw new ProblemError(`The word ${name} is not read in a formula.${more}`, placeOf(name, scope, objective));
  }
  const called = APPLIED.find((one) => name.startsWith(one) && [...name.slice(one.length)].length === 1);
  if (called === undefined || !isLetter(name.slice(called.length))) return;
  const offered = `${called}(${name.slice(called.length)})`;
  throw new ProblemError(`${name} is one name here. Write ${offered}.`, placeOf(name, scope, objective), offered);
}

/** Where a parameter first stands. */
export function placeOf(name: string, scope: Scope, objective: Objective): Range {
  const slot = scope.parameters.indexOf(name);
  return [...scope.places].find(([node]) => node.kind === 'input' && node.slot === slot)?.[1] ?? objective.range;
}
