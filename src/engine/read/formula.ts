/** What a formula means: its tree with every name resolved, as a node of the graph. */
import { ProblemError, type Range } from '../problem.ts';
import { type Graph, type Node, RowsError } from '../program/graph.ts';
import type { OperationName } from '../program/operations.ts';
import { stableForm } from '../program/stable.ts';
import { expectArguments } from './arity.ts';
import { readFactorial } from './calls/counting.ts';
import { CONSTANTS, ELEMENTARY, functionNames, isFunctionOnly } from './functions.ts';
import { nearest } from './nearest.ts';
import { notReal } from './not-real.ts';
import type { Scope } from './scope.ts';
import { readSpecial } from './specials.ts';
import type { Syntax } from './syntax.ts';

/** Names that mean something here only: arguments of a function, the index of a sum. */
export type Locals = ReadonlyMap<string, Node>;

const NOTHING_LOCAL: Locals = new Map();

const OPERATORS: Readonly<Record<string, OperationName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
  mod: 'mod',
  and: 'and',
  or: 'or',
  xor: 'xor',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  '==': 'equal',
  '!=': 'unequal',
};

/** Gives trees of one scope their meaning. */
export class FormulaReader {
  readonly graph: Graph;
  readonly scope: Scope;

  constructor(graph: Graph, scope: Scope) {
    this.graph = graph;
    this.scope = scope;
  }

  /** The node a tree means. @throws {ProblemError} for names and calls that mean nothing, and values that are not real. */
  read(tree: Syntax, locals: Locals = NOTHING_LOCAL): Node {
    switch (tree.kind) {
      case 'number':
        return this.graph.constant(tree.value);
      case 'text':
        throw new ProblemError('A text in quotes is compared with a column: city == "Rome".', tree);
      case 'group':
        return this.read(tree.content, locals);
      case 'name':
        return this.#name(tree, locals);
      case 'operator':
        return this.#operator(tree, locals);
      case 'comparison':
        return this.#comparison(tree, locals);
      case 'condition': {
        const [condition, yes, no] = tree.args.map((arg) => this.read(arg, locals)) as [Node, Node, Node];
        return this.operation('select', [condition, yes, no], tree);
      }
      case 'index':
        return this.#index(tree, locals);
      case 'call':
        return this.#call(tree, locals);
    }
  }

  /** An operation on nodes, checked: lengths of columns agree, and a constant result is a real number. */
  operation(name: OperationName, args: readonly Node[], at: Range): Node {
    let node: Node;
    try {
      const stable = stableForm(this.graph, name, args);
      if (stable?.note !== undefined) this.scope.note(stable.note, at);
      node = stable?.node ?? this.graph.callAsIs(name, args);
    } catch (error) {
      if (!(error instanceof RowsError)) throw error;
      const { left, right } = error;
      throw new ProblemError(`Columns of ${left} and ${right} rows meet here: they need equally many.`, at);
    }
    if (node.kind === 'call' && node.args.every((arg) => arg.kind === 'constant')) {
      const values = node.args.map((arg) => (arg.kind === 'constant' ? arg.value : Number.NaN));
      if (values.every(Number.isFinite)) throw new ProblemError(notReal(node.operation, values), at);
    }
    this.scope.place(node, at);
    return node;
  }

  /** The number a tree comes to. @throws {ProblemError} when it depends on a parameter or on data. */
  constant(tree: Syntax, locals: Locals = NOTHING_LOCAL): number {
    const before = this.scope.parameters.length;
    const node = this.read(tree, locals);
    if (node.kind === 'constant') return node.value;
    this.scope.forgetParameters(before);
    throw new ProblemError('A number is wanted here.', tree);
  }

