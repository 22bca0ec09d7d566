/** What the elementary functions' WebAssembly is put together from. "Leaves" is on the stack. */
import { ROUNDING } from '../../elementary/numbers.ts';
import type { Code } from '../code.ts';

export const ELEMENTARY_NAMES = ['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus'] as const;
export type ElementaryName = (typeof ELEMENTARY_NAMES)[number];

/** The index of a declared function: an elementary one, or with `wide` false one of the host's. */
export type Callee = (name: ElementaryName | HostName, wide: boolean) => number;

/** The host's function for angles that are reduced by whole numbers. */
export type HostName = 'host:sin' | 'host:cos';

/** A function under construction whose argument is local 0. */
export interface Building {
  readonly code: Code;
  readonly callee: Callee;
}

export const X = 0;
/** The bits of 1, and of the exponent of a double between 2⁵² and 2⁵³, whose lower bits are a whole number. */
export const ONE_BITS = 0x3ffn << 52n;
export const WHOLE_BITS = 0x433n << 52n;
export const SIGN_BIT = 1n << 63n;

/** A local that holds what is on the stack. */
export function keep(code: Code): number {
  const local = code.local();
  code.set(local);
  return local;
}

/** c[0] + c[1]·x + …, in runs as long as the last of the powers x, x², x⁴ … that are given as locals; each run likewise. */
export function polynomial(code: Code, coefficients: Float64Array, powers: readonly number[]): void {
  const run = 2 ** (powers.length - 1);
  const head = coefficients.slice(0, run);
  if (run === 1) code.constant(head[0]!);
  else polynomial(code, head, powers.slice(0, -1));
  const tail = coefficients.slice(run);
  if (tail.length === 0) return;
  code.get(powers.at(-1)!);
  polynomial(code, tail, powers);
  code.op('multiply', 'add');
}

/** The product of two locals, kept. */
export function product(code: Code, a: number, b: number): number {
  return keep(code.get(a).get(b).op('multiply'));
}

/** x·factor rounded to a whole number: the sum that rounds it, whose low bits are the number's, and the number. */
export function rounded(code: Code, x: number, factor: number): { readonly shifted: number; readonly n: number } {
  const shifted = keep(code.get(x).constant(factor).op('multiply').constant(ROUNDING).op('add'));
  return { shifted, n: keep(code.get(shifted).constant(ROUNDING).op('subtract')) };
}

/** Leaves f of the two numbers of local 0, one by one. */
export function oneByOne({ code, callee }: Building, name: ElementaryName): void {
  const index = callee(name, false);
  code.get(X);
  for (const place of [0, 1] as const) code.get(X).extract(place).call(index).replace(place);
}

/** Leaves what `ordinary` leaves, or `otherwise` where the condition that `holds` leaves fails for one of two. */
export function ordinarily(building: Building, holds: () => void, ordinary: () => void, otherwise: () => void): void {
  const { code } = building;
  const result = code.local();
  holds();
  code.not().any();
  const kept = (inside: () => void) => () => {
    inside();
    code.set(result);
  };
  code.if(kept(otherwise), kept(ordinary)).get(result);
}
