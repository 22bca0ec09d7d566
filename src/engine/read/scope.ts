/** The names of a problem: definitions, functions, data columns, and the parameters that are left. */
import type { DataRows } from '../data/rows.ts';
import type { TableColumn } from '../data/table.ts';
import { type Column, type Note, ProblemError, type Range } from '../problem.ts';
import { type Graph, type Node, reachable } from '../program/graph.ts';
import { Interpreter } from '../program/interpreter.ts';
import { OneHots } from './columns/one-hots.ts';
import { type ColumnPlan, columnPlan } from './columns/plan.ts';
import { type Cut, Prepared } from './columns/prepared.ts';
import { Vectors } from './columns/vectors.ts';
import type { FormulaReader } from './formula.ts';
import { nameEnd, spelled } from './names.ts';
import { type Piece, split } from './statements.ts';
import { parseSyntax, type Syntax } from './syntax.ts';
import { indicatorOf, numbersOf, quoted } from './table-columns.ts';
import { tokenize } from './tokens.ts';

/** `name(parameters) = body`. */
export interface FunctionDefinition {
  readonly name: string;
  readonly at: Range;
  readonly parameters: readonly Piece[];
  readonly body: Piece;
}

interface ValueDefinition {
  readonly at: Range;
  readonly body: Piece;
  node?: Node;
}

/** Parses a piece of the text as a formula. @throws {ProblemError} */
export function parsePiece(piece: Piece): Syntax {
  return parseSyntax(tokenize(piece.text, piece.start), piece);
}

/** Whether a definition's body is a list of numbers: `[1, 2, 4]`. */
export function isList(body: Piece): boolean {
  return body.text.startsWith('[') && body.text.endsWith(']');
}

/** The items of a list or tuple. */
export function itemsOf(body: Piece): Piece[] {
  return split({ text: body.text.slice(1, -1), start: body.start + 1, end: body.end - 1 }, /[,;\n]/);
}

export class Scope {
  /** Every free name, in order of first appearance; its index is its input slot. */
  readonly parameters: string[] = [];
  readonly columns: Column[] = [];
  readonly functions = new Map<string, FunctionDefinition>();
  readonly notes: Note[] = [];
  readonly places = new Map<Node, Range>();
  /** Names of definitions that something refers to. */
  readonly used = new Set<string>();
  /** Known functions that a formula calls. */
  readonly called = new Set<string>();
  /** The rows of the table that the text names. */
  readonly data: DataRows | undefined;
  /** The table's columns that a formula refers to, by name. */
  readonly usedColumns = new Set<string>();
  /** What statements make of columns. */
  readonly prepared: Prepared;
  readonly oneHots = new OneHots();
  readonly vectors: Vectors;
  /** Columns of ones, whose sum is the number of rows: where formulas are read for rows of another number. */
  readonly open: Set<number> | undefined;
  readonly #text: string;
  readonly #graph: Graph;
  readonly #values = new Map<string, ValueDefinition>();
  /** The parameters' input slots. */
  readonly #slots = new Map<string, number>();
  /** Definitions being read, outermost first: meeting one again is a circle. */
  readonly #reading: string[] = [];

  /** @param isOpen whether the number of rows is no constant, and neither is what is computed of the data alone. */
  constructor(text: string, graph: Graph, data?: DataRows, plan: ColumnPlan = columnPlan([], ''), isOpen = false) {
    this.#text = text;
    this.#graph = graph;
    this.data = data;
    this.prepared = new Prepared(plan);
    this.vectors = new Vectors(plan);
    this.open = isOpen ? new Set() : undefined;
  }

  /** @throws {ProblemError} when the name is defined already. */
  define(name: string, at: Range, body: Piece): void {
    this.#refuseSecond(name, at);
    this.#values.set(name, { at, body });
  }

  /** @throws {ProblemError} when the name is defined already, or an argument is no name or stands twice. */
  defineFunction(definition: FunctionDefinition): void {
    this.#refuseSecond(definition.name, definition.at);
    const seen = new Set<string>();
    for (const parameter of definition.parameters) {
      if (parameter.text === '' || nameEnd(parameter.text) < parameter.text.length) {
        throw new ProblemError('An argument of a function is a name.', parameter);
      }
      if (seen.has(parameter.text))
        throw new ProblemError(`The argument ${parameter.text} stands here twice.`, parameter);
      seen.add(parameter.text);
    }
    this.functions.set(definition.name, definition);
  }

