/** Random formulas of the kind that people minimize: every function, mostly on numbers it is made for. */
import type { Domain } from './elementary.ts';
import { ONE_ARGUMENT, SEVERAL_ARGUMENTS } from './functions.ts';
import type { Random } from './random.ts';
import { type Comparison, type Definition, type Formula, partsOf, type Term } from './term.ts';

/** Names that are units, constants or functions elsewhere, and ones with subscripts. */
const PARAMETERS = ['x', 'y', 'z', 'w', 'b', 'm', 'L', 'θ_1', 'θ_2', 'x_1', 'alpha', 'λ'];
const CONSTANT_NAMES = ['a', 'c', 'K'];
const FUNCTION_NAMES = ['f', 'g', 'h'];
const COLUMN_NAMES = ['p', 'q'];
const INDICES = ['i', 'j', 'k'];
const NUMBERS = [1, 2, 3, 4, 5, 6, 10, 0.5, 0.25, 0.1, 1.5, 2.7, 0.75, 100, 0.01];
const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!='];

const number = (value: number): Term => ({ kind: 'number', value });
const call = (name: string, ...args: Term[]): Term => ({ kind: 'call', name, args });
const operator = (sign: '+' | '-' | '*' | '/' | '^' | 'mod', left: Term, right: Term): Term => ({
  kind: 'operator',
  operator: sign,
  args: [left, right],
});

/** What may be named at a place of a formula. */
interface Place {
  readonly names: readonly string[];
  /** Columns may be named: the place is within a sum over rows. */
  readonly inRows: boolean;
  /** Functions that are defined already, by name with their number of arguments. */
  readonly functions: ReadonlyMap<string, number>;
}

