/** Functions over the rows of data, over an index, and over their arguments. */
import { few } from '../../data/few.ts';
import { ProblemError } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import type { FormulaReader, Locals } from '../formula.ts';
import type { Syntax } from '../syntax.ts';
import { ANY, all, type Call, type Read } from './call.ts';
import { added, componentsOf } from './vectors.ts';

/** A sum or product over an index is written out; this many terms are as many as anyone means. */
const MOST_TERMS = 10_000;

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
  const components = ofVectors(reader, tree, locals);
  if (components) return added(reader, components, tree);
  const args = all(reader, tree, locals, 1, ANY);
  if (args.length > 1) return added(reader, args, tree);
  return overRows(reader, args[0]!, tree);
};

/** The components of a formula of vectors, where it is one. */
function ofVectors(reader: FormulaReader, tree: Call, locals: Locals): Node[] | undefined {
  return tree.args.length === 1 ? componentsOf(reader, tree.args[0]!, locals) : undefined;
}

function overRows(reader: FormulaReader, body: Node, tree: Call): Node {
  if (body.rows === 0) {
    const table = reader.scope.data?.table;
    if (table) {
      throw new ProblemError(
        `${tree.callee.name} runs over the rows of ${table.name}, and there is none of its columns in it: ${few(table.names)}.`,
        tree,
      );
    }
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
  const components = ofVectors(reader, tree, locals);
  const parts = components ?? all(reader, tree, locals, 1, ANY);
  const [first] = parts as [Node];
  if (components || parts.length > 1) {
    return reader.operation('divide', [added(reader, parts, tree), reader.graph.constant(parts.length)], tree);
  }
  return reader.operation('divide', [overRows(reader, first, tree), reader.scope.rowCount(first.rows)], tree);
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
  return reader.scope.rowCount(column.rows);
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

export const ROWS = { sum, mean, prod, count } satisfies Record<string, Read>;

/** Names that are refused with what to write in their place. */
export const REFUSED = { std: ambiguous, var: ambiguous } satisfies Record<string, Read>;
