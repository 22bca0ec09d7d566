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

/** The nodes a node is computed from. */
export function argumentsOf(node: Node): readonly Node[] {
  return node.kind === 'call' ? node.args : node.kind === 'rowSum' ? [node.body] : [];
}

function isConstant(node: Node, value: number): boolean {
  return node.kind === 'constant' && node.value === value;
}

/** The constant factor of a product: that of −3·x is −3. */
function factorOf(node: Node): number {
  if (node.kind !== 'call') return 1;
  if (node.operation === 'negate') return -1;
  const first = node.args[0]!;
  return node.operation === 'multiply' && first.kind === 'constant' ? first.value : 1;
}

/** A product without its constant factor. */
function restOf(node: Node): Node {
  if (node.kind !== 'call') return node;
  if (node.operation === 'negate') return node.args[0]!;
  return node.operation === 'multiply' && node.args[0]!.kind === 'constant' ? node.args[1]! : node;
}

/**
 * Whether a node is c·u/(d·u): the same number wherever it is one, so its derivative is 0. It is not put in place of the
 * quotient, which is no number where u is 0 or infinite.
 */
export function isQuotientOfSame(node: Node): boolean {
  if (node.kind !== 'call' || node.operation !== 'divide') return false;
  const [above, below] = node.args as readonly [Node, Node];
  return isSame(restOf(above), restOf(below));
}

/** The same node, or a sum or product of the same two in the other order. */
function isSame(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.kind !== 'call' || b.kind !== 'call' || a.operation !== b.operation) return false;
  const commutes = a.operation === 'add' || a.operation === 'multiply';
  return commutes && a.args[0] === b.args[1] && a.args[1] === b.args[0];
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
  /** By value; −0 is apart, because a map takes it for 0. */
  readonly #constants = new Map<number, Node>();
  readonly #inputs = new Map<number, Node>();
  readonly #columns = new Map<number, Node>();
  /** By the body's id. */
  readonly #rowSums = new Map<number, Node>();
  /** By operation, then by the arguments' ids. */
  readonly #calls = new Map<OperationName, Map<number | string, Node>>();
  #negativeZero: Node | undefined;
  #count = 0;

  constant(value: number): Node {
    if (Object.is(value, -0)) {
      this.#negativeZero ??= { id: this.#count++, kind: 'constant', value, rows: 0 };
      return this.#negativeZero;
    }
    return (
      this.#constants.get(value) ??
      this.#keep(this.#constants, value, { id: this.#count++, kind: 'constant', value, rows: 0 })
    );
  }

  input(slot: number): Node {
    return (
      this.#inputs.get(slot) ?? this.#keep(this.#inputs, slot, { id: this.#count++, kind: 'input', slot, rows: 0 })
    );
  }

  /** A data column with this index and this many rows. */
  column(column: number, rows: number): Node {
    return (
      this.#columns.get(column) ??
      this.#keep(this.#columns, column, { id: this.#count++, kind: 'column', column, rows })
    );
  }

  /** The sum of the body over its rows; `rows` times the body when it is the same in every row. */
  rowSum(body: Node, rows = body.rows): Node {
    if (body.rows === 0) return this.multiply(this.constant(rows), body);
    const factor = factorOf(body);
    if (factor !== 1) return this.multiply(this.constant(factor), this.rowSum(restOf(body)));
    return (
      this.#rowSums.get(body.id) ??
      this.#keep(this.#rowSums, body.id, { id: this.#count++, kind: 'rowSum', body, rows: 0 })
    );
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
    const factor = factorOf(a);
    return factor === 1 ? this.#call('negate', [a]) : this.#scaled(-factor, restOf(a));
  }

  multiply(a: Node, b: Node): Node {
    if (a.kind === 'constant' && b.kind === 'constant') return this.#call('multiply', [a, b]);
    if (b.kind === 'constant') return this.multiply(b, a);
    const left = a.kind === 'constant' ? a.value : factorOf(a);
    const factor = left * factorOf(b);
    // A product of factors that overflows or vanishes would change the value.
    if (!Number.isFinite(factor) || (factor === 0 && left !== 0)) return this.#call('multiply', [a, b]);
    if (a.kind === 'constant') return this.#scaled(factor, restOf(b));
    return this.#scaled(factor, this.#call('multiply', [restOf(a), restOf(b)]));
  }

  divide(a: Node, b: Node): Node {
    if (isConstant(b, 1)) return a;
    if (isConstant(a, 0) && b.kind !== 'constant') return a;
    if (factorOf(a) === -1) return this.negate(this.divide(restOf(a), b));
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
    return stableForm(this, name, args)?.node ?? this.callAsIs(name, args);
  }

  /** The same where the operation is known to have no stable form but itself. */
  callAsIs(name: OperationName, args: readonly Node[]): Node {
    // Not taken apart as a list, here and in what is called as often: until it is optimized V8 takes an iterator to do it.
    const a = args[0]!;
    const b = args[1]!;
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
        return this.select(a, b, args[2]!);
      case 'unequal':
        // A comparison is 1 or 0 already.
        return isConstant(b, 0) && a.kind === 'call' && COMPARISONS.has(a.operation) ? a : this.#call(name, args);
      default:
        return this.#call(name, args);
    }
  }

  /** An operation as it stands, with nothing rearranged. */
  exactly(name: OperationName, args: readonly Node[]): Node {
    return this.#call(name, args);
  }

  #scaled(factor: number, rest: Node): Node {
    if (factor === 0) return this.constant(0);
    if (factor === 1) return rest;
    if (factor === -1) return this.#call('negate', [rest]);
    const inner = factorOf(rest);
    if (inner !== 1) return this.#scaled(factor * inner, restOf(rest));
    return this.#call('multiply', [this.constant(factor), rest]);
  }

  #call(name: OperationName, args: readonly Node[]): Node {
    let rows = 0;
    let constant = true;
    for (const arg of args) {
      constant &&= arg.kind === 'constant';
      if (arg.rows === 0) continue;
      if (rows !== 0 && rows !== arg.rows) throw new RowsError(rows, arg.rows);
      rows = arg.rows;
    }
    if (constant) {
      const value = operation(name).evaluate(...args.map((arg) => (arg.kind === 'constant' ? arg.value : 0)));
      // A constant that is not a number stays a call, so that an error can name the operation.
      if (Number.isFinite(value)) return this.constant(value);
    }
    let calls = this.#calls.get(name);
    if (!calls) {
      calls = new Map();
      this.#calls.set(name, calls);
    }
    const key = keyOf(args);
    return calls.get(key) ?? this.#keep(calls, key, { id: this.#count++, kind: 'call', operation: name, args, rows });
  }

  #keep<Key>(known: Map<Key, Node>, key: Key, node: Node): Node {
    known.set(key, node);
    return node;
  }
}

