/**
 * The hash-consed graph of a formula: equal subexpressions are one node, so an objective, its gradient and a method's
 * update share all they have in common. A node's id is greater than its arguments', so ids are a topological order.
 */
import { COMPARISONS, type OperationName, operation } from './operations.ts';
import { stableForm } from './stable.ts';

interface Common {
  readonly id: number;
  /** 0 for one number; otherwise the number of rows of the data the node has a value for, one each. */
  readonly rows: number;
}

export type Node =
  | (Common & { readonly kind: 'constant'; readonly value: number })
  /** A number that changes from call to call: a parameter, a method's state, the step. */
  | (Common & { readonly kind: 'input'; readonly slot: number })
  /** A data column, one value a row. */
  | (Common & { readonly kind: 'column'; readonly column: number })
  | (Common & { readonly kind: 'call'; readonly operation: OperationName; readonly args: readonly Node[] })
  /** The sum of the body over its rows. */
  | (Common & { readonly kind: 'rowSum'; readonly body: Node });

type WithoutId<T> = T extends Node ? Omit<T, 'id'> : never;

/** The nodes a node is computed from. */
export function argumentsOf(node: Node): readonly Node[] {
  return node.kind === 'call' ? node.args : node.kind === 'rowSum' ? [node.body] : [];
}

function isConstant(node: Node, value: number): boolean {
  return node.kind === 'constant' && node.value === value;
}

/** A constant factor and the rest of a product: −3·x is [−3, x]. */
function coefficient(node: Node): readonly [number, Node] {
  if (node.kind === 'call') {
    const [first, second] = node.args;
    if (node.operation === 'negate') return [-1, first!];
    if (node.operation === 'multiply' && first!.kind === 'constant') return [first!.value, second!];
  }
  return [1, node];
}

/** Thrown when columns of different lengths meet. */
export class RowsError extends Error {
  override readonly name = 'RowsError';
  readonly left: number;
  readonly right: number;
  constructor(left: number, right: number) {
    super(`columns of ${left} and ${right} rows`);
    this.left = left;
    this.right = right;
  }
}

/**
 * Builds nodes. Constants are folded and neutral elements dropped; constant factors move to the front of a product.
 * `call` puts stable forms in place (stable.ts). Nothing else is rearranged, so values differ from the formula as written
 * by rounding only.
 */
export class Graph {
  readonly #known = new Map<string, Node>();

  constant(value: number): Node {
    return this.#intern(`k${Object.is(value, -0) ? '-0' : value}`, { kind: 'constant', value, rows: 0 });
  }

  input(slot: number): Node {
    return this.#intern(`i${slot}`, { kind: 'input', slot, rows: 0 });
  }

  /** A data column with this index and this many rows. */
  column(column: number, rows: number): Node {
    return this.#intern(`c${column}`, { kind: 'column', column, rows });
  }

  /** The sum of the body over its rows; `rows` times the body when it is the same in every row. */
  rowSum(body: Node, rows = body.rows): Node {
    if (body.rows === 0) return this.multiply(this.constant(rows), body);
    const [factor, rest] = coefficient(body);
    if (factor !== 1) return this.multiply(this.constant(factor), this.rowSum(rest));
    return this.#intern(`s${body.id}`, { kind: 'rowSum', body, rows: 0 });
  }

  add(a: Node, b: Node): Node {
    if (isConstant(a, 0)) return b;
    if (isConstant(b, 0)) return a;
    if (b.kind === 'call' && b.operation === 'negate') return this.subtract(a, b.args[0]!);
    return this.#call('add', [a, b]);
  }

  subtract(a: Node, b: Node): Node {
    if (isConstant(b, 0)) return a;
    if (isConstant(a, 0)) return this.negate(b);
    if (a === b) return this.constant(0);
    if (b.kind === 'call' && b.operation === 'negate') return this.add(a, b.args[0]!);
    return this.#call('subtract', [a, b]);
  }

  negate(a: Node): Node {
    const [factor, rest] = coefficient(a);
    return factor === 1 ? this.#call('negate', [a]) : this.#scaled(-factor, rest);
  }

