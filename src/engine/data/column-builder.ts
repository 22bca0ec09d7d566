/** A column as it is read, value by value. */
import { Blocks } from './blocks.ts';
import { isMissing, numberOf } from './number-text.ts';
import type { TableColumn } from './table.ts';

/** Texts by their codes. */
class Texts {
  readonly #codes = new Blocks((length) => new Int32Array(length));
  /** The code of every text that came; −1 of those that stand for a missing value. */
  readonly #known = new Map<string, number>();
  readonly #categories: string[] = [];
  /** Whether each category would be a number. */
  readonly #numeric: boolean[] = [];
  #firstText = -1;

  push(text: string, comma: boolean): void {
    this.#codes.push(this.#known.get(text) ?? this.#learn(text, comma));
  }

  missing(): void {
    this.#codes.push(-1);
  }

  column(name: string, header: string): TableColumn {
    const codes = this.#codes.join();
    const numbers = codes.reduce((sum, code) => sum + (this.#numeric[code] ? 1 : 0), 0);
    return { kind: 'texts', name, header, codes, categories: this.#categories, numbers, firstText: this.#firstText };
  }

  #learn(text: string, comma: boolean): number {
    // A piece of a long text would keep all of it in memory.
    const own = detached(text);
    const code = isMissing(own) ? -1 : this.#categories.push(own) - 1;
    this.#known.set(own, code);
    if (code < 0) return code;
    const isNumber = numberOf(own, comma) !== undefined;
    this.#numeric.push(isNumber);
    if (!isNumber && this.#firstText < 0) this.#firstText = this.#codes.length;
    return code;
  }
}

/**
 * Takes a column's values one by one. It is one of numbers until a text comes; when numbers came before, their own
 * spelling is lost (`007`), and the column has to be read again as texts.
 */
export class ColumnBuilder {
  readonly name: string;
  readonly header: string;
  readonly #comma: boolean;
  #numbers: Blocks<Float64Array> | undefined;
  #texts: Texts | undefined;
  #seenNumber = false;
  #late = false;

  /** @param texts whether to take every value as text. @param comma whether the decimal sign is a comma. */
  constructor(name: string, header: string, texts: boolean, comma: boolean) {
    this.name = name;
    this.header = header;
    this.#comma = comma;
    if (texts) this.#texts = new Texts();
    else this.#numbers = new Blocks((length) => new Float64Array(length));
  }

  /** Whether a text came after numbers: read again, with `texts`. */
  get late(): boolean {
    return this.#late;
  }

  /** Whether a number came, and no text can follow. */
  get seenNumber(): boolean {
    return this.#seenNumber;
  }

  /** Whether values are still numbers. */
  get takesNumbers(): boolean {
    return this.#numbers !== undefined;
  }

  /** Takes a number; NaN is a missing value. */
  number(value: number): void {
    this.#seenNumber ||= !Number.isNaN(value);
    this.#numbers!.push(value);
  }

  /** Takes a value as it is written. */
  text(written: string): void {
    if (this.#late) return;
    const text = written.trim();
    if (this.#texts) {
      this.#texts.push(text, this.#comma);
      return;
    }
    const value = numberOf(text, this.#comma);
    if (value !== undefined) this.number(value);
    else if (this.#seenNumber) this.#late = true;
    else {
      this.#texts = new Texts();
      for (let before = this.#numbers!.length; before > 0; before--) this.#texts.missing();
      this.#numbers = undefined;
      this.#texts.push(text, this.#comma);
    }
  }

  missing(): void {
    if (this.#late) return;
    if (this.#texts) this.#texts.missing();
    else this.#numbers!.push(Number.NaN);
  }

  column(): TableColumn {
    const { name, header } = this;
    return this.#texts?.column(name, header) ?? { kind: 'numbers', name, header, values: this.#numbers!.join() };
  }
}

function detached(text: string): string {
  return text.length < 13 ? text : JSON.parse(JSON.stringify(text));
}
