/** A column as it is read, value by value. */
import { Blocks } from './blocks.ts';
import { isMissing, numberOf } from './number-text.ts';
import type { TableColumn } from './table.ts';

/** Texts by their codes. */
class Texts {
  readonly #codes = new Blocks((length) => new Int32Array(length));
  readonly #known = new Map<string, number>();
  #numbers = 0;
  #firstText = -1;

  push(text: string, comma: boolean): void {
    if (isMissing(text)) {
      this.#codes.push(-1);
      return;
    }
    let code = this.#known.get(text);
    if (code === undefined) {
      code = this.#known.size;
      // A piece of a long text would keep all of it in memory.
      this.#known.set(detached(text), code);
    }
    if (numberOf(text, comma) !== undefined) this.#numbers++;
    else if (this.#firstText < 0) this.#firstText = this.#codes.length;
    this.#codes.push(code);
  }

  missing(): void {
    this.#codes.push(-1);
  }

  column(name: string, header: string): TableColumn {
    const categories = [...this.#known.keys()];
    const [numbers, firstText] = [this.#numbers, this.#firstText];
    return { kind: 'texts', name, header, codes: this.#codes.join(), categories, numbers, firstText };
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