  #name(tree: Syntax & { kind: 'name' }, locals: Locals): Node {
    const local = locals.get(tree.name) ?? this.#indexed(tree.name, locals, tree);
    if (local) return local;
    this.scope.vectors.refuse(tree.name, tree);
    const defined = this.scope.value(tree.name, tree, this);
    if (defined) return defined;
    const column = this.scope.functions.has(tree.name) ? undefined : this.scope.tableColumn(tree.name, tree);
    if (column) return this.#ofTable(column, tree);
    if (Object.hasOwn(CONSTANTS, tree.name)) {
      if (tree.name === 'e') this.scope.note('e is read as Euler’s number, 2.71828….', tree);
      return this.graph.constant(CONSTANTS[tree.name]!);
    }
    if (isFunctionOnly(tree.name)) {
      throw new ProblemError(
        `${tree.name} is a function: write what it is applied to in brackets, ${tree.name}(…).`,
        tree,
      );
    }
    const functionDefinition = this.scope.functions.get(tree.name);
    if (functionDefinition) {
      const example = functionDefinition.parameters.map((parameter) => parameter.text).join(', ');
      throw new ProblemError(
        `${tree.name} is a function: write ${tree.name}(${example}).`,
        tree,
        `${tree.name}(${example})`,
      );
    }
    if (this.scope.called.has(tree.name)) {
      throw new ProblemError(
        `${tree.name} is called as a function elsewhere in the text: it cannot be a number too.`,
        tree,
      );
    }
    const parameter = this.scope.parameter(tree.name);
    this.scope.place(parameter, tree);
    return parameter;
  }

  #ofTable(column: Node, { name, start, end }: Syntax & { kind: 'name' }): Node {
    const { data } = this.scope;
    if (Object.hasOwn(CONSTANTS, name))
      this.scope.note(`${name} is a column of ${data?.table.name} here.`, { start, end });
    this.scope.place(column, { start, end });
    return column;
  }

  /** `city == "Rome"` or `city != "Rome"`, in either order; undefined where no text in quotes is compared. */
  #textComparison(operator: string, args: readonly Syntax[], at: Range): Node | undefined {
    const text = args.find((arg) => arg.kind === 'text');
    if (!text || (operator !== '==' && operator !== '!=')) return undefined;
    let other = args.find((arg) => arg !== text);
    while (other?.kind === 'group') other = other.content;
    const name = other?.kind === 'name' && !this.scope.isDefined(other.name) ? other.name : undefined;
    const column = name === undefined ? undefined : this.scope.indicator(name, text.value, text);
    if (!column) {
      const near = name === undefined ? undefined : nearest(name, this.scope.data?.table.names ?? []);
      throw new ProblemError('A text in quotes is compared with a column of the table.', other ?? at, near);
    }
    this.scope.place(column, at);
    return operator === '==' ? column : this.operation('subtract', [this.graph.constant(1), column], at);
  }

  /** `x_i` where i is the index of a sum: x_1, x_2, …, or the i-th row of a column x. */
  #indexed(name: string, locals: Locals, at: Range): Node | undefined {
    const bar = name.lastIndexOf('_');
    if (bar < 1) return undefined;
    const index = locals.get(name.slice(bar + 1));
    if (index?.kind !== 'constant' || this.scope.isDefined(name)) return undefined;
    return this.#element(name.slice(0, bar), index.value, at);
  }

  #element(name: string, index: number, at: Range): Node {
    const components = this.scope.vectors.components(name, this, at);
    if (components) {
      const component = components[index - 1];
      if (component) return component;
      throw new ProblemError(`${name} has ${components.length} components; there is no ${name}[${index}].`, at);
    }
    const column = this.scope.columnNamed(name, at);
    if (!column) return this.scope.parameter(`${name}_${index}`);
    if (this.scope.prepared.plan.split)
      throw new ProblemError(`split shuffles the rows: row ${index} of ${name} is in any part. Write sum or mean.`, at);
    if (Number.isInteger(index) && index >= 1 && index <= column.values.length) {
      return this.graph.constant(column.values[index - 1]!);
    }
    throw new ProblemError(`${name} has rows 1 to ${column.values.length}; there is no row ${index}.`, at);
  }

  #index(tree: Syntax & { kind: 'index' }, locals: Locals): Node {
    const [first, ...others] = tree.indices;
    if (tree.object.kind !== 'name' || !first || others.length > 0) {
      throw new ProblemError('Write an index as x[1].', tree);
    }
    const index = this.constant(first, locals);
    if (!Number.isInteger(index) || index < 0) throw new ProblemError('An index is a whole number.', first);
    return this.#element(tree.object.name, index, tree);
  }

  #operator(tree: Syntax & { kind: 'operator' }, locals: Locals): Node {
    // A long sum leans to the left: a loop, not the stack, walks it.
    const spine: (Syntax & { kind: 'operator' })[] = [];
    let node: Syntax = tree;
    while (node.kind === 'operator' && node.args.length === 2) {
      spine.push(node);
      node = node.args[0]!;
    }
    // What is compared with a text is no number by itself.
    const compared = spine.at(-1) && this.#textComparison(spine.at(-1)!.operator, spine.at(-1)!.args, spine.at(-1)!);
    if (compared) spine.pop();
    let left = compared ?? (node.kind === 'operator' ? this.#unary(node, locals) : this.read(node, locals));
    for (const part of spine.reverse()) {
      left = this.operation(OPERATORS[part.operator]!, [left, this.read(part.args[1]!, locals)], part);
    }
    return left;
  }

  #unary(tree: Syntax & { kind: 'operator' }, locals: Locals): Node {
    if (tree.operator === '!') return this.graph.constant(readFactorial(this, tree.args[0]!, tree, locals));
    const arg = this.read(tree.args[0]!, locals);
    switch (tree.operator) {
      case '-':
        return this.operation('negate', [arg], tree);
      case 'not':
        return this.operation('not', [arg], tree);
      default:
        return arg;
    }
  }

  /** a < b < c means a < b and b < c. */
  #comparison(tree: Syntax & { kind: 'comparison' }, locals: Locals): Node {
    const args = tree.args.map((arg) => this.read(arg, locals));
    return tree.operators
      .map((operator, i) => this.operation(OPERATORS[operator]!, [args[i]!, args[i + 1]!], tree))
      .reduce((left, right) => this.operation('and', [left, right], tree));
  }

  #call(tree: Syntax & { kind: 'call' }, locals: Locals): Node {
    const { name } = tree.callee;
    // The nearest meaning counts: an argument's before a definition's, a definition's before a known function's.
    if (locals.has(name)) throw this.#notAFunction(tree);
    if (this.scope.functions.has(name)) {
      const args = tree.args.map((arg) => this.read(arg, locals));
      return this.scope.apply(name, args, tree, this);
    }
    // `gamma(x - 1)` beside a parameter gamma is a product that lacks its sign.
    if (this.scope.isDefined(name) || this.scope.parameters.includes(name)) throw this.#notAFunction(tree);
    this.scope.called.add(name);
    if (Object.hasOwn(ELEMENTARY, name)) return this.#elementary(ELEMENTARY[name]!, tree, locals);
    if (name === 'σ') {
      this.scope.note('σ(…) is read as the sigmoid, 1/(1 + e^−z).', tree);
      return this.#elementary('sigmoid', tree, locals);
    }
    const special = readSpecial(this, tree, locals);
    if (special) return special;
    throw this.#notAFunction(tree);
  }

  #elementary(name: OperationName, tree: Syntax & { kind: 'call' }, locals: Locals): Node {
    const arity = BINARY.has(name) ? 2 : 1;
    expectArguments(tree, arity);
    return this.operation(
      name,
      tree.args.map((arg) => this.read(arg, locals)),
      tree,
    );
  }

  /** `w(x − 1)` where w is no function: a product that lacks its sign, or a mistyped function. */
  #notAFunction(tree: Syntax & { kind: 'call' }): ProblemError {
    const { name } = tree.callee;
    const near = nearest(name, [...functionNames(), ...this.scope.functions.keys()]);
    const isValue =
      this.scope.isDefined(name) ||
      this.scope.isTableColumn(name) ||
      this.scope.parameters.includes(name) ||
      Object.hasOwn(CONSTANTS, name);
    const short = /^[\p{L}](?:_?\d+)?$/u.test(name);
    if (!isValue && !short && near !== undefined) {
      return new ProblemError(`There is no function ${name}. Did you mean ${near}?`, tree.callee, near);
    }
    const source = this.scope.textOf(tree);
    const bracket = source.indexOf('(');
    const offered = `${source.slice(0, bracket).trimEnd()}*${source.slice(bracket)}`;
    if (tree.args.length === 1 && (isValue || short)) {
      return new ProblemError(`${name} is not a function here. For a product write ${offered}.`, tree, offered);
    }
    return new ProblemError(
      `There is no function ${name}. Define it as ${name}(x) = …, or use a known one.`,
      tree.callee,
    );
  }
}

const BINARY = new Set<OperationName>(['atan2', 'mod', 'power']);
