/** A WebAssembly module put together from functions, imports and one memory. Core Specification 2.0, §5.5. */
import { Bytes } from './bytes.ts';
import { type Code, TYPE_BYTE, type ValueType } from './code.ts';

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

interface Imported extends Signature {
  readonly name: string;
}

interface Defined extends Signature {
  /** The name it is exported by. */
  readonly name?: string;
  code: Code | undefined;
}

/** A module under construction. Imports come first: a function's index is fixed when it is declared. */
export class ModuleBuilder {
  readonly #imports: Imported[] = [];
  readonly #functions: Defined[] = [];

  /** A function of the host, from the import module `m`. */
  import(name: string, parameters: readonly ValueType[], results: readonly ValueType[]): number {
    if (this.#functions.length > 0) throw new RangeError('Imports are declared before functions.');
    return this.#imports.push({ name, parameters, results }) - 1;
  }

  /** A function whose code is given now or by `define`. */
  function(parameters: readonly ValueType[], results: readonly ValueType[], code?: Code, name?: string): number {
    const defined: Defined = { parameters, results, code, ...(name !== undefined && { name }) };
    return this.#imports.length + this.#functions.push(defined) - 1;
  }

  define(index: number, code: Code): void {
    this.#functions[index - this.#imports.length]!.code = code;
  }

  /** The module's bytes. @param pages 64 KiB pages of memory, exported as `memory`. */
  bytes(pages: number): Uint8Array<ArrayBuffer> {
    const types = new Map<string, number>();
    const typeBytes = new Bytes();
    const typeOf = ({ parameters, results }: Signature): number => {
      const key = `${parameters}>${results}`;
      const known = types.get(key);
      if (known !== undefined) return known;
      types.set(key, types.size);
      typeBytes
        .byte(0x60)
        .unsigned(parameters.length)
        .byte(...parameters.map((type) => TYPE_BYTE[type]));
      typeBytes.unsigned(results.length).byte(...results.map((type) => TYPE_BYTE[type]));
      return types.size - 1;
    };
    const imports = new Bytes().unsigned(this.#imports.length);
    for (const entry of this.#imports) imports.name('m').name(entry.name).byte(0x00).unsigned(typeOf(entry));
    const functions = new Bytes().unsigned(this.#functions.length);
    const codes = new Bytes().unsigned(this.#functions.length);
    const exported = this.#functions.filter((entry) => entry.name !== undefined);
    const exports = new Bytes()
      .unsigned(exported.length + 1)
      .name('memory')
      .byte(0x02, 0x00);
    this.#functions.forEach((entry, i) => {
      functions.unsigned(typeOf(entry));
      if (!entry.code) throw new RangeError('A function has no code.');
      codes.sized(entry.code.entry());
      if (entry.name !== undefined)
        exports
          .name(entry.name)
          .byte(0x00)
          .unsigned(this.#imports.length + i);
    });
    const module = new Bytes().byte(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const section = (id: number, content: Bytes) => module.byte(id).sized(content);
    section(1, new Bytes().unsigned(types.size).bytes(typeBytes));
    section(2, imports);
    section(3, functions);
    section(5, new Bytes().byte(1, 0x00).unsigned(pages));
    section(7, exports);
    section(10, codes);
    return module.taken();
  }
}