/** Ids below this leave room for two in the whole numbers that a double holds. */
const MOST_IDS = 2 ** 26;

/** A key that tells argument lists of one operation apart, a number where that is possible: it needs no memory. */
function keyOf(args: readonly Node[]): number | string {
  const first = args[0]!.id;
  if (args.length === 1) return first;
  const second = args[1]!.id;
  if (args.length === 2 && first < MOST_IDS && second < MOST_IDS) return first * MOST_IDS + second;
  return args.map((arg) => arg.id).join(' ');
}

/** All nodes that `outputs` are computed from, themselves included, in topological order. */
export function reachable(outputs: readonly Node[]): Node[] {
  const most = outputs.reduce((largest, { id }) => Math.max(largest, id), -1);
  const seen = new NodeSet(most);
  const found: Node[] = [];
  const waiting: Node[] = [];
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    found.push(node);
    waiting.push(node);
  };
  for (const output of outputs) visit(output);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'call') for (const arg of node.args) visit(arg);
    else if (node.kind === 'rowSum') visit(node.body);
  }
  return inOrder(found, most);
}

/** Nodes by their ids, of which `most` is the largest. */
function inOrder(nodes: Node[], most: number): Node[] {
  // Where most ids are taken, to walk them all is quicker than to compare nodes.
  if (nodes.length * 4 < most) return nodes.sort((a, b) => a.id - b.id);
  const byId = new Array<Node | undefined>(most + 1).fill(undefined);
  for (const node of nodes) byId[node.id] = node;
  let count = 0;
  for (const node of byId) if (node) nodes[count++] = node;
  return nodes;
}

/** A set of nodes of one graph, by their ids. */
export class NodeSet {
  readonly #has: Uint8Array;

  /** @param most the largest id of a node that will be added. */
  constructor(most: number) {
    this.#has = new Uint8Array(most + 1);
  }

  add(node: Node): void {
    this.#has[node.id] = 1;
  }

  has(node: Node): boolean {
    return this.#has[node.id] === 1;
  }
}
