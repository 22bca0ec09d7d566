/** Formulas as people write them: Unicode, implicit products, brackets where they are needed and where they are not. */
import type { Random } from './random.ts';
import type { Definition, Formula, Term } from './term.ts';

/** How tightly a term binds; an operand that binds less tightly than its place asks for gets brackets. */
const LEVEL = { choice: 0, or: 1, and: 2, comparison: 3, sum: 4, product: 5, sign: 6, power: 7, atom: 8 } as const;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const FACTORIALS = [1, 1, 2, 6, 24, 120];
const FRACTIONS: Readonly<Record<number, string>> = { 0.5: '½', 0.25: '¼', 0.75: '¾' };
const COMPARISONS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '!=': '≠' };

type Written = readonly [text: string, level: number];

/** Writes terms in a hand that varies with the random numbers. */
export class Writer {
  readonly #random: Random;
  /** Plain ASCII with every bracket there can be, for reproductions. */
  readonly #plain: boolean;

  constructor(random: Random, plain = false) {
    this.#random = random;
    this.#plain = plain;
  }

  /** The whole problem's text. @param start the start line's numbers, by parameter. */
  problem(formula: Formula, start: ReadonlyMap<string, number>): string {
    const lines = [
      ...[...formula.columns].map(([name, values]) => `${name} = [${values.join(this.#maybe(', ', ','))}]`),
      ...formula.definitions.map((definition) => this.#definition(definition)),
      `minimize ${this.term(formula.objective)}`,
    ];
    if (start.size > 0) lines.push(`start ${[...start].map(([name, value]) => `${name} = ${value}`).join(', ')}`);
    return lines.join('\n');
  }

  #definition({ name, parameters, body }: Definition): string {
    const left = parameters.length > 0 ? `${name}(${parameters.join(', ')})` : name;
    return `${left} = ${this.term(body)}`;
  }

  term(term: Term, least: number = LEVEL.choice): string {
    const [text, level] = this.#write(term);
    return level < least || this.#chance(0.06) ? `(${text})` : text;
  }