/** Makes formulas from random numbers. */
export class Generator {
  readonly #random: Random;
  #columns = new Map<string, readonly number[]>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A formula of one to three parameters, and those it really has. */
  formula(): { readonly formula: Formula; readonly parameters: readonly string[] } {
    for (;;) {
      const random = this.#random;
      const parameters = this.#some(PARAMETERS, 1 + random.integer(3));
      const rows = 2 + random.integer(4);
      this.#columns = new Map(
        random.chance(0.2)
          ? this.#some(COLUMN_NAMES, 1 + random.integer(2)).map((name) => [
              name,
              // No −0, which would be written as 0.
              Array.from({ length: rows }, () => Math.round(random.between(-30, 30)) / 10 + 0),
            ])
          : [],
      );
      const definitions: Definition[] = [];
      const functions = new Map<string, number>();
      const named = [...parameters];
      for (const name of this.#some(FUNCTION_NAMES, random.chance(0.3) ? 1 + random.integer(2) : 0)) {
        const own = this.#some([...parameters, 'u', 'v'], 1 + random.integer(2));
        const names = random.chance(0.3) ? [...own, ...parameters] : own;
        definitions.push({ name, parameters: own, body: this.#term(2, { names, inRows: false, functions }) });
        functions.set(name, own.length);
      }
      for (const name of this.#some(CONSTANT_NAMES, random.chance(0.3) ? 1 + random.integer(2) : 0)) {
        const place = { names: random.chance(0.5) ? named : [], inRows: false, functions };
        definitions.push({ name, parameters: [], body: this.#term(random.integer(3), place) });
        named.push(name);
      }
      const objective = this.#term(1 + random.integer(5), { names: named, inRows: false, functions });
      const formula = withoutUnused({ definitions, columns: this.#columns, objective });
      const used = freeNames(formula);
      const present = parameters.filter((name) => used.has(name));
      if (present.length > 0) return { formula, parameters: present };
    }
  }

  #some<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(this.#random.integer(left.length), 1)[0]!);
  }

  #leaf({ names, inRows }: Place): Term {
    const random = this.#random;
    const columns = [...this.#columns.keys()];
    if (inRows && random.chance(0.4)) return { kind: 'name', name: random.pick(columns) };
    if (columns.length > 0 && random.chance(0.02)) return { kind: 'count', column: random.pick(columns) };
    if (names.length > 0 && random.chance(0.7)) return { kind: 'name', name: random.pick(names) };
    return random.chance(0.12) ? { kind: 'name', name: random.pick(['pi', 'π', 'e']) } : number(random.pick(NUMBERS));
  }

  #term(depth: number, place: Place): Term {
    if (depth <= 0) return this.#leaf(place);
    const random = this.#random;
    const part = () => this.#term(depth - 1 - (random.chance(0.3) ? 1 : 0), place);
    const kind = random.next();
    if (kind < 0.42) return operator(random.pick(['+', '-', '*', '*', '/']), part(), part());
    if (kind < 0.47) return { kind: 'negate', args: [part()] };
    if (kind < 0.57) return this.#power(part);
    if (kind < 0.77) return this.#oneArgument(part);
    if (kind < 0.86) return this.#severalArguments(part);
    if (kind < 0.88) return operator('mod', part(), this.#fit(part(), 'positive'));
    if (kind < 0.92) return { kind: 'choice', args: [this.#condition(part), part(), part()] };
    if (kind < 0.93) {
      return { kind: 'piecewise', args: [this.#condition(part), part(), this.#condition(part), part(), part()] };
    }
    if (kind < 0.95) return this.#indexed(depth, place);
    if (kind < 0.98 && place.functions.size > 0) {
      const [name, count] = random.pick([...place.functions]);
      return call(name, ...Array.from({ length: count }, part));
    }
    if (this.#columns.size === 0 || place.inRows) return this.#oneArgument(part);
    const column: Term = { kind: 'name', name: random.pick([...this.#columns.keys()]) };
    const body = operator(random.pick(['*', '+', '-']), column, this.#term(depth - 1, { ...place, inRows: true }));
    return { kind: 'rows', name: random.pick(['sum', 'mean']), args: [body] };
  }

  #power(part: () => Term): Term {
    const random = this.#random;
    const exponent = random.next();
    if (exponent < 0.5) return operator('^', part(), number(random.pick([2, 2, 2, 3, 4])));
    if (exponent < 0.65) return operator('^', part(), { kind: 'negate', args: [number(random.pick([1, 2, 3]))] });
    if (exponent < 0.7) return operator('^', part(), number(random.pick([0, 1, 7, 16, 17, 30])));
    const fraction = exponent < 0.85;
    return operator(
      '^',
      this.#fit(part(), 'positive'),
      fraction ? number(random.pick([0.5, 1.5, 2.7, 0.1])) : this.#fit(part(), 'small'),
    );
  }

  #oneArgument(part: () => Term): Term {
    const name = this.#random.pick(Object.keys(ONE_ARGUMENT));
    return call(name, this.#fit(part(), ONE_ARGUMENT[name]!.domain));
  }

  #severalArguments(part: () => Term): Term {
    const random = this.#random;
    const name = random.pick(Object.keys(SEVERAL_ARGUMENTS));
    const { least, most, domains } = SEVERAL_ARGUMENTS[name]!;
    // A function of the same name and one argument means something else: a mean over rows, the natural logarithm.
    const count = least + random.integer(most - least + 1);
    const args: Term[] = [];
    for (let i = 0; i < count; i++) {
      const domain = domains[Math.min(i, domains.length - 1)]!;
      if (domain === 'whole') args.push(number(random.pick([2, 3, 4, 5, 7])));
      else if (domain === 'positive number') args.push(number(random.pick([0.5, 1, 1.5, 2])));
      else if (domain === 'beyond')
        args.push(operator('+', args[i - 1]!, operator('+', number(0.5), call('abs', part()))));
      else args.push(this.#fit(part(), domain));
    }
    return call(name, ...args);
  }

  #condition(part: () => Term): Term {
    const random = this.#random;
    const comparison = (): Term => {
      const chained = random.chance(0.15);
      return {
        kind: 'comparison',
        operators: Array.from({ length: chained ? 2 : 1 }, () => random.pick(COMPARISONS)),
        args: Array.from({ length: chained ? 3 : 2 }, part),
      };
    };
    const kind = random.next();
    if (kind < 0.1) return { kind: 'and', args: [comparison(), comparison()] };
    if (kind < 0.2) return { kind: 'or', args: [comparison(), comparison()] };
    return kind < 0.25 ? { kind: 'not', args: [comparison()] } : comparison();
  }

  #indexed(depth: number, place: Place): Term {
    const random = this.#random;
    const free = INDICES.filter((name) => !place.names.includes(name));
    if (free.length === 0) return this.#leaf(place);
    const index = random.pick(free);
    const from = random.integer(3);
    const body = this.#term(depth - 1, { ...place, names: [...place.names, index, index] });
    const to = from + 1 + random.integer(3);
    return { kind: 'indexed', name: random.pick(['sum', 'prod']), index, from, to, args: [body] };
  }

  /** Brings a term into a domain, mostly. */
  #fit(term: Term, domain: Domain): Term {
    const random = this.#random;
    if (domain === 'any' || (domain !== 'gamma' && random.chance(0.1))) return term;
    const square = operator('^', term, number(2));
    switch (domain) {
      case 'positive':
        return random.pick([
          operator('+', square, number(0.1)),
          operator('+', call('abs', term), number(0.5)),
          call('exp', call('sin', term)),
          operator('+', number(1.5), call('cos', term)),
        ]);
      case 'above 1':
        return operator('+', number(1.5), square);
      case 'above -1':
        return random.pick([square, operator('*', number(0.9), call('sin', term))]);
      case 'unit':
        return random.pick([
          operator('*', number(0.9), call('sin', term)),
          operator('/', term, operator('+', number(1), call('abs', term))),
        ]);
      case 'gamma':
        // Between poles too, but near 0: far below the functions grow beyond all that is compared.
        return random.chance(0.3)
          ? operator('*', number(3), call('sin', term))
          : operator('+', number(0.1), operator('^', term, number(2)));
      case 'fraction':
        return random.pick([call('sigmoid', term), operator('/', number(1), operator('+', number(1.5), square))]);
      case 'small':
        return random.pick([operator('*', number(2), call('sin', term)), call('atan', term), term]);
    }
  }
}

/** The names a term uses that are not local to it. */
function namesOf(term: Term, found: Set<string>): void {
  if (term.kind === 'name' || term.kind === 'call') found.add(term.name);
  if (term.kind === 'count') found.add(term.column);
  const own = new Set<string>();
  for (const part of partsOf(term)) namesOf(part, own);
  if (term.kind === 'indexed') own.delete(term.index);
  for (const name of own) found.add(name);
}

/** Every name a formula uses, of functions too, apart from arguments and indices. */
export function freeNames({ definitions, objective }: Formula): Set<string> {
  const found = new Set<string>();
  namesOf(objective, found);
  for (const { parameters, body } of definitions) {
    const own = new Set<string>();
    namesOf(body, own);
    for (const parameter of parameters) own.delete(parameter);
    for (const name of own) found.add(name);
  }
  return found;
}

/** A formula without the definitions and columns that its objective does not need. */
export function withoutUnused(formula: Formula): Formula {
  let { definitions } = formula;
  for (;;) {
    const used = freeNames({ ...formula, definitions });
    const kept = definitions.filter(({ name }) => used.has(name));
    if (kept.length < definitions.length) {
      definitions = kept;
      continue;
    }
    // Rows are counted in any column: one that is left tells how many there are.
    const columns = [...formula.columns].filter(([name]) => used.has(name));
    return { definitions, columns: new Map(columns), objective: formula.objective };
  }
}
