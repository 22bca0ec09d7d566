/**
 * The instructions of one WebAssembly function, of one number (f64) or two at a time (f64x2). Both have the same words:
 * `add` is f64.add or f64x2.add, a condition is an i32 or a mask, and the stack's order is the same.
 */
import { Bytes } from './bytes.ts';

/** A value's type: a number or a pair of them, i32, i64. */
export type ValueType = 'f64' | 'v128' | 'i32' | 'i64';

export const TYPE_BYTE: Readonly<Record<ValueType, number>> = { f64: 0x7c, v128: 0x7b, i32: 0x7f, i64: 0x7e };

/** The opcode of one number, and of two. */
const ARITHMETIC = {
  abs: [0x99, 0xec],
  negate: [0x9a, 0xed],
  ceil: [0x9b, 0x74],
  floor: [0x9c, 0x75],
  truncate: [0x9d, 0x7a],
  /** To the nearest whole number, halves to even. */
  nearest: [0x9e, 0x94],
  sqrt: [0x9f, 0xef],
  add: [0xa0, 0xf0],
  subtract: [0xa1, 0xf1],
  multiply: [0xa2, 0xf2],
  divide: [0xa3, 0xf3],
  /** As Math.min and Math.max: NaN wins, −0 is below 0. */
  min: [0xa4, 0xf4],
  max: [0xa5, 0xf5],
  equal: [0x61, 0x47],
  unequal: [0x62, 0x48],
  less: [0x63, 0x49],
  greater: [0x64, 0x4a],
  lessOrEqual: [0x65, 0x4b],
  greaterOrEqual: [0x66, 0x4c],
  /** The 64 bits of a double as an integer: free for two. */
  bits: [0xbd, undefined],
  fromBits: [0xbf, undefined],
  addBits: [0x7c, 0xce],
  subtractBits: [0x7d, 0xd1],
  andBits: [0x83, 0x4e],
  orBits: [0x84, 0x50],
  xorBits: [0x85, 0x51],
  /** The count of a shift is an i64 for one number and an i32 for two: `shift` puts it. */
  shiftLeft: [0x86, 0xcb],
  shiftRightSigned: [0x87, 0xcc],
  shiftRight: [0x88, 0xcd],
} as const satisfies Record<string, readonly [number, number | undefined]>;

export type Instruction = keyof typeof ARITHMETIC;
type Shift = 'shiftLeft' | 'shiftRightSigned' | 'shiftRight';

const INTEGERS = {
  add: 0x6a,
  subtract: 0x6b,
  multiply: 0x6c,
  /** Of numbers without a sign. */
  remainder: 0x70,
  less: 0x48,
  lessUnsigned: 0x49,
  greater: 0x4a,
  greaterOrEqual: 0x4e,
  not: 0x45,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shiftLeft: 0x74,
  /** To the left. */
  rotate: 0x77,
} as const;

const SIMD = 0xfd;

