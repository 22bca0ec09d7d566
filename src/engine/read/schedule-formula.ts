/** A schedule as a formula: of the step number t, of η₀, and of the numbers that the text defines. */
import { type Note, ProblemError, type Range } from '../problem.ts';
import { type Node, reachable } from '../program/graph.ts';
import { Interpreter } from '../program/interpreter.ts';
import type { FormulaReader, Locals } from './formula.ts';
import { nearest } from './nearest.ts';
import { notReal } from './not-real.ts';
import { parsePiece, type Scope } from './scope.ts';
import type { Piece } from './statements.ts';
import type { Syntax } from './syntax.ts';

/** Names of the step number, where the text gives them no other meaning; t is it always. */
const STEP = ['step', 'epoch', 'iteration'];
/** Names of η₀, where the text gives them no other meaning. */
const RATE = ['eta0', 'eta_0', 'η0', 'η_0', 'initial', 'initial_rate'];
/** Names of η₀ by which a text may set it as well: `lr = 0.1`. */
const SETTING = ['rate', 'lr', 'eta', 'η', 'learning_rate'];

/** Slots of inputs that no step program has: they only stand for t and η₀ while a formula is read. */
const T_SLOT = 1 << 24;

/** What a formula means, for these nodes of t and η₀. @throws {ProblemError} with its place in the text. */
export function readScheduleFormula(piece: Piece, reader: FormulaReader, t: Node, initial: Node): Node {
  const { scope } = reader;
  const tree = parsePiece(piece);
  const taken = (name: string) => scope.used.has(name) || scope.parameters.includes(name);
  const defined = (name: string) => taken(name) || scope.isDefined(name);
  const locals: Locals = new Map([
    ...SETTING.filter((name) => !taken(name)).map((name) => [name, initial] as const),
    ...RATE.filter((name) => !defined(name)).map((name) => [name, initial] as const),
    ...STEP.filter((name) => !defined(name)).map((name) => [name, t] as const),
    ['t', t] as const,
  ]);
  const parameters = [...scope.parameters];
  try {
    const node = reader.read(tree, locals);
    if (node.rows > 0) throw new ProblemError('A rate is one number; this is one for each row.', piece);
    const own = new Set(reachable([t, initial]));
    const foreign = (part: Node) => reachable([part]).some((input) => input.kind === 'input' && !own.has(input));
    if (foreign(node)) throw notOfT(tree, scope, parameters, (name) => foreign(reader.read(name, locals)));
    return node;
  } finally {
    scope.forgetParameters(parameters.length);
  }
}

/** The name by which a formula depends on a parameter, and what to do about it. */
function notOfT(
  tree: Syntax,
  scope: Scope,
  parameters: readonly string[],
  foreign: (name: Syntax) => boolean,
): ProblemError {
  const known = 'A schedule is a formula of the step number t, of rate (η₀), and of numbers that the text defines';
  const found = namesIn(tree).find((one) => one.kind === 'name' && foreign(one));
  if (found?.kind !== 'name') return new ProblemError(`This depends on a parameter. ${known}.`, tree);
  const { name } = found;
  if (scope.isDefined(name)) return new ProblemError(`${name} depends on a parameter. ${known}.`, found);
  if (parameters.includes(name)) return new ProblemError(`${name} is a parameter of the objective. ${known}.`, found);
  const near = /^.$/u.test(name) ? 't' : nearest(name, [...SETTING, ...RATE, ...STEP, ...scope.names()]);
  return new ProblemError(`${name} is not defined. ${known}.`, found, near);
}

/** Names in a tree, in the order of the text. */
function namesIn(tree: Syntax): Syntax[] {
  switch (tree.kind) {
    case 'number':
    case 'text':
      return [];
    case 'name':
      return [tree];
    case 'group':
      return namesIn(tree.content);
    case 'index':
      return [tree.object, ...tree.indices].flatMap(namesIn);
    default:
      return tree.args.flatMap(namesIn);
  }
}

/**
 * Reads a formula that stands in the text, and looks at its first rate.
 *
 * @throws {ProblemError} where it is no number at t = 0, or is not above 0 whatever t is.
 */
export function checkScheduleFormula(piece: Piece, reader: FormulaReader): void {
  const { graph, scope } = reader;
  const [t, initial] = [graph.input(T_SLOT), graph.input(T_SLOT + 1)];
  if (scope.isDefined('t') || scope.parameters.includes('t')) {
    scope.note('t in the schedule is the step number.', piece);
  }
  const node = readScheduleFormula(piece, reader, t, initial);
  const interpreter = new Interpreter(
    [node],
    scope.columns.map((column) => column.values),
  );
  const inputs: ArrayLike<number> = { [T_SLOT]: 0, [T_SLOT + 1]: 1, length: T_SLOT + 2 };
  interpreter.run(inputs);
  const first = interpreter.value(node);
  const failure = Number.isFinite(first) ? undefined : interpreter.firstFailure();
  if (failure) {
    const place = scope.places.get(failure.node) ?? piece;
    const why = failure.node.kind === 'call' ? notReal(failure.node.operation, failure.args) : '';
    throw new ProblemError(`At the first step t is 0, and this is no rate: ${why}`, place);
  }
  const constant = !reachable([node]).some((part) => part.kind === 'input');
  if (constant && !(first > 0)) {
    const why = first === 0 ? 'with 0 nothing would move' : 'a negative one would climb';
    throw new ProblemError(`A learning rate is a number above 0: ${why}.`, piece);
  }
}

/**
 * Reads the formula of a setting, which may stand in the text or come from a panel.
 *
 * @param whole what an error is about where the formula stands nowhere.
 */
export function formulaReader(reader: FormulaReader, written: Piece | undefined, whole: Range) {
  const known = new Map<string, Node>();
  const meaning = (formula: string, t: Node, initial: Node): Node => {
    if (written && written.text.replaceAll(/\s+/g, ' ') === formula) {
      return readScheduleFormula(written, reader, t, initial);
    }
    const { notes } = reader.scope;
    const before: readonly Note[] = [...notes];
    try {
      return readScheduleFormula({ text: formula, start: 0, end: formula.length }, reader, t, initial);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new ProblemError(`${formula}: ${error.message}`, whole);
    } finally {
      notes.splice(before.length);
    }
  };
  return (formula: string, t: Node, initial: Node): Node => {
    const key = `${t.id} ${initial.id} ${formula}`;
    const node = known.get(key) ?? meaning(formula, t, initial);
    known.set(key, node);
    return node;
  };
}
