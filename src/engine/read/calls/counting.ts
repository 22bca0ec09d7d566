/** Functions of whole numbers that are known when the text is read, and the gamma function they continue as. */
import { ProblemError } from '../../problem.ts';
import { gamma, lgamma } from '../../program/gamma.ts';
import { expectArguments } from '../arity.ts';
import type { FormulaReader, Locals } from '../formula.ts';
import type { Syntax } from '../syntax.ts';
import { ANY, all, type Call, formula, type Read } from './call.ts';

/** A whole number that stands in the text. @throws {ProblemError} */
function whole(reader: FormulaReader, tree: Syntax, locals: Locals, least: number): number {
  const value = reader.constant(tree, locals);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ProblemError(`A whole number${least === 0 ? ', 0 or more,' : ''} is wanted here.`, tree);
}

/** n!, of a number in the text; of anything else Γ(x + 1) is offered. @throws {ProblemError} */
export function readFactorial(reader: FormulaReader, arg: Syntax, at: Syntax, locals: Locals): number {
  const node = reader.read(arg, locals);
  if (node.kind !== 'constant' || !Number.isInteger(node.value) || node.value < 0) {
    const offered = `gamma(${reader.scope.textOf(arg)} + 1)`;
    throw new ProblemError(
      `A factorial is read of a whole number only. For other numbers write ${offered}.`,
      at,
      offered,
    );
  }
  const value = gamma(node.value + 1);
  if (!Number.isFinite(value)) throw new ProblemError('This factorial is larger than the largest number.', at);
  return value;
}

/** A function of whole numbers; its value is a constant. */
function counted(least: number, most: number, smallest: number, count: (...numbers: number[]) => number): Read {
  return (reader, tree, locals) => {
    expectArguments(tree, least, most);
    const value = count(...tree.args.map((arg) => whole(reader, arg, locals, smallest)));
    if (!Number.isFinite(value)) throw new ProblemError('This is larger than the largest number.', tree);
    return reader.graph.constant(value);
  };
}

function divisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function multiple(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : Math.abs(a / divisor(a, b)) * Math.abs(b);
}

/** n!/(n − k)!, as a product. */
function permutations(n: number, k: number = n): number {
  if (k > n) return 0;
  // What overflows is not written out.
  if (lgamma(n + 1) - lgamma(n - k + 1) > 710) return Number.POSITIVE_INFINITY;
  let product = 1;
  for (let i = n - k + 1; i <= n; i++) product *= i;
  return product;
}

/** n choose k: every partial product is itself one of them, and whole. */
function combinations(n: number, k: number): number {
  if (k > n) return 0;
  const least = Math.min(k, n - k);
  if (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) > 710) return Number.POSITIVE_INFINITY;
  let product = 1;
  for (let i = 1; i <= least; i++) product = (product * (n - least + i)) / i;
  return Math.round(product);
}

/** Of whole order, read where it stands; the function's name says what of. */
function ofOrder(name: 'polygamma' | 'sphericalBessel'): Read {
  return (reader, tree: Call, locals) => {
    expectArguments(tree, 2);
    const order = whole(reader, tree.args[0]!, locals, 0);
    if (order > 20) throw new ProblemError('The order is at most 20.', tree.args[0]!);
    return reader.operation(name, [reader.graph.constant(order), reader.read(tree.args[1]!, locals)], tree);
  };
}

const gammaFunction: Read = (reader, tree, locals) => {
  const [x] = all(reader, tree, locals, 1);
  reader.scope.note(`${tree.callee.name}(…) is read as the gamma function; of a whole number n it is (n - 1)!.`, tree);
  return reader.operation('gamma', [x!], tree);
};

const sinc: Read = (reader, tree, locals) => {
  const [x] = all(reader, tree, locals, 1);
  reader.scope.note('sinc(x) is read as sin(x)/x, which is 1 at 0; some take it of πx.', tree);
  return reader.operation('sphericalBessel', [reader.graph.constant(0), x!], tree);
};

export const COUNTING = {
  gamma: gammaFunction,
  sinc,
  digamma: formula(1, 1, (make, [x]) => make('polygamma', 0, x)),
  trigamma: formula(1, 1, (make, [x]) => make('polygamma', 1, x)),
  polygamma: ofOrder('polygamma'),
  sphericalBessel: ofOrder('sphericalBessel'),
  factorial: (reader, tree, locals) => {
    expectArguments(tree, 1);
    return reader.graph.constant(readFactorial(reader, tree.args[0]!, tree, locals));
  },
  combinations: counted(2, 2, 0, combinations),
  permutations: counted(1, 2, 0, permutations),
  gcd: counted(2, ANY, Number.NEGATIVE_INFINITY, (...numbers) => numbers.reduce(divisor)),
  lcm: counted(2, ANY, Number.NEGATIVE_INFINITY, (...numbers) => numbers.reduce(multiple)),
} satisfies Record<string, Read>;
