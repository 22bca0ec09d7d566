/** Functions of vectors: `dot(w, X)`, and sums over a vector's components. */
import { ProblemError } from '../../problem.ts';
import type { Node } from '../../program/graph.ts';
import { expectArguments } from '../arity.ts';
import type { FormulaReader, Locals } from '../formula.ts';
import { nearest } from '../nearest.ts';
import type { Syntax } from '../syntax.ts';
import type { Call, Read } from './call.ts';

/** w_age·age + w_income·income + …, a number a row; of two vectors of weights a number. */
const dot: Read = (reader, tree) => {
  expectArguments(tree, 2);
  const { vectors } = reader.scope;
  // Features stand second by custom: where neither is known, it is they that are missing.
  const [right, left] = tree.args.toReversed().map((arg) => {
    const nodes = arg.kind === 'name' ? vectors.components(arg.name, reader, arg) : undefined;
    if (nodes) return nodes;
    const near = arg.kind === 'name' ? nearest(arg.name, reader.scope.prepared.plan.features.keys()) : undefined;
    throw new ProblemError(
      'dot takes weights and features by their names: features X = age, income, and then dot(w, X).',
      arg,
      near,
    );
  }) as [readonly Node[], readonly Node[]];
  if (left.length !== right.length)
    throw new ProblemError(`These vectors have ${left.length} and ${right.length} numbers.`, tree);
  return added(
    reader,
    left.map((weight, k) => reader.operation('multiply', [weight, right[k]!], tree)),
    tree,
  );
};

/**
 * A formula of vectors, component by component: of `w^2` the squares of the weights; undefined where no weights stand
 * in it.
 *
 * @throws {ProblemError} for vectors of different lengths, and where there is a value for each row too.
 */
export function componentsOf(reader: FormulaReader, body: Syntax, locals: Locals): Node[] | undefined {
  const { vectors } = reader.scope;
  const names = vectorNames(body, (name) => vectors.has(name) && !locals.has(name));
  // Columns alone are no vector of numbers: they are refused where they are read.
  if ([...names.keys()].every((name) => vectors.isFeatures(name))) return undefined;
  const components = [...names].map(([name, at]) => [name, vectors.components(name, reader, at)!] as const);
  const length = components[0]![1].length;
  const other = components.find(([, nodes]) => nodes.length !== length)?.[1].length;
  if (other !== undefined) throw new ProblemError(`Vectors of ${length} and ${other} numbers meet here.`, body);
  const nodes = Array.from({ length }, (_, k) =>
    reader.read(body, new Map([...locals, ...components.map(([name, nodes]) => [name, nodes[k]!] as const)])),
  );
  // A value for each row and each weight has two sums: which one is meant cannot be told.
  if (nodes.some(({ rows }) => rows > 0)) {
    for (const [name, at] of names) if (!vectors.isFeatures(name)) vectors.refuse(name, at);
  }
  return nodes;
}

/** The sum of nodes. */
export function added(reader: FormulaReader, nodes: readonly Node[], tree: Call): Node {
  return nodes.reduce((left, right) => reader.operation('add', [left, right], tree));
}

/** The vectors in a tree, with where each first stands, but for those in `dot` and in sums of their own. */
function vectorNames(body: Syntax, isVector: (name: string) => boolean): Map<string, Syntax> {
  const found = new Map<string, Syntax>();
  const waiting: Syntax[] = [body];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'name') {
      if (isVector(node.name) && !found.has(node.name)) found.set(node.name, node);
    } else if (node.kind === 'group') waiting.push(node.content);
    else if (node.kind === 'call' && OWN.has(node.callee.name)) continue;
    else if (node.kind !== 'number' && node.kind !== 'text' && node.kind !== 'index') waiting.push(...node.args);
  }
  return found;
}

const OWN = new Set(['dot', 'sum', 'mean', 'norm']);

export const VECTORS = { dot } satisfies Record<string, Read>;
