/** A graph evaluated in hyper-dual numbers, by the oracle's functions. */
import { argumentsOf, type Node, reachable } from '../../src/engine/program/graph.ts';
import { type OperationName, operation } from '../../src/engine/program/operations.ts';
import { ONE_ARGUMENT, SEVERAL_ARGUMENTS } from '../oracle/functions.ts';
import {
  add,
  constant,
  divide,
  type Hyperdual,
  lift,
  multiply,
  type Noise,
  negate,
  power,
  rounded,
  subtract,
} from '../oracle/hyperdual.ts';
import { logsumexp } from '../oracle/several.ts';

type Values = readonly Hyperdual[];
type Evaluate = (args: Values, noise: Noise) => Hyperdual;

const truth = (holds: (a: number, b: number) => boolean): Evaluate => {
  return ([u, v]) => constant(holds(u!.a, v?.a ?? 0) ? 1 : 0);
};

/** The operations that the oracle has no function of the same name for. */
const OPERATIONS: Partial<Record<OperationName, Evaluate>> = {
  add: ([u, v], noise) => add(u!, v!, noise),
  subtract: ([u, v], noise) => subtract(u!, v!, noise),
  multiply: ([u, v], noise) => multiply(u!, v!, noise),
  divide: ([u, v], noise) => divide(u!, v!, noise),
  negate: ([u]) => negate(u!),
  power: ([u, v], noise) => power(u!, v!, noise),
  less: truth((a, b) => a < b),
  lessOrEqual: truth((a, b) => a <= b),
  greater: truth((a, b) => a > b),
  greaterOrEqual: truth((a, b) => a >= b),
  equal: truth((a, b) => a === b),
  unequal: truth((a, b) => a !== b),
  and: truth((a, b) => a !== 0 && b !== 0),
  or: truth((a, b) => a !== 0 || b !== 0),
  not: truth((a) => a === 0),
  xor: truth((a, b) => (a !== 0) !== (b !== 0)),
  heaviside: ([u, atZero], noise) => (u!.a === 0 ? rounded(atZero!, noise) : constant(u!.a > 0 ? 1 : 0)),
  logaddexp: (args, noise) => logsumexp(args, noise),
  select: ([condition, yes, no], noise) => rounded(condition!.a !== 0 ? yes! : no!, noise),
};

/** Their first argument is an order, a whole number. */
export const WITH_ORDER: ReadonlySet<OperationName> = new Set(['polygamma', 'sphericalBessel'] as const);

/** What the oracle knows of an operation; undefined for those it does not. */
function evaluatorOf(name: OperationName): Evaluate | undefined {
  if (OPERATIONS[name]) return OPERATIONS[name];
  const several = SEVERAL_ARGUMENTS[name];
  const { arity } = operation(name);
  if (several && several.least <= arity && arity <= several.most && arity > 1) return several.evaluate;
  const one = ONE_ARGUMENT[name];
  if (!one) return undefined;
  const { composed, curve } = one;
  return ([u], noise) => (composed ? composed(u!, noise) : lift(u!, ...curve(u!.a), noise));
}

/** Numbers whose squares and quotients are far from overflow. */
const ORDINARY = 1e8;

/** Evaluates one output, again and again. */
export class HyperdualGraph {
  /** Whether in the last evaluation all numbers were of everyday size. */
  ordinary = true;
  /** Whether in the last evaluation a slope may have been infinite that nothing flowed along. */
  singular = false;
  readonly #nodes: readonly Node[];
  readonly #columns: readonly Float64Array[];
  readonly #noise: Noise;
  readonly #known: boolean;

  constructor(output: Node, columns: readonly Float64Array[], noise: Noise) {
    this.#nodes = reachable([output]);
    this.#columns = columns;
    this.#noise = noise;
    this.#known = this.#nodes.every((node) => node.kind !== 'call' || evaluatorOf(node.operation));
  }

  /** The output at these inputs; undefined where an operation is none of the oracle's. */
  at(inputs: Values): Hyperdual | undefined {
    if (!this.#known) return undefined;
    this.ordinary = true;
    this.singular = false;
    const values = new Map<Node, Values>();
    for (const node of this.#nodes) values.set(node, this.#evaluate(node, inputs, values));
    return values.get(this.#nodes.at(-1)!)![0]!;
  }

  /** One number, or one a row. */
  #evaluate(node: Node, inputs: Values, values: ReadonlyMap<Node, Values>): Values {
    switch (node.kind) {
      case 'constant':
        return [this.#seen(constant(node.value))];
      case 'input':
        return [this.#seen(rounded(inputs[node.slot]!, this.#noise))];
      case 'column':
        return Array.from(this.#columns[node.column]!, (value) => this.#seen(constant(value)));
      case 'rowSum':
        return [this.#seen(values.get(node.body)!.reduce((sum, value) => add(sum, value, this.#noise), constant(0)))];
      case 'call': {
        const args = argumentsOf(node).map((arg) => values.get(arg)!);
        const evaluate = evaluatorOf(node.operation)!;
        // The logarithm of a negative base counts for the engine, even where nothing flows into the exponent.
        const isPower = node.operation === 'power' || node.operation === 'nthRoot';
        if (isPower && node.args[1]!.kind !== 'constant' && args[0]!.some((base) => base.a <= 0)) this.singular = true;
        // The sign of a zero decides here, and every way to a zero has its own.
        const turns = node.operation === 'atan2' || node.operation === 'acot';
        if (turns && args.some((arg) => arg.some(({ a }) => a === 0))) this.ordinary = false;
        const one = node.args.length === 1 ? ONE_ARGUMENT[node.operation] : undefined;
        if (one && args[0]!.some(({ a }) => !one.curve(a).every(Number.isFinite))) this.singular = true;
        return Array.from({ length: Math.max(1, node.rows) }, (_, row) =>
          this.#seen(
            evaluate(
              args.map((arg) => (arg.length === 1 ? arg[0]! : arg[row]!)),
              this.#noise,
            ),
          ),
        );
      }
    }
  }

  #seen(value: Hyperdual): Hyperdual {
    for (const part of [value.a, value.b, value.c, value.d]) if (!(Math.abs(part) < ORDINARY)) this.ordinary = false;
    if (value.a === 0) this.singular = true;
    else if (Math.abs(value.a) < 1 / ORDINARY) this.ordinary = false;
    return value;
  }
}
