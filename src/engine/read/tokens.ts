/**
 * The tokens of a formula as people type it (θ₁², ½, ·, ×, −, √, π, |x|), each with its place in the text. Parsing
 * itself is mathjs's; this gives it the ASCII it knows, and gives errors the ranges mathjs does not keep.
 */
import { foldedName } from '../data/column-names.ts';
import { ProblemError } from '../problem.ts';
import { FRACTIONS, longOperatorAt, OPENING, OPERATORS, SUPERSCRIPTS, WORD_OPERATORS } from './characters.ts';
import { beginsName, characterAt, continuesName, subscript } from './names.ts';
import { unreadable } from './unreadable.ts';

/** `text` stands in quotes: a value that a column of texts is compared with. */
export type TokenKind = 'number' | 'name' | 'text' | 'operator' | 'open' | 'close' | 'separator';

export interface Token {
  readonly kind: TokenKind;
  /** As mathjs spells it; for a name, the name with subscripts written out (`θ_1`); for a text what is in the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Quotes and what closes them. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', "'": "'", '`': '`' };

/** Deeper nesting than this is no formula a person wrote, and would exhaust a parser's stack. */
const DEEPEST = 150;

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Splits a formula. @param offset where it stands in the text, added to every range. @throws {ProblemError} */
export function tokenize(formula: string, offset = 0): Token[] {
  return new Tokenizer(formula, offset).run();
}

/** As `\s`, of a code unit. */
function isSpace(code: number): boolean {
  return code > 32 && code < 160 ? false : /\s/.test(String.fromCharCode(code));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a value ends with this token. */
export function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const { kind, text } = token;
  return kind === 'number' || kind === 'name' || kind === 'text' || kind === 'close' || text === '!';
}

class Tokenizer {
  readonly #text: string;
  readonly #offset: number;
  readonly #tokens: Token[] = [];
  /** Open brackets and absolute-value bars, innermost last. */
  readonly #open: Token[] = [];
  #at = 0;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  run(): Token[] {
    while (this.#at < this.#text.length) this.#next();
    const unclosed = this.#open.at(-1);
    if (unclosed) {
      const bar = unclosed.text === '|';
      throw new ProblemError(
        bar ? 'This | has no closing |.' : `This ${unclosed.text} has no closing ${OPENING[unclosed.text]}.`,
        unclosed,
      );
    }
    return this.#tokens;
  }

