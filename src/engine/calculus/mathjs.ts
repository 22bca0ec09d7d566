/**
 * The part of mathjs that Downhill computes with: its grammar and its rules of differentiation, on numbers only. They
 * are put together from mathjs's own factories, without what a whole instance of mathjs brings (conversion of types,
 * evaluation, simplification): that would be most of what is loaded before a first gradient.
 */
import type { MathNode } from 'mathjs';
import {
  createAccessorNode,
  createArrayNode,
  createConditionalNode,
  createConstantNode,
  createDerivative,
  createFunctionNode,
  createIndexNode,
  createNode,
  createOperatorNode,
  createParenthesisNode,
  createParse,
  createRangeNode,
  createRelationalNode,
  createSymbolNode,
} from 'mathjs/number';

export type { MathNode };

/** A factory of mathjs: makes a function or a class of what it depends on. mathjs exports them without types. */
type Factory<T = unknown> = (dependencies: object) => T;

declare module 'mathjs' {
  const createAccessorNode: Factory;
  const createArrayNode: Factory;
  const createConditionalNode: Factory;
  const createConstantNode: Factory;
  const createDerivative: Factory<(tree: MathNode, variable: MathNode, options: { simplify: false }) => MathNode>;
  const createFunctionNode: Factory;
  const createIndexNode: Factory;
  const createNode: Factory;
  const createOperatorNode: Factory;
  const createParenthesisNode: Factory;
  const createParse: Factory<(text: string) => MathNode>;
  const createRangeNode: Factory;
  const createRelationalNode: Factory;
  const createSymbolNode: Factory;
}

type Implementation = (...args: unknown[]) => unknown;

/** Whether a value is of a type by mathjs's name for it: a node's own, `Node` for any, `Object`, or JavaScript's. */
function is(value: unknown, type: string): boolean {
  if (typeof value === type) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { type: node } = value as { readonly type?: string };
  return node === undefined ? type === 'Object' : type === node || type === 'Node';
}

/**
 * What mathjs asks of typed-function: a function that picks its implementation by the types of its arguments, given as
 * `'Node, string | number'`. Nothing is converted.
 */
function typed(name: string, implementations: Readonly<Record<string, Implementation>>): Implementation {
  const signatures = Object.entries(implementations).map(([types, run]) => ({
    types: types.split(',').map((alternatives) => alternatives.split('|').map((type) => type.trim())),
    run,
  }));
  return (...args) => {
    for (const { types, run } of signatures) {
      if (types.length === args.length && types.every((type, i) => type.some((one) => is(args[i], one)))) {
        return run(...args);
      }
    }
    throw new TypeError(`${name} is not defined for these arguments.`);
  };
}
typed.addConversion = (): void => {};

/** In place of what mathjs would need to evaluate or simplify a tree, and to build one that Downhill's tokens cannot. */
function Absent(): never {
  throw new TypeError('This part of mathjs is not used.');
}

const values = {
  typed,
  config: { number: 'number' },
  numeric: (text: string) => Number(text),
  equal: (a: number, b: number) => a === b,
  isZero: (value: number) => value === 0,
  isBounded: Number.isFinite,
  math: {},
  mathWithTransform: {},
  simplify: Absent,
  size: Absent,
  subset: Absent,
  AssignmentNode: Absent,
  BlockNode: Absent,
  FunctionAssignmentNode: Absent,
  ObjectNode: Absent,
};
const base = { ...values, Node: createNode(values) };
const symbols = { ...base, SymbolNode: createSymbolNode(base) };
const nodes = {
  ...symbols,
  AccessorNode: createAccessorNode(symbols),
  ArrayNode: createArrayNode(symbols),
  ConditionalNode: createConditionalNode(symbols),
  ConstantNode: createConstantNode(symbols),
  FunctionNode: createFunctionNode(symbols),
  IndexNode: createIndexNode(symbols),
  OperatorNode: createOperatorNode(symbols),
  ParenthesisNode: createParenthesisNode(symbols),
  RangeNode: createRangeNode(symbols),
  RelationalNode: createRelationalNode(symbols),
};

/** mathjs's tree of an expression. @throws {SyntaxError} with a `char` property, 1-based. */
export const parse = createParse(nodes);

const differentiate = createDerivative({ ...nodes, parse });

/** The derivative of an expression by a variable, not simplified. @throws where mathjs has no rule. */
export function derivative(text: string, variable: string): MathNode {
  return differentiate(parse(text), parse(variable), { simplify: false });
}