  multiply(a: Node, b: Node): Node {
    if (a.kind === 'constant' && b.kind === 'constant') return this.#call('multiply', [a, b]);
    if (b.kind === 'constant') return this.multiply(b, a);
    const [left, restOfA] = a.kind === 'constant' ? [a.value, undefined] : coefficient(a);
    const [right, restOfB] = coefficient(b);
    const factor = left * right;
    // A product of factors that overflows or vanishes would change the value.
    if (!Number.isFinite(factor) || (factor === 0 && left !== 0)) return this.#call('multiply', [a, b]);
    if (restOfA === undefined) return this.#scaled(factor, restOfB);
    return this.#scaled(factor, this.#call('multiply', [restOfA, restOfB]));
  }

  divide(a: Node, b: Node): Node {
    if (isConstant(b, 1)) return a;
    if (isConstant(a, 0) && b.kind !== 'constant') return a;
    const [factor, rest] = coefficient(a);
    if (factor === -1) return this.negate(this.divide(rest, b));
    return this.#call('divide', [a, b]);
  }

  power(a: Node, b: Node): Node {
    if (isConstant(b, 1)) return a;
    if (isConstant(b, 0)) return this.constant(1);
    return this.#call('power', [a, b]);
  }

  select(condition: Node, yes: Node, no: Node): Node {
    if (condition.kind === 'constant') return condition.value !== 0 ? yes : no;
    return yes === no ? yes : this.#call('select', [condition, yes, no]);
  }

  /** Any operation by name. @throws {RowsError} when columns of different lengths meet. */
  call(name: OperationName, args: readonly Node[]): Node {
    const [a, b, c] = args as readonly [Node, Node, Node];
    const stable = stableForm(this, name, args);
    if (stable) return stable.node;
    switch (name) {
      case 'add':
        return this.add(a, b);
      case 'subtract':
        return this.subtract(a, b);
      case 'multiply':
        return this.multiply(a, b);
      case 'divide':
        return this.divide(a, b);
      case 'negate':
        return this.negate(a);
      case 'power':
        return this.power(a, b);
      case 'select':
        return this.select(a, b, c);
      case 'unequal':
        // A comparison is 1 or 0 already.
        return isConstant(b, 0) && a.kind === 'call' && COMPARISONS.has(a.operation) ? a : this.#call(name, args);
      default:
        return this.#call(name, args);
    }
  }

  #scaled(factor: number, rest: Node): Node {
    if (factor === 0) return this.constant(0);
    if (factor === 1) return rest;
    if (factor === -1) return this.#call('negate', [rest]);
    const [inner, node] = coefficient(rest);
    if (inner !== 1) return this.#scaled(factor * inner, node);
    return this.#call('multiply', [this.constant(factor), rest]);
  }

  #call(name: OperationName, args: readonly Node[]): Node {
    if (args.every((arg) => arg.kind === 'constant')) {
      const value = operation(name).evaluate(...args.map((arg) => (arg.kind === 'constant' ? arg.value : 0)));
      // A constant that is not a number stays a call, so that an error can name the operation.
      if (Number.isFinite(value)) return this.constant(value);
    }
    let rows = 0;
    for (const arg of args) {
      if (arg.rows === 0) continue;
      if (rows !== 0 && rows !== arg.rows) throw new RowsError(rows, arg.rows);
      rows = arg.rows;
    }
    const key = `${name} ${args.map((arg) => arg.id).join(' ')}`;
    return this.#intern(key, { kind: 'call', operation: name, args, rows });
  }

  #intern(key: string, node: WithoutId<Node>): Node {
    const known = this.#known.get(key);
    if (known) return known;
    const made = { ...node, id: this.#known.size } as Node;
    this.#known.set(key, made);
    return made;
  }
}

/** All nodes that `outputs` are computed from, themselves included, in topological order. */
export function reachable(outputs: readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const waiting = [...outputs];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...argumentsOf(node));
  }
  return [...seen].sort((a, b) => a.id - b.id);
}
