/** Functions with a meaning of their own: over rows, over an index, of any number of arguments, or defined by others. */
import { ProblemError } from '../problem.ts';
import type { Node } from '../program/graph.ts';
import type { OperationName } from '../program/operations.ts';
import { expectArguments } from './arity.ts';
import type { FormulaReader, Locals } from './formula.ts';
import type { Syntax } from './syntax.ts';

type Call = Syntax & { kind: 'call' };
type Read = (reader: FormulaReader, tree: Call, locals: Locals) => Node;

/** A sum or product over an index is written out; this many terms are as many as anyone means. */
const MOST_TERMS = 10_000;

const ANY = Number.POSITIVE_INFINITY;

function all(reader: FormulaReader, tree: Call, locals: Locals, least: number, most = least): Node[] {
  expectArguments(tree, least, most);
  return tree.args.map((arg) => reader.read(arg, locals));
}

/** Folds any number of arguments with an operation of two. */
function folded(name: 'max' | 'min' | 'hypot' | 'add'): Read {
  return (reader, tree, locals) =>
    all(reader, tree, locals, 2, ANY).reduce((left, right) => reader.operation(name, [left, right], tree));
}

function overIndex(reader: FormulaReader, tree: Call, locals: Locals): Node[] {
  const [body, index, from, to] = tree.args as readonly [Syntax, Syntax, Syntax, Syntax];
  if (index.kind !== 'name') throw new ProblemError('The second argument names the index, such as i.', index);
  const first = reader.constant(from, locals);
  const last = reader.constant(to, locals);
  if (!Number.isInteger(first)) throw new ProblemError('The first index is a whole number.', from);
  if (!Number.isInteger(last)) throw new ProblemError('The last index is a whole number.', to);
  if (last < first) throw new ProblemError(`The last index, ${last}, comes before the first, ${first}.`, to);
  if (last - first >= MOST_TERMS) throw new ProblemError(`More than ${MOST_TERMS} terms are not written out.`, to);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    reader.read(body, new Map([...locals, [index.name, reader.graph.constant(first + i)]])),
  );
}

/** sum(expr) over rows, sum(a, b, c), or sum(expr, i, 1, n). */
const sum: Read = (reader, tree, locals) => {
  if (tree.args.length === 4 && tree.args[1]!.kind === 'name') {
    return overIndex(reader, tree, locals).reduce((left, right) => reader.operation('add', [left, right], tree));
  }
  const args = all(reader, tree, locals, 1, ANY);
  if (args.length > 1) return args.reduce((left, right) => reader.operation('add', [left, right], tree));
  return overRows(reader, args[0]!, tree);
};

function overRows(reader: FormulaReader, body: Node, tree: Call): Node {
  if (body.rows === 0) {
    throw new ProblemError(
      `${tree.callee.name} runs over the rows of data, and there is no data column in it. For a sum over an index write sum(expression, i, 1, n).`,
      tree,
    );
  }
  const node = reader.graph.rowSum(body);
  reader.scope.place(node, tree);
  return reader.scope.settled(node);
}

const mean: Read = (reader, tree, locals) => {
  const args = all(reader, tree, locals, 1, ANY);
  const rows = args.length > 1 ? args.length : args[0]!.rows;
  const total =
    args.length > 1
      ? args.reduce((left, right) => reader.operation('add', [left, right], tree))
      : overRows(reader, args[0]!, tree);
  return reader.operation('divide', [total, reader.graph.constant(rows)], tree);
};

const prod: Read = (reader, tree, locals) => {
  const factors =
    tree.args.length === 4 && tree.args[1]!.kind === 'name'
      ? overIndex(reader, tree, locals)
      : all(reader, tree, locals, 2, ANY);
  return factors.reduce((left, right) => reader.operation('multiply', [left, right], tree));
};

const count: Read = (reader, tree, locals) => {
  const [column] = all(reader, tree, locals, 1) as [Node];
  if (column.rows === 0) throw new ProblemError('count gives the rows of a data column.', tree);
  return reader.graph.constant(column.rows);
};

/** log(x), and log(x, base). */
const log: Read = (reader, tree, locals) => {
  const [x, base] = all(reader, tree, locals, 1, 2);
  const natural = reader.operation('log', [x!], tree);
  return base ? reader.operation('divide', [natural, reader.operation('log', [base], tree)], tree) : natural;
};

