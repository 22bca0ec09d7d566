/** What every host has beside the language itself, so that the engine needs neither the DOM's nor Node's types. */

/** Bytes to text, in pieces. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** Ends work that goes on. */
export interface Signal {
  readonly aborted: boolean;
}

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

interface Writer {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

interface Host {
  readonly TextDecoder: new (
    label: string,
    options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
  ) => Decoder;
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
  readonly DecompressionStream: new (
    format: 'gzip',
  ) => { readonly readable: { getReader(): Reader }; readonly writable: { getWriter(): Writer } };
}

export const { TextDecoder, TextEncoder, DecompressionStream } = globalThis as unknown as Host;
