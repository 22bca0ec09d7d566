/** A graph evaluated in hyper-dual numbers, by the oracle's functions. */
import { argumentsOf, type Node, reachable } from '../../src/engine/program/graph.ts';
import { type OperationName, operation } from '../../src/engine/program/operations.ts';
import { apply } from '../oracle/elementary.ts';
import { ONE_ARGUMENT, SEVERAL_ARGUMENTS } from '../oracle/functions.ts';
import {
  add,
  constant,
  divide,
  type Hyperdual,
  multiply,
  type Noise,
  negate,
  power,
  rounded,
  subtract,
} from '../oracle/hyperdual.ts';
import { type Margins, watched } from '../oracle/margins.ts';
import { logsumexp, related, truth } from '../oracle/several.ts';

type Values = readonly Hyperdual[];
type Evaluate = (args: Values, noise: Noise) => Hyperdual;

/** The operations that the oracle has no function of the same name for. */
const OPERATIONS: Partial<Record<OperationName, Evaluate>> = {
  add: ([u, v], noise) => add(u!, v!, noise),
  subtract: ([u, v], noise) => subtract(u!, v!, noise),
  multiply: ([u, v], noise) => multiply(u!, v!, noise),
  divide: ([u, v], noise) => divide(u!, v!, noise),
  negate: ([u]) => negate(u!),
  power: ([u, v], noise) => power(u!, v!, noise),
  less: related((a, b) => a < b),
  lessOrEqual: related((a, b) => a <= b),
  greater: related((a, b) => a > b),
  greaterOrEqual: related((a, b) => a >= b),
  equal: related((a, b) => a === b),
  unequal: related((a, b) => a !== b),
  and: truth((a, b) => a && b),
  or: truth((a, b) => a || b),
  not: truth((a) => !a),
  xor: truth((a, b) => a !== b),
  heaviside: ([u, atZero], noise) => {
    noise.meet?.(u!.a, u!.a, 0);
    return u!.a === 0 ? rounded(atZero!, noise) : constant(u!.a > 0 ? 1 : 0);
  },
  logaddexp: (args, noise) => logsumexp(args, noise),
  select: ([condition, yes, no], noise) => {
    noise.meet?.(condition!.a, condition!.a, 0);
    return rounded(condition!.a !== 0 ? yes! : no!, noise);
  },
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
  return ([u], noise) => apply(one, u!, noise);
}

/** Numbers whose squares and quotients are far from overflow. */
const ORDINARY = 1e20;

/** Evaluates one output, again and again. */
export class HyperdualGraph {
  /** Whether in the last evaluation all numbers were of everyday size. */
  ordinary = true;
  /** Whether in the last evaluation all numbers were finite. */
  finite = true;
  /** Whether in the last evaluation a slope may have been infinite that nothing flowed along. */
  singular = false;
  readonly #nodes: readonly Node[];
  readonly #columns: readonly Float64Array[];
  readonly #noise: Noise;
  readonly #known: boolean;
  readonly #margins: Margins[number][] = [];

  constructor(output: Node, columns: readonly Float64Array[], noise: Noise) {
    this.#nodes = reachable([output]);
    this.#columns = columns;
    this.#noise = watched(noise, this.#margins);
    this.#known = this.#nodes.every((node) => node.kind !== 'call' || evaluatorOf(node.operation));
  }

  /** What the last evaluation met. */
  get margins(): Margins {
    return this.#margins;
  }

  /** The output at these inputs; undefined where an operation is none of the oracle's. */
  at(inputs: Values): Hyperdual | undefined {
    if (!this.#known) return undefined;
    this.ordinary = true;
    this.finite = true;
    this.singular = false;
    this.#margins.length = 0;
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
        return [this.#seen(inputs[node.slot]!)];
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
    for (const part of [value.a, value.b, value.c, value.d]) {
      if (!(Math.abs(part) < ORDINARY)) this.ordinary = false;
      if (!Number.isFinite(part)) this.finite = false;
    }
    if (value.a === 0) this.singular = true;
    else if (Math.abs(value.a) < 1 / ORDINARY) this.ordinary = false;
    return value;
  }
}