function raised(exponent: number): Read {
  return (reader, tree, locals) =>
    reader.operation('power', [all(reader, tree, locals, 1)[0]!, reader.graph.constant(exponent)], tree);
}

/** √(a² + b² + …). */
const norm: Read = (reader, tree, locals) => {
  const two = reader.graph.constant(2);
  const squares = all(reader, tree, locals, 1, ANY).map((arg) => reader.operation('power', [arg, two], tree));
  return reader.operation('sqrt', [squares.reduce((a, b) => reader.operation('add', [a, b], tree))], tree);
};

/** Huber's loss, δ = 1 unless given. */
const huber: Read = (reader, tree, locals) => {
  const [r, delta] = all(reader, tree, locals, 1, 2);
  return reader.operation('huber', [r!, delta ?? reader.graph.constant(1)], tree);
};

/** max(0, 1 − m): the hinge of a margin m. */
const hinge: Read = (reader, tree, locals) => {
  const [margin] = all(reader, tree, locals, 1) as [Node];
  return reader.operation('relu', [reader.operation('subtract', [reader.graph.constant(1), margin], tree)], tree);
};

/** x above 0, slope·x below; slope 0.01 unless given. */
const leakyrelu: Read = (reader, tree, locals) => {
  const [x, slope] = all(reader, tree, locals, 1, 2);
  const zero = reader.graph.constant(0);
  const below = reader.operation('multiply', [slope ?? reader.graph.constant(0.01), x!], tree);
  return reader.operation('select', [reader.operation('greater', [x!, zero], tree), x!, below], tree);
};

/** x above 0, α(eˣ − 1) below; α = 1 unless given. */
const elu: Read = (reader, tree, locals) => {
  const [x, alpha] = all(reader, tree, locals, 1, 2);
  const zero = reader.graph.constant(0);
  // The exponential is taken of min(x, 0): of a large x it would overflow where it is not used.
  const falling = reader.operation('expm1', [reader.operation('min', [x!, zero], tree)], tree);
  const below = reader.operation('multiply', [alpha ?? reader.graph.constant(1), falling], tree);
  return reader.operation('select', [reader.operation('greater', [x!, zero], tree), x!, below], tree);
};

/** log Σ e^zᵢ, with the larger z taken out of every two so that nothing overflows and no digits cancel. */
const logsumexp: Read = (reader, tree, locals) => {
  const operation = (name: OperationName, ...args: Node[]) => reader.operation(name, args, tree);
  const beside = (a: Node, b: Node) => operation('add', a, operation('softplus', operation('subtract', b, a)));
  return all(reader, tree, locals, 2, ANY).reduce((a, b) =>
    operation('select', operation('greaterOrEqual', a, b), beside(a, b), beside(b, a)),
  );
};

/** piecewise(condition, value, condition, value, …, otherwise). */
const piecewise: Read = (reader, tree, locals) => {
  const args = all(reader, tree, locals, 3, ANY);
  if (args.length % 2 === 0) {
    throw new ProblemError('piecewise takes conditions and values in pairs, and one last value for the rest.', tree);
  }
  let result = args.at(-1)!;
  for (let i = args.length - 3; i >= 0; i -= 2)
    result = reader.operation('select', [args[i]!, args[i + 1]!, result], tree);
  return result;
};

/** std and var divide by n in some books and by n − 1 in others. */
const ambiguous: Read = (reader, tree) => {
  const source = tree.args[0] ? reader.scope.textOf(tree.args[0]) : 'x';
  const variance = `mean((${source} - mean(${source}))^2)`;
  const offered = tree.callee.name === 'std' ? `sqrt(${variance})` : variance;
  throw new ProblemError(
    `${tree.callee.name} divides by n for some and by n - 1 for others. Write the one you mean: ${offered} divides by n.`,
    tree,
    offered,
  );
};

const TABLE: Readonly<Record<string, Read>> = {
  sum,
  mean,
  prod,
  count,
  log,
  huber,
  hinge,
  leakyrelu,
  elu,
  logsumexp,
  norm,
  piecewise,
  max: folded('max'),
  min: folded('min'),
  hypot: folded('hypot'),
  square: raised(2),
  cube: raised(3),
  std: ambiguous,
  var: ambiguous,
};

/** Reads a call of one of these functions; undefined for any other name. */
export function readSpecial(reader: FormulaReader, tree: Call, locals: Locals): Node | undefined {
  return Object.hasOwn(TABLE, tree.callee.name) ? TABLE[tree.callee.name]!(reader, tree, locals) : undefined;
}
