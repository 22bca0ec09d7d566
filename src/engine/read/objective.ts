/** Which statement is the objective, and what it means. */
import * as notation from '../calculus/notation.ts';
import { ProblemError, type Range } from '../problem.ts';
import type { Node } from '../program/graph.ts';
import { echo } from './echo.ts';
import type { FormulaReader } from './formula.ts';
import { isFunction } from './functions.ts';
import { spelled } from './names.ts';
import { isList, parsePiece, type Scope } from './scope.ts';
import type { Piece, Statement } from './statements.ts';
import type { Syntax } from './syntax.ts';

export interface Objective {
  readonly node: Node;
  readonly sense: 'minimize' | 'maximize';
  readonly name?: string;
  /** Where the formula stands. */
  readonly range: Range;
  /** The whole statement. */
  readonly statement: Range;
  readonly reading: { readonly tex: string; readonly text: string };
}

/** Finds and reads the objective. @param whole the text's range. @throws {ProblemError} */
export function readObjective(statements: readonly Statement[], reader: FormulaReader, whole: Range): Objective {
  const senses = statements.filter(
    (statement) =>
      statement.kind === 'keyword' && (statement.keyword === 'minimize' || statement.keyword === 'maximize'),
  ) as (Statement & { kind: 'keyword' })[];
  if (senses.length > 1) {
    throw new ProblemError('A problem has one objective; this is the second. Select one of them.', senses[1]!);
  }
  const [stated] = senses;
  if (stated) {
    const sense = stated.keyword === 'maximize' ? 'maximize' : 'minimize';
    const { defines } = stated;
    if (defines?.kind === 'function') return { ...ofFunction(defines.name, reader), sense, statement: stated };
    if (defines?.kind === 'definition') {
      reader.scope.used.add(defines.name);
      return { ...ofDefinition(defines, reader), sense, statement: stated };
    }
    return { ...readBody(stated.body, reader), sense, statement: stated };
  }
  const last = statements.findLast((statement) => statement.kind === 'expression' || statement.kind === 'function');
  if (last?.kind === 'function') return { ...ofFunction(last.name, reader), sense: 'minimize', statement: last };
  if (last?.kind === 'expression') return { ...readBody(last.body, reader), sense: 'minimize', statement: last };
  return lastDefinition(statements, reader, whole);
}

/** A formula; or a name: of a function, or of a definition, which then names the objective. */
function readBody(body: Piece, reader: FormulaReader): Omit<Objective, 'sense' | 'statement'> {
  const tree = parsePiece(body);
  if (tree.kind === 'name' && reader.scope.functions.has(tree.name)) return ofFunction(tree.name, reader);
  const node = reader.read(tree);
  return { node, range: body, reading: reading(undefined, tree, reader.scope) };
}

/** A function is minimized over its arguments. */
function ofFunction(name: string, reader: FormulaReader): Omit<Objective, 'sense' | 'statement'> {
  const definition = reader.scope.functions.get(name)!;
  reader.scope.used.add(name);
  const tree = parsePiece(definition.body);
  const names = namesIn(tree);
  const locals = new Map<string, Node>();
  for (const parameter of definition.parameters) {
    const plain = spelled(parameter.text);
    // In L(w) = w₀² + 4w₁² the argument is a vector, and its components are the parameters.
    const isVector = reader.scope.vectors.has(plain) || (!names.values.has(plain) && names.componentsOf(plain));
    if (!isVector) locals.set(plain, reader.scope.parameter(plain));
  }
  const node = reader.read(tree, locals);
  return { node, name, range: definition.body, reading: reading(name, tree, reader.scope) };
}

/** A definition's formula, which has the definition's name. */
function ofDefinition(
  { name, body }: Statement & { kind: 'definition' },
  reader: FormulaReader,
): Omit<Objective, 'sense' | 'statement'> {
  const tree = parsePiece(body);
  const node = reader.read(tree);
  return { node, name, range: body, reading: reading(name, tree, reader.scope) };
}

/** The names that stand for values in a tree, and whether a name's components (w_1, w1, w[1]) do. */
function namesIn(tree: Syntax): { readonly values: Set<string>; readonly componentsOf: (name: string) => boolean } {
  const values = new Set<string>();
  const indexed = new Set<string>();
  const waiting: Syntax[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'name') values.add(node.name);
    else if (node.kind === 'group') waiting.push(node.content);
    else if (node.kind === 'index') {
      if (node.object.kind === 'name') indexed.add(node.object.name);
      waiting.push(...node.indices);
    } else if (node.kind !== 'number' && node.kind !== 'text') waiting.push(...node.args);
  }
  const isComponent = (name: string, of: string) =>
    name.startsWith(of) && /^_?\d+$|^_\p{L}$/u.test(name.slice(of.length));
  return { values, componentsOf: (of) => indexed.has(of) || [...values].some((name) => isComponent(name, of)) };
}

/** Without an expression or function, the last definition that is a formula of parameters: `J = (w - 1)^2`. */
function lastDefinition(statements: readonly Statement[], reader: FormulaReader, whole: Range): Objective {
  const definitions = statements.filter((statement) => statement.kind === 'definition');
  for (const definition of definitions.toReversed()) {
    if (isList(definition.body) || /^[-+\d.eE\s/*()]*$|^auto$/.test(definition.body.text)) continue;
    const objective = ofDefinition(definition, reader);
    if (reader.scope.parameters.length === 0) continue;
    reader.scope.used.add(definition.name);
    return { ...objective, statement: definition, sense: 'minimize' };
  }
  throw new ProblemError('There is no formula to minimize here. Write one, such as minimize (x - 1)^2.', whole);
}

/** How a formula was read, written when somebody looks. */
function reading(name: string | undefined, tree: Syntax, scope: Scope): Objective['reading'] {
  const parameters = [...scope.parameters];
  let written: Objective['reading'] | undefined;
  const write = (): Objective['reading'] => {
    const right = echo(tree, (called) => isFunction(called) && !scope.functions.has(called));
    const left = notation.userApplication(name ?? 'f', parameters.map(notation.symbol));
    return { tex: `${left.tex} = ${right.tex}`, text: `${left.text} = ${right.text}` };
  };
  return {
    get tex() {
      written ??= write();
      return written.tex;
    },
    get text() {
      written ??= write();
      return written.text;
    },
  };
}
