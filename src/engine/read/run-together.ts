/** Products written without a sign between letters: `2xy` is 2 times a name `xy`, and almost never meant so. */
import { ProblemError } from '../problem.ts';
import { CONSTANTS } from './functions.ts';
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
    (letter !== 'e' && Object.hasOwn(CONSTANTS, letter));
  const declared = objective.name === undefined ? [] : (scope.functions.get(objective.name)?.parameters ?? []);
  for (const name of scope.parameters) {
    const letters = [...name];
    if (letters.length < 2 || !/^\p{L}+$/u.test(name) || declared.some((parameter) => parameter.text === name))
      continue;
    const known = letters.filter(isName).length;
    if (known < letters.length && !name.includes('π')) continue;
    const product = letters.join('*');
    const place = [...scope.places].find(
      ([node]) => node.kind === 'input' && node.slot === scope.parameters.indexOf(name),
    );
    const at = place?.[1] ?? objective.range;
    throw new ProblemError(`${name} is one name here. For a product write ${product}.`, at, product);
  }
}
