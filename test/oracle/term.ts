/** Formulas as trees of their own, and what they come to: nothing here knows the engine. */
import { apply } from './elementary.ts';
import { ONE_ARGUMENT, SEVERAL_ARGUMENTS } from './functions.ts';
import {
  add,
  constant,
  divide,
  type Hyperdual,
  multiply,
  NO_NOISE,
  type Noise,
  negate,
  power,
  subtract,
} from './hyperdual.ts';

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Term =
  | { readonly kind: 'number'; readonly value: number }
  /** A parameter, a constant, a column, an argument or an index. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly args: readonly [Term] }
  | {
      readonly kind: 'operator';
      readonly operator: '+' | '-' | '*' | '/' | '^' | 'mod';
      readonly args: readonly [Term, Term];
    }
  /** A function with a name, known or defined. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Term[] }
  /** a < b < c: true where all hold. */
  | { readonly kind: 'comparison'; readonly operators: readonly Comparison[]; readonly args: readonly Term[] }
  | { readonly kind: 'and' | 'or'; readonly args: readonly [Term, Term] }
  | { readonly kind: 'not'; readonly args: readonly [Term] }
  /** The second where the first is true, else the third. */
  | { readonly kind: 'choice'; readonly args: readonly [Term, Term, Term] }
  /** condition, value, condition, value, …, otherwise. */
  | { readonly kind: 'piecewise'; readonly args: readonly Term[] }
  /** Over an index, the bounds included. */
  | {
      readonly kind: 'indexed';
      readonly name: 'sum' | 'prod';
      readonly index: string;
      readonly from: number;
      readonly to: number;
      readonly args: readonly [Term];
    }
  /** Over the rows of the columns in it. */
  | { readonly kind: 'rows'; readonly name: 'sum' | 'mean'; readonly args: readonly [Term] }
  | { readonly kind: 'count'; readonly column: string };

export interface Definition {
  readonly name: string;
  /** The arguments of a function; a constant has none. */
  readonly parameters: readonly string[];
  readonly body: Term;
}

/** A whole problem: definitions in the order in which they are written, columns, and what is minimized. */
export interface Formula {
  readonly definitions: readonly Definition[];
  readonly columns: ReadonlyMap<string, readonly number[]>;
  readonly objective: Term;
}

/** The terms a term is made of. */
export function partsOf(term: Term): readonly Term[] {
  return 'args' in term ? term.args : [];
}

/** Constants that are known by name. */
export const KNOWN: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI, e: Math.E };

type Names = ReadonlyMap<string, Hyperdual>;

/** Evaluates terms of one formula. */
export class Evaluation {
  readonly #formula: Formula;
  readonly #noise: Noise;
  readonly #globals: Names;
  readonly #watch: ((value: Hyperdual) => void) | undefined;
  /** A factor of 0 makes a product 0, and equal things differ by 0, even where they are no real number. */
  readonly folding: boolean;
  /** Whether some function was evaluated at or beside a point where it has no finite slope. */
  singular = false;

  /**
   * @param parameters the value of each parameter, with the directions asked about.
   * @param folding reads like algebra: 0·√x and √x − √x are 0 for every x.
   * @param watch is told every value, those of branches that are not taken too.
   */
  constructor(
    formula: Formula,
    parameters: Names,
    noise: Noise = NO_NOISE,
    folding = false,
    watch?: (value: Hyperdual) => void,
  ) {
    this.folding = folding;
    this.#formula = formula;
    this.#globals = parameters;
    this.#noise = noise;
    this.#watch = watch;
  }