  #next(): void {
    const start = this.#at;
    const character = characterAt(this.#text, start);
    const code = character.charCodeAt(0);
    if (isSpace(code)) {
      this.#at++;
      return;
    }
    if (isDigit(code) || character === '.') {
      if (this.#number(start)) return;
    } else if (beginsName(character)) {
      this.#name(start);
      return;
    }
    if (character in QUOTES && this.#quoted(character, start)) return;
    const long = longOperatorAt(this.#text, start);
    if (long) {
      this.#at += 2;
      this.#push('operator', long, start);
      return;
    }
    this.#at += character.length;
    if (character === '|') this.#bar(start);
    else if (character in OPENING) this.#openBracket(character, start);
    else if (character === ')' || character === ']' || character === '}') this.#closeBracket(character, start);
    else if (character in OPERATORS) this.#push('operator', OPERATORS[character]!, start);
    else if (character === ',') this.#push('separator', ',', start);
    else if (character === '√') this.#root(start);
    else if (character === '∞') this.#push('name', 'Infinity', start);
    else if (character in FRACTIONS) this.#fraction(character, start);
    else if (SUPERSCRIPTS.includes(character) || character === '⁻') this.#superscript(start);
    else throw new ProblemError(unreadable(character), { start: this.#offset + start, end: this.#offset + this.#at });
  }

  #push(kind: TokenKind, text: string, start: number, end = this.#at): Token {
    const token = { kind, text, start: this.#offset + start, end: this.#offset + end };
    this.#tokens.push(token);
    return token;
  }

  /** A text in quotes, or a column's header in backticks; an apostrophe after a value is a prime. */
  #quoted(open: string, start: number): boolean {
    if (open === "'" && endsValue(this.#tokens.at(-1))) return false;
    const end = this.#text.indexOf(QUOTES[open]!, start + 1);
    if (end < 0) return false;
    this.#at = end + 1;
    const inside = this.#text.slice(start + 1, end);
    if (open === '`') this.#push('name', foldedName(inside), start);
    else this.#push('text', inside, start);
    return true;
  }

  #number(start: number): boolean {
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.#text);
    if (!match) return false;
    let text = match[0];
    // `2e` and `2exp(x)` are 2 times a name, and `2.` before `*`, `/` or `^` begins an elementwise operator.
    if (text.endsWith('.') && /[*/^]/.test(this.#text[start + text.length] ?? '')) text = text.slice(0, -1);
    this.#at += text.length;
    const token = this.#push('number', text, start);
    if (!Number.isFinite(Number(text))) {
      throw new ProblemError(`${text} is larger than the largest number there is (1.797e308).`, token);
    }
    return true;
  }

  #name(start: number): void {
    while (this.#at < this.#text.length) {
      const character = characterAt(this.#text, this.#at);
      if (!continuesName(character) || subscript(character) !== undefined) break;
      this.#at += character.length;
    }
    let name = this.#text.slice(start, this.#at);
    let below = '';
    for (;;) {
      const part = subscript(this.#text[this.#at] ?? '');
      if (part === undefined) break;
      below += part;
      this.#at++;
    }
    if (below !== '') name += `_${below}`;
    const operator = name === 'not' || (WORD_OPERATORS.has(name) && this.#isInfix());
    const token = this.#push(operator ? 'operator' : 'name', name.normalize('NFC'), start);
    if (name === 'Σ' || name === 'Π') {
      const written = name === 'Σ' ? 'sum' : 'prod';
      throw new ProblemError(`Write this as ${written}(expression, i, 1, n).`, token);
    }
  }

  /** Whether the operator's name just read stands between two values: `x mod (y + 1)` does, `2 mod(x, y)` calls it. */
  #isInfix(): boolean {
    const bracket = /^\s*\(/.exec(this.#text.slice(this.#at));
    if (!bracket) return true;
    if (!endsValue(this.#tokens.at(-1))) return false;
    let depth = 1;
    for (let i = this.#at + bracket[0].length; i < this.#text.length && depth > 0; i++) {
      const character = this.#text[i]!;
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
      else if (character === ',' && depth === 1) return false;
    }
    return true;
  }

  #openBracket(character: string, start: number): void {
    const token = this.#push('open', character === '{' ? '(' : character, start);
    if (character === '{') {
      throw new ProblemError('Braces are not read here. Write round brackets.', token, '(');
    }
    this.#open.push(token);
    if (this.#open.length > DEEPEST) {
      throw new ProblemError(`Brackets are nested more than ${DEEPEST} deep here.`, token);
    }
  }

  #closeBracket(character: string, start: number): void {
    const token = this.#push('close', character, start);
    const open = this.#open.pop();
    if (!open) throw new ProblemError(`This ${character} closes nothing: there is no bracket open here.`, token);
    const wanted = open.text === '|' ? '|' : OPENING[open.text]!;
    if (wanted !== character) {
      throw new ProblemError(`This ${character} does not close the ${open.text} before it.`, token, wanted);
    }
  }

  /** A bar closes when one is open and a value stands before it; otherwise it opens. */
  #bar(start: number): void {
    const last = this.#tokens.at(-1);
    if (endsValue(last) && this.#open.at(-1)?.text === '|') {
      this.#open.pop();
      this.#push('close', ')', start);
      return;
    }
    this.#push('name', 'abs', start);
    const bracket = this.#push('open', '(', start);
    this.#open.push({ ...bracket, text: '|' });
  }

  #fraction(character: string, start: number): void {
    const [over, under] = FRACTIONS[character]!;
    if (this.#tokens.at(-1)?.kind === 'number') {
      const previous = this.#tokens.at(-1)!;
      const value = Number(previous.text) + over / under;
      throw new ProblemError(
        `${previous.text}${character} can mean a sum or a product. Write the number out.`,
        { start: previous.start, end: this.#offset + this.#at },
        String(value),
      );
    }
    this.#push('open', '(', start);
    this.#push('number', String(over), start);
    this.#push('operator', '/', start);
    this.#push('number', String(under), start);
    this.#push('close', ')', start);
  }

  #superscript(start: number): void {
    let text = '';
    this.#at = start;
    for (;;) {
      const character = this.#text[this.#at] ?? '';
      const digit = character === '' ? -1 : SUPERSCRIPTS.indexOf(character);
      if (digit < 0 && !(character === '⁻' && text === '')) break;
      text += digit < 0 ? '-' : String(digit);
      this.#at++;
    }
    this.#push('operator', '^', start);
    if (text.startsWith('-')) {
      this.#push('open', '(', start);
      this.#push('operator', '-', start);
      this.#push('number', text.slice(1) || '0', start);
      this.#push('close', ')', start);
    } else this.#push('number', text, start);
  }

  /** √ takes the bracket, number or name that follows. */
  #root(start: number): void {
    this.#push('name', 'sqrt', start);
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    if (this.#text[this.#at] === '(') return;
    const end = this.#at;
    this.#push('open', '(', start, end);
    const before = this.#tokens.length;
    if (this.#at < this.#text.length) this.#next();
    const operand = this.#tokens[before];
    if (!operand || this.#tokens.length !== before + 1 || (operand.kind !== 'number' && operand.kind !== 'name')) {
      throw new ProblemError('Write what the root is of in brackets: √(…).', {
        start: this.#offset + start,
        end: this.#offset + end,
      });
    }
    this.#push('close', ')', this.#at, this.#at);
  }
}