/** A function's code under construction. */
export class Code {
  readonly wide: boolean;
  readonly body = new Bytes();
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];

  /** @param parameters how many parameters come before the locals. @param wide two numbers at a time. */
  constructor(parameters: number, wide = false) {
    this.#parameters = parameters;
    this.wide = wide;
  }

  /** The type of numbers here. */
  get type(): 'f64' | 'v128' {
    return this.wide ? 'v128' : 'f64';
  }

  /** A new local; of a number's type unless said otherwise. */
  local(type: ValueType = this.type): number {
    return this.#parameters + this.#locals.push(type) - 1;
  }

  get(local: number): this {
    this.body.byte(0x20).unsigned(local);
    return this;
  }

  set(local: number): this {
    this.body.byte(0x21).unsigned(local);
    return this;
  }

  tee(local: number): this {
    this.body.byte(0x22).unsigned(local);
    return this;
  }

  /** A number, in both places. */
  constant(value: number): this {
    // A splat is shorter than a pair of constants, and V8 makes it in fewer instructions.
    this.body.byte(0x44).double(value);
    return this.splat();
  }

  /** 64 bits as an integer, in both places. */
  constantBits(value: bigint): this {
    if (!this.wide) {
      this.body.byte(0x42).signed(BigInt.asIntN(64, value));
      return this;
    }
    this.body.byte(SIMD, 0x0c);
    for (let place = 0; place < 2; place++) {
      for (let shift = 0n; shift < 64n; shift += 8n) this.body.byte(Number((value >> shift) & 255n));
    }
    return this;
  }

  integer(value: number): this {
    this.body.byte(0x41).signed(value);
    return this;
  }

  op(...instructions: readonly Exclude<Instruction, Shift>[]): this {
    for (const instruction of instructions) this.#emit(ARITHMETIC[instruction]);
    return this;
  }

  /** A shift of 64-bit integers by a fixed count. */
  shift(direction: Shift, count: number): this {
    if (this.wide) this.integer(count);
    else this.body.byte(0x42).signed(count);
    this.#emit(ARITHMETIC[direction]);
    return this;
  }

  #emit([one, two]: readonly [number, number | undefined]): void {
    if (!this.wide) this.body.byte(one);
    else if (two !== undefined) this.body.byte(SIMD).unsigned(two);
  }

  /** From the stack: the value where the condition holds, the other value, the condition. */
  select(): this {
    if (this.wide) this.body.byte(SIMD, 0x52);
    else this.body.byte(0x1b);
    return this;
  }

  /** Both conditions; either; not. */
  and(): this {
    if (this.wide) this.body.byte(SIMD, 0x4e);
    else this.body.byte(0x71);
    return this;
  }

  or(): this {
    if (this.wide) this.body.byte(SIMD, 0x50);
    else this.body.byte(0x72);
    return this;
  }

  not(): this {
    if (this.wide) this.body.byte(SIMD, 0x4d);
    else this.body.byte(0x45);
    return this;
  }

  /** From the stack a value and a number whose sign it takes. */
  copySign(): this {
    // Two: the bits of the value where the mask is set, of the sign where it is not.
    if (this.wide) return this.constantBits(0x7fffffffffffffffn).select();
    this.body.byte(0xa6);
    return this;
  }

  /** A condition as a number: 1 or 0. */
  truth(): this {
    if (this.wide) return this.constant(1).op('andBits');
    this.body.byte(0xb7);
    return this;
  }

  /** Whether a condition holds anywhere: an i32. */
  any(): this {
    if (this.wide) this.body.byte(SIMD, 0x53);
    return this;
  }

  /** a·b + c from the stack a, b, c, rounded once where the processor can and twice where it cannot. Two numbers only. */
  relaxedFused(): this {
    this.body.byte(SIMD).unsigned(0x107);
    return this;
  }

  /** c − a·b from the stack a, b, c; as `relaxedFused`. */
  relaxedFusedNegated(): this {
    this.body.byte(SIMD).unsigned(0x108);
    return this;
  }

  /** The number in one of two places: an f64. */
  extract(place: 0 | 1): this {
    this.body.byte(SIMD, 0x21, place);
    return this;
  }

  /** Puts an f64 into one of two places: from the stack the pair, the number. */
  replace(place: 0 | 1): this {
    this.body.byte(SIMD, 0x22, place);
    return this;
  }

  /** An f64 into both places. */
  splat(): this {
    if (this.wide) this.body.byte(SIMD, 0x14);
    return this;
  }

  /** Reads from an address (an i32) on the stack, plus an offset in bytes. */
  load(offset: number, type: 'f64' | 'v128' = this.type): this {
    if (type === 'v128') this.body.byte(SIMD, 0x00, 4);
    else this.body.byte(0x2b, 3);
    this.body.unsigned(offset);
    return this;
  }

  /** Reads one number from an address on the stack, into both places. */
  loadSplat(offset: number): this {
    if (!this.wide) return this.load(offset);
    this.body.byte(SIMD, 0x0a, 3).unsigned(offset);
    return this;
  }

  /** Reads an i32 from an address on the stack, plus an offset in bytes. */
  loadInteger(offset: number): this {
    this.body.byte(0x28, 2).unsigned(offset);
    return this;
  }

  /** Writes an i32 to an address: from the stack the address, the integer. */
  storeInteger(offset: number): this {
    this.body.byte(0x36, 2).unsigned(offset);
    return this;
  }

  /** An i32 without a sign as an i64; the lower half of an i64; a product of two i64. */
  widen(): this {
    this.body.byte(0xad);
    return this;
  }

  wrap(): this {
    this.body.byte(0xa7);
    return this;
  }

  multiplyLong(): this {
    this.body.byte(0x7e);
    return this;
  }

  /** An i32 as a number. */
  fromInteger(): this {
    this.body.byte(0xb7);
    return this.splat();
  }

  /** Writes a number to an address: from the stack the address, the number. */
  store(offset: number, type: 'f64' | 'v128' = this.type): this {
    if (type === 'v128') this.body.byte(SIMD, 0x0b, 4);
    else this.body.byte(0x39, 3);
    this.body.unsigned(offset);
    return this;
  }

  call(index: number): this {
    this.body.byte(0x10).unsigned(index);
    return this;
  }

  /** `block`, `loop` and `if` without results; branches count outwards from 0. */
  block(inside: () => void): this {
    return this.#nested(0x02, inside);
  }

  loop(inside: () => void): this {
    return this.#nested(0x03, inside);
  }

  if(inside: () => void, otherwise?: () => void): this {
    if (!otherwise) return this.#nested(0x04, inside);
    return this.#nested(0x04, () => {
      inside();
      this.body.byte(0x05);
      otherwise();
    });
  }

  #nested(opcode: number, inside: () => void): this {
    this.body.byte(opcode, 0x40);
    inside();
    this.body.byte(0x0b);
    return this;
  }

  branch(outwards: number): this {
    this.body.byte(0x0c).unsigned(outwards);
    return this;
  }

  branchIf(outwards: number): this {
    this.body.byte(0x0d).unsigned(outwards);
    return this;
  }

  /** i32 arithmetic. */
  i32(operation: keyof typeof INTEGERS): this {
    this.body.byte(INTEGERS[operation]);
    return this;
  }

  /** The function's entry of the code section: its locals in runs of one type, its instructions, its end. */
  entry(): Bytes {
    const runs: [number, ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const entry = new Bytes().unsigned(runs.length);
    for (const [count, type] of runs) entry.unsigned(count).byte(TYPE_BYTE[type]);
    return entry.bytes(this.body).byte(0x0b);
  }
}