  objective(): Hyperdual {
    return this.term(this.#formula.objective, new Map(), undefined);
  }

  /** @param row the row of the data, within a sum over rows. */
  term(term: Term, locals: Names, row: number | undefined): Hyperdual {
    if (this.#watch && (term.kind === 'choice' || term.kind === 'piecewise')) {
      for (const part of term.args) this.term(part, locals, row);
    }
    const value = this.#evaluate(term, locals, row);
    this.#watch?.(value);
    return value;
  }

  #evaluate(term: Term, locals: Names, row: number | undefined): Hyperdual {
    const noise = this.#noise;
    const of = (part: Term) => this.term(part, locals, row);
    switch (term.kind) {
      case 'number':
        return constant(term.value);
      case 'name':
        return this.#name(term.name, locals, row);
      case 'negate':
        return negate(of(term.args[0]));
      case 'operator': {
        const [u, v] = [of(term.args[0]), of(term.args[1])];
        if (this.folding && isFolded(term.operator, u, v)) return constant(0);
        if (term.operator === '^' && u.a <= 0 && (u.a === 0 || !isLiteral(term.args[1]))) this.singular = true;
        if (term.operator === 'mod' && v.a === 0) this.singular = true;
        if (term.operator === 'mod') return SEVERAL_ARGUMENTS.mod!.evaluate([u, v], noise);
        return { '+': add, '-': subtract, '*': multiply, '/': divide, '^': power }[term.operator](u, v, noise);
      }
      case 'call':
        return this.#call(term.name, term.args.map(of), row);
      case 'comparison':
      case 'and':
      case 'or':
      case 'not':
        return constant(this.#holds(term, locals, row) ? 1 : 0);
      case 'choice':
        return of(this.#holds(term.args[0], locals, row) ? term.args[1] : term.args[2]);
      case 'piecewise': {
        for (let i = 0; i + 1 < term.args.length; i += 2) {
          if (this.#holds(term.args[i]!, locals, row)) return of(term.args[i + 1]!);
        }
        return of(term.args.at(-1)!);
      }
      case 'indexed': {
        const terms: Hyperdual[] = [];
        for (let i = term.from; i <= term.to; i++) {
          terms.push(this.term(term.args[0], new Map([...locals, [term.index, constant(i)]]), row));
        }
        return terms.reduce((u, v) => (term.name === 'sum' ? add : multiply)(u, v, noise));
      }
      case 'rows': {
        const rows = [...this.#formula.columns.values()][0]!.length;
        let sum = constant(0);
        for (let i = 0; i < rows; i++) sum = add(sum, this.term(term.args[0], locals, i), noise);
        return term.name === 'sum' ? sum : divide(sum, constant(rows), noise);
      }
      case 'count':
        return constant(this.#formula.columns.get(term.column)!.length);
    }
  }

  #holds(term: Term, locals: Names, row: number | undefined): boolean {
    const holds = (part: Term) => this.#holds(part, locals, row);
    switch (term.kind) {
      case 'comparison': {
        const values = term.args.map((arg) => this.term(arg, locals, row).a);
        return term.operators.every((operator, i) => {
          const [left, right] = [values[i]!, values[i + 1]!];
          this.#noise.meet?.(left - right, left - right, 0);
          return compare(operator, left, right);
        });
      }
      case 'and':
      case 'or': {
        // Both, so that whoever watches sees both.
        const [first, second] = [holds(term.args[0]), holds(term.args[1])];
        return term.kind === 'and' ? first && second : first || second;
      }
      case 'not':
        return !holds(term.args[0]);
      default: {
        const { a } = this.term(term, locals, row);
        this.#noise.meet?.(a, a, 0);
        return a !== 0;
      }
    }
  }

  #name(name: string, locals: Names, row: number | undefined): Hyperdual {
    const local = locals.get(name);
    if (local) return local;
    const column = this.#formula.columns.get(name);
    if (column) return constant(column[row!]!);
    const definition = this.#formula.definitions.find((entry) => entry.name === name);
    if (definition) return this.term(definition.body, new Map(), row);
    return this.#globals.get(name) ?? constant(KNOWN[name] ?? Number.NaN);
  }

  #call(name: string, args: readonly Hyperdual[], row: number | undefined): Hyperdual {
    const definition = this.#formula.definitions.find((entry) => entry.name === name);
    if (definition) {
      return this.term(
        definition.body,
        new Map(definition.parameters.map((parameter, i) => [parameter, args[i]!])),
        row,
      );
    }
    const several = SEVERAL_ARGUMENTS[name];
    if (several && args.length >= several.least) {
      if (this.folding && isZero(name, args)) return constant(0);
      if (args.some((arg) => arg.a === 0) || (args[0]!.a < 0 && POWERS.has(name))) this.singular = true;
      return several.evaluate(args, this.#noise);
    }
    const [u] = args as readonly [Hyperdual];
    const one = ONE_ARGUMENT[name]!;
    if (!one.curve(u.a).every(Number.isFinite)) this.singular = true;
    return apply(one, u, this.#noise);
  }
}

/** Where the exponent may vary, a negative base has a logarithm that is no number, though nothing flows along it. */
const POWERS: ReadonlySet<string> = new Set(['pow', 'dotPow', 'nthRoot']);

function isLiteral(term: Term): boolean {
  return term.kind === 'number' || (term.kind === 'negate' && isLiteral(term.args[0]));
}

/** log(1, b) is 0, and so is a product with 0, for every b. */
function isZero(name: string, args: readonly Hyperdual[]): boolean {
  if (name === 'log') return args[0]!.a === 1;
  return (name === 'prod' || name === 'multiply') && args.some((arg) => arg.a === 0);
}

function isFolded(operator: string, u: Hyperdual, v: Hyperdual): boolean {
  if (operator === '*') return u.a === 0 || v.a === 0;
  return operator === '/' ? u.a === 0 : operator === '-' && Number.isNaN(u.a) && Number.isNaN(v.a);
}

function compare(operator: Comparison, a: number, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}
