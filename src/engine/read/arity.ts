/** How many arguments a call has, against how many it takes. */
import { ProblemError } from '../problem.ts';
import type { Syntax } from './syntax.ts';

/** @throws {ProblemError} unless the call has this many arguments. */
export function expectArguments(tree: Syntax & { kind: 'call' }, least: number, most = least): void {
  const count = tree.args.length;
  if (count >= least && count <= most) return;
  const wanted =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  const noun = wanted === '1' ? 'argument' : 'arguments';
  throw new ProblemError(`${tree.callee.name} takes ${wanted} ${noun}; here it has ${count}.`, tree);
}