  #write(term: Term): Written {
    switch (term.kind) {
      case 'number':
        return this.#number(term.value);
      case 'name':
        return [this.#name(term.name), LEVEL.atom];
      case 'negate':
        return [`${this.#maybe('-', '−')}${this.term(term.args[0], LEVEL.power)}`, LEVEL.sign];
      case 'operator':
        return this.#operator(term);
      case 'call':
        return this.#call(term.name, term.args);
      case 'comparison': {
        const parts = term.args.map((arg) => this.term(arg, LEVEL.sum));
        const operators = term.operators.map((operator) => this.#maybe(operator, COMPARISONS[operator] ?? operator));
        return [parts.map((part, i) => (i === 0 ? part : ` ${operators[i - 1]} ${part}`)).join(''), LEVEL.comparison];
      }
      case 'and':
        return [`${this.term(term.args[0], LEVEL.and)} and ${this.term(term.args[1], LEVEL.comparison)}`, LEVEL.and];
      case 'or':
        return [`${this.term(term.args[0], LEVEL.or)} or ${this.term(term.args[1], LEVEL.and)}`, LEVEL.or];
      case 'not':
        return [`not (${this.term(term.args[0])})`, LEVEL.sign];
      case 'choice': {
        const [condition, yes, no] = term.args;
        return [
          `${this.term(condition, LEVEL.or)} ? ${this.term(yes, LEVEL.or)} : ${this.term(no, LEVEL.choice)}`,
          LEVEL.choice,
        ];
      }
      case 'piecewise':
        return this.#call('piecewise', term.args);
      case 'indexed':
        return [`${term.name}(${this.term(term.args[0])}, ${term.index}, ${term.from}, ${term.to})`, LEVEL.atom];
      case 'rows':
        return this.#call(term.name, term.args);
      case 'count':
        return [`count(${term.column})`, LEVEL.atom];
    }
  }

  #number(value: number): Written {
    const fraction = FRACTIONS[value];
    if (fraction !== undefined && this.#chance(0.3)) return [fraction, LEVEL.atom];
    const factorial = FACTORIALS.lastIndexOf(value);
    if (factorial >= 0 && this.#chance(0.1)) return [`${factorial}!`, LEVEL.power];
    if (this.#chance(0.1)) return [value.toExponential(), LEVEL.atom];
    if (value < 1 && this.#chance(0.2)) return [String(value).replace(/^0(?=\.)/, ''), LEVEL.atom];
    return [Number.isInteger(value) && this.#chance(0.1) ? `${value}.0` : String(value), LEVEL.atom];
  }

  /** θ_1 as θ₁ too. */
  #name(name: string): string {
    if (!/_\d$/.test(name) || this.#chance(0.5)) return name;
    return name.slice(0, -2) + SUBSCRIPTS[Number(name.at(-1))];
  }

  #call(name: string, args: readonly Term[]): Written {
    const parts = args.map((arg) => this.term(arg));
    const [first] = parts as [string];
    if (name === 'abs' && !first.includes('|') && this.#chance(0.5)) return [`|${first}|`, LEVEL.atom];
    if (name === 'sqrt' && this.#chance(0.3)) {
      return [/^\p{L}$/u.test(first) ? `√${first}` : `√(${first})`, LEVEL.atom];
    }
    const separator = this.#chance(0.05) ? ',\n  ' : this.#maybe(', ', ',');
    return [`${name}(${parts.join(separator)})`, LEVEL.atom];
  }

  #operator({ operator, args: [left, right] }: Term & { kind: 'operator' }): Written {
    switch (operator) {
      case '+':
      case '-': {
        const sign = operator === '-' ? this.#maybe('-', '−') : '+';
        return [`${this.term(left, LEVEL.sum)}${this.#spaced(sign)}${this.term(right, LEVEL.product)}`, LEVEL.sum];
      }
      case '^':
        return this.#power(left, right);
      case 'mod':
        return [`${this.term(left, LEVEL.product)} mod ${this.term(right, LEVEL.sign)}`, LEVEL.product];
      case '/':
        return [
          `${this.term(left, LEVEL.product)}${this.#spaced(this.#maybe('/', '÷'))}${this.term(right, LEVEL.sign)}`,
          LEVEL.product,
        ];
      case '*':
        return this.#implicit(left, right) ?? this.#explicit(left, right);
    }
  }

  #explicit(left: Term, right: Term): Written {
    const sign = this.#spaced(this.#random.pick(this.#plain ? ['*'] : ['*', '*', '*', '·', '×']));
    return [`${this.term(left, LEVEL.product)}${sign}${this.term(right, LEVEL.sign)}`, LEVEL.product];
  }

  /** A number or a bracket before a name, a call or a bracket needs no sign between them. */
  #implicit(left: Term, right: Term): Written | undefined {
    if (!this.#chance(0.5)) return undefined;
    const [factor, level] = this.#write(left);
    const before = left.kind === 'number' && level === LEVEL.atom ? factor : `(${factor})`;
    if (left.kind !== 'number' && left.kind !== 'operator') return undefined;
    const [after, tightness] = this.#write(right);
    if (tightness < LEVEL.power || /^[\d.½¼¾]/.test(after)) return undefined;
    // `2e+3` is a number.
    const gap = /^[eE]/.test(after) || this.#chance(0.3) ? ' ' : '';
    return [`${before}${gap}${after}`, LEVEL.product];
  }

  #power(left: Term, right: Term): Written {
    const base = this.term(left, LEVEL.atom);
    const whole = wholeNumber(right);
    if (whole !== undefined && this.#chance(0.4)) {
      const digits = [...String(Math.abs(whole))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
      return [`${base}${whole < 0 ? '⁻' : ''}${digits}`, LEVEL.power];
    }
    return [`${base}${this.#chance(0.2) ? '**' : this.#spaced('^')}${this.term(right, LEVEL.sign)}`, LEVEL.power];
  }

  #spaced(sign: string): string {
    return this.#plain || this.#random.chance(0.7) ? ` ${sign} ` : sign;
  }

  #maybe(usual: string, other: string): string {
    return this.#chance(0.3) ? other : usual;
  }

  #chance(probability: number): boolean {
    return !this.#plain && this.#random.chance(probability);
  }
}

function wholeNumber(term: Term): number | undefined {
  if (term.kind === 'negate') {
    const value = wholeNumber(term.args[0]);
    return value === undefined || value <= 0 ? undefined : -value;
  }
  return term.kind === 'number' && Number.isInteger(term.value) ? term.value : undefined;
}
