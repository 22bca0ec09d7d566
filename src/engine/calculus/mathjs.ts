/**
 * The part of mathjs that Downhill computes with: its grammar and its rules of differentiation, on numbers only. They are
 * put together from mathjs's own factories, without what a whole instance of mathjs brings (conversion of types,
 * evaluation, printing, simplification): that would be most of what is loaded before a first gradient.
 */
import { createDerivative, createParse } from 'mathjs/number';
import type { Tree } from './tree.ts';
import {
  AccessorNode,
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  IndexNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  refused,
  SymbolNode,
} from './tree.ts';

declare module 'mathjs' {
  /** mathjs exports its factories without types: each makes a function of what that depends on. */
  const createParse: (dependencies: object) => (text: string) => Tree;
  const createDerivative: (
    dependencies: object,
  ) => (tree: Tree, variable: Tree, options: { readonly simplify: false }) => Tree;
}

type Implementation = (...args: unknown[]) => unknown;

/** A value's type by mathjs's name for it: a node's own, `Object`, or JavaScript's. */
function typeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return (value as Partial<Tree>).type ?? 'Object';
}

/** Whether a value of this type is of another: a node's is of `Node` too. */
function isOf(type: string, wanted: string): boolean {
  return type === wanted || (wanted === 'Node' && type.endsWith('Node'));
}

/**
 * What mathjs asks of typed-function: a function that picks its implementation by the types of its arguments, given as
 * `'Node, string | number'`. Nothing is converted.
 */
function typed(name: string, implementations: Readonly<Record<string, Implementation>>): Implementation {
  const picked = new Map<string, Implementation>();
  return (...args) => {
    const types = args.map(typeOf);
    const key = types.join();
    let run = picked.get(key);
    if (!run) {
      run = pick(name, implementations, types);
      picked.set(key, run);
    }
    return run(...args);
  };
}

/** @throws {TypeError} where no implementation is for arguments of these types. */
function pick(
  name: string,
  implementations: Readonly<Record<string, Implementation>>,
  types: readonly string[],
): Implementation {
  for (const signature in implementations) {
    const wanted = signature.split(',');
    const fits = (alternatives: string, i: number) =>
      alternatives.split('|').some((alternative) => isOf(types[i]!, alternative.trim()));
    if (wanted.length === types.length && wanted.every(fits)) return implementations[signature]!;
  }
  throw new TypeError(`${name} is not defined for these arguments.`);
}
typed.addConversion = (): void => {};

const parts = {
  typed,
  config: { number: 'number' },
  numeric: (text: string) => Number(text),
  equal: (a: number, b: number) => a === b,
  isZero: (value: number) => value === 0,
  /** Asked for, and not called where `simplify` is false. */
  simplify: (tree: Tree) => tree,
  AccessorNode,
  ArrayNode: refused('ArrayNode'),
  AssignmentNode: refused('AssignmentNode'),
  BlockNode: refused('BlockNode'),
  ConditionalNode,
  ConstantNode,
  FunctionAssignmentNode: refused('FunctionAssignmentNode'),
  FunctionNode,
  IndexNode,
  ObjectNode: refused('ObjectNode'),
  OperatorNode,
  ParenthesisNode,
  RangeNode: refused('RangeNode'),
  RelationalNode,
  SymbolNode,
};

/** mathjs's tree of an expression. @throws {SyntaxError} with a `char` property, 1-based. */
export const parse = createParse(parts);

const differentiate = createDerivative({ ...parts, parse });

/** The derivative of an expression by a variable, not simplified. @throws where mathjs has no rule. */
export function derivative(text: string, variable: string): Tree {
  return differentiate(parse(text), new SymbolNode(variable), { simplify: false });
}
