/** What the functions with a meaning of their own are made of. */
import type { Node } from '../../program/graph.ts';
import type { OperationName } from '../../program/operations.ts';
import { expectArguments } from '../arity.ts';
import type { FormulaReader, Locals } from '../formula.ts';
import type { Syntax } from '../syntax.ts';

export type Call = Syntax & { kind: 'call' };

/** Reads a call of one function. @throws {ProblemError} */
export type Read = (reader: FormulaReader, tree: Call, locals: Locals) => Node;

/** Any number of arguments. */
export const ANY = Number.POSITIVE_INFINITY;

/** The arguments of a call, read. @throws {ProblemError} unless there are this many. */
export function all(reader: FormulaReader, tree: Call, locals: Locals, least: number, most = least): Node[] {
  expectArguments(tree, least, most);
  return tree.args.map((arg) => reader.read(arg, locals));
}

/** Makes an operation of nodes and numbers, placed at the call. */
export type Make = (name: OperationName, ...args: readonly (Node | number)[]) => Node;

/** A function that is a formula of its arguments. @param least how many arguments it takes, up to `most`. */
export function formula(
  least: number,
  most: number,
  write: (make: Make, args: readonly [Node, ...(Node | undefined)[]]) => Node,
): Read {
  return (reader, tree, locals) => {
    const args = all(reader, tree, locals, least, most) as [Node, ...Node[]];
    return write(maker(reader, tree), args);
  };
}

/** Operations of a reader, placed at a call. */
export function maker(reader: FormulaReader, tree: Call): Make {
  return (name, ...parts) =>
    reader.operation(
      name,
      parts.map((part) => (typeof part === 'number' ? reader.graph.constant(part) : part)),
      tree,
    );
}

/** Folds arguments with an operation of two. */
export function folded(name: OperationName, least = 2): Read {
  return (reader, tree, locals) =>
    all(reader, tree, locals, least, ANY).reduce((left, right) => reader.operation(name, [left, right], tree));
}
