/** A module's bytes as functions and memory, where the host allows WebAssembly. */

/** The part of the host's WebAssembly that is used; the engine is typed without any host's types. */
interface Host {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, HostFunction>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** A function of the host that a module calls. */
export type HostFunction = (...args: number[]) => number;

declare const WebAssembly: Host | undefined;

/** A module that is ready to run. */
export interface Instance {
  readonly memory: ArrayBuffer;
  /** An exported function. */
  function(name: string): HostFunction;
}

let allowed: boolean | undefined;

/**
 * Whether the host compiles WebAssembly: it may lack it, or refuse it by a content security policy without
 * `wasm-unsafe-eval`. Found out once.
 */
export function canRunWasm(): boolean {
  if (allowed !== undefined) return allowed;
  try {
    if (typeof WebAssembly === 'undefined') return false;
    // The smallest module: its magic number and its version.
    new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    allowed = true;
  } catch {
    // A refusal is an answer; what refuses has no other form than an error.
    allowed = false;
  }
  return allowed;
}

/** Whether the host knows every instruction of a module. */
export function isValid(bytes: Uint8Array<ArrayBuffer>): boolean {
  return canRunWasm() && WebAssembly!.validate(bytes);
}

/** Compiles and instantiates a module. @throws {Error} for bytes that are no valid module: a defect of the emitter. */
export function instantiate(bytes: Uint8Array<ArrayBuffer>, imports: Readonly<Record<string, HostFunction>>): Instance {
  const { exports } = new WebAssembly!.Instance(new WebAssembly!.Module(bytes), { m: imports });
  const { buffer } = exports.memory as { readonly buffer: ArrayBuffer };
  return { memory: buffer, function: (name) => exports[name] as HostFunction };
}