  #refuseSecond(name: string, at: Range): void {
    if (this.isDefined(name)) throw new ProblemError(`${name} is defined twice.`, at);
  }

  /** Takes a definition out: it turned out to be a setting. */
  withdraw(name: string): void {
    this.#values.delete(name);
  }

  isDefined(name: string): boolean {
    return this.#values.has(name) || this.functions.has(name);
  }

  /** Names of definitions that are values. */
  names(): string[] {
    return [...this.#values.keys()];
  }

  /** The definitions nothing refers to, in order. */
  unused(): { readonly name: string; readonly at: Range; readonly body: Piece }[] {
    return [...this.#values].filter(([name]) => !this.used.has(name)).map(([name, value]) => ({ name, ...value }));
  }

  /** The node a defined name stands for. @throws {ProblemError} for a circle of definitions. */
  value(name: string, at: Range, reader: FormulaReader): Node | undefined {
    const definition = this.#values.get(name);
    if (!definition) return undefined;
    this.used.add(name);
    definition.node ??= this.#guard(name, at, () =>
      isList(definition.body)
        ? this.#column(name, this.#numbers(name, definition.body, reader))
        : this.#named(name, reader.read(parsePiece(definition.body))),
    );
    return definition.node;
  }

  /** A function applied to nodes. @throws {ProblemError} */
  apply(name: string, args: readonly Node[], at: Range, reader: FormulaReader): Node {
    const { parameters, body } = this.functions.get(name)!;
    this.used.add(name);
    if (args.length !== parameters.length) {
      const list = parameters.map((parameter) => parameter.text).join(', ');
      const wanted = `${parameters.length} argument${parameters.length === 1 ? '' : 's'}`;
      throw new ProblemError(`${name}(${list}) takes ${wanted}; here it has ${args.length}.`, at);
    }
    const locals = new Map(parameters.map((parameter, i) => [spelled(parameter.text), args[i]!]));
    return this.#guard(name, at, () => reader.read(parsePiece(body), locals));
  }

  /** The input of a free name, which thereby is a parameter. */
  parameter(name: string): Node {
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.parameters.push(name) - 1;
      this.#slots.set(name, slot);
    }
    return this.#graph.input(slot);
  }

  /** Forgets parameters beyond the first `count`: a number was wanted where they stood. */
  forgetParameters(count: number): void {
    for (const name of this.parameters.splice(count)) this.#slots.delete(name);
  }

  /** A column by its name: one that a formula has used, or one of the table's. */
  columnNamed(name: string, at?: Range): Column | undefined {
    const known = this.columns.find((column) => column.name === name);
    if (known || at === undefined || this.isDefined(name) || !this.tableColumn(name, at)) return known;
    return this.columns.find((column) => column.name === name);
  }

  /** Whether the table has a column of this name, or one is made of it. */
  isTableColumn(name: string): boolean {
    return this.data?.table.names.includes(name) === true || this.oneHots.get(name) !== undefined;
  }

  /** Whether a name can be a column: the table's, one that is made, or a definition's. */
  isColumnName(name: string): boolean {
    return this.isTableColumn(name) || this.#values.has(name);
  }

  /** Every name that can be a column's. */
  columnNames(): string[] {
    return [...(this.data?.table.names ?? []), ...this.oneHots.names(), ...this.names()];
  }

  isFunction(name: string): boolean {
    return this.functions.has(name);
  }

  /** All of a column as it is written: a list, or the table's. */
  readColumn(name: string, reader: FormulaReader): TableColumn | undefined {
    const definition = this.#values.get(name);
    if (!definition) return this.data?.column(name);
    if (!isList(definition.body)) return undefined;
    return { kind: 'numbers', name, header: name, values: this.#numbers(name, definition.body, reader) };
  }

  /** A column of the table, or one that is made, as numbers. @throws {ProblemError} when it is one of texts. */
  tableColumn(name: string, at: Range): Node | undefined {
    const { data, oneHots } = this;
    oneHots.refuseDropped(name, at);
    const made = oneHots.get(name);
    if (made) {
      if (this.isDefined(made.source)) this.used.add(made.source);
      else this.usedColumns.add(made.source);
      return this.#known(name) ?? this.#column(name, made.values());
    }
    const column = data?.column(name);
    if (!data || !column) return undefined;
    this.usedColumns.add(name);
    return this.#known(name) ?? this.#column(name, numbersOf(column, data, at));
  }

  /** 1 where a column of the table has a text, else 0. @throws {ProblemError} */
  indicator(name: string, text: string, at: Range): Node | undefined {
    const { data } = this;
    const column = data?.column(name);
    if (!data || !column) return undefined;
    this.usedColumns.add(name);
    const written = `(${name} == ${quoted(text)})`;
    return this.#known(written) ?? this.#column(written, indicatorOf(column, text, data, at));
  }

  #known(name: string): Node | undefined {
    const index = this.columns.findIndex((column) => column.name === name);
    return index < 0 ? undefined : this.#graph.column(index, this.columns[index]!.values.length);
  }

  note(text: string, range: Range): void {
    if (!this.notes.some((note) => note.text === text)) this.notes.push({ text, range });
  }

  /** Remembers where a node first stands. */
  place(node: Node, { start, end }: Range): void {
    if (!this.places.has(node)) this.places.set(node, { start, end });
  }

  textOf(range: Range): string {
    return this.#text.slice(range.start, range.end);
  }

  /** A node over data alone as the number it is; any other as it is. */
  settled(node: Node): Node {
    if (this.open || node.rows > 0 || this.#dependsOnInputs(node)) return node;
    const interpreter = this.#evaluate(node);
    const value = interpreter.value(node);
    return Number.isFinite(value) ? this.#graph.constant(value) : node;
  }

  #dependsOnInputs(node: Node): boolean {
    return reachable([node]).some((part) => part.kind === 'input');
  }

  #evaluate(node: Node): Interpreter {
    const interpreter = new Interpreter(
      [node],
      this.columns.map((column) => column.values),
    );
    interpreter.run([]);
    return interpreter;
  }

  /** The number of rows as a node. */
  rowCount(rows: number): Node {
    if (!this.open) return this.#graph.constant(rows);
    const index = [...this.open][0] ?? this.#ones(rows);
    return this.#graph.rowSum(this.#graph.column(index, rows));
  }

  #ones(rows: number): number {
    const index = this.columns.push({ name: '1', values: new Float64Array(rows).fill(1) }) - 1;
    for (const part of this.prepared.heldOut)
      part.columns.push({ name: '1', values: new Float64Array(part.rows.length).fill(1) });
    this.open!.add(index);
    return index;
  }

  /** A definition over data alone becomes a column of its own, so that it is computed once and keeps its name. */
  #named(name: string, node: Node): Node {
    const scaling = this.prepared.wanted.get(name);
    if (node.rows === 0 || this.#dependsOnInputs(node)) {
      if (scaling) throw new ProblemError(`${name} is not a column of data alone: it cannot be scaled.`, scaling.at);
      return node;
    }
    if (node.kind === 'column' && !scaling) return node;
    const held = this.prepared.over(node, this.columns, this.open ?? new Set());
    return this.#keep(name, [this.#evaluate(node).rows(node), ...held]);
  }

  #column(name: string, values: Float64Array): Node {
    return this.#keep(name, this.prepared.cut(values));
  }

  #keep(name: string, cut: Cut): Node {
    const [values, ...held] = this.prepared.scale(name, cut);
    const index = this.columns.push({ name, values }) - 1;
    held.forEach((own, i) => {
      this.prepared.heldOut[i]!.columns.push({ name, values: own });
    });
    return this.#graph.column(index, values.length);
  }

  #numbers(name: string, body: Piece, reader: FormulaReader): Float64Array {
    const items = itemsOf(body);
    if (items.length === 0) throw new ProblemError(`The column ${name} has no rows.`, body);
    const values = Float64Array.from(items, (item) => reader.constant(parsePiece(item)));
    return this.data?.pick(values) ?? values;
  }

  #guard<T>(name: string, at: Range, read: () => T): T {
    if (this.#reading.includes(name)) {
      const circle = [...this.#reading.slice(this.#reading.indexOf(name)), name].join(' → ');
      throw new ProblemError(`${name} is defined by itself: ${circle}.`, at);
    }
    this.#reading.push(name);
    try {
      return read();
    } finally {
      this.#reading.pop();
    }
  }
}
