/**
 * The elementary functions of `program/elementary/` as WebAssembly of one number or of two: the same operations in the
 * same order, so the same digits. Read beside the TypeScript, which has the sources and the reasons. Two numbers of which
 * one is out of the ordinary are computed one by one.
 */
import { EXP_COEFFICIENTS, EXP_LEAST, EXP_LIMIT, EXP_MOST, LOG2_E } from '../elementary/exp.ts';
import { LEAST_NORMAL, LOG_COEFFICIENTS, SIGNIFICAND_BITS, SUBNORMAL_SCALE } from '../elementary/log.ts';
import { LN2_HIGH, LN2_LOW, ROUNDING } from '../elementary/numbers.ts';
import {
  ANGLE_LIMIT,
  COS_COEFFICIENTS,
  cosLarge,
  HALF_PI_HIGH,
  HALF_PI_LOW,
  HALF_PI_MIDDLE,
  SIN_COEFFICIENTS,
  sinLarge,
  TWO_OVER_PI,
} from '../elementary/sine.ts';
import { TANH_LIMIT } from '../elementary/tanh.ts';
import { Code } from './code.ts';

export const ELEMENTARY_NAMES = ['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus'] as const;
export type ElementaryName = (typeof ELEMENTARY_NAMES)[number];

/** The index of a declared function: an elementary one, or with `wide` false one of the host's. */
export type Callee = (name: ElementaryName | HostName, wide: boolean) => number;

/** An elementary function of one number, or of two. */
export interface Elementary {
  readonly name: ElementaryName;
  readonly wide: boolean;
}

/** What emitted functions import, each f64 → f64. */
export const HOST_FUNCTIONS = { 'host:sinLarge': sinLarge, 'host:cosLarge': cosLarge } as const;
export type HostName = keyof typeof HOST_FUNCTIONS;

/** A function under construction whose argument is local 0. */
interface Building {
  readonly code: Code;
  readonly callee: Callee;
}

const X = 0;
/** The bits of 1, and of the exponent of a double between 2⁵² and 2⁵³, whose lower bits are a whole number. */
const ONE_BITS = 0x3ffn << 52n;
const WHOLE_BITS = 0x433n << 52n;
const SIGN_BIT = 1n << 63n;

/** A local that holds what is on the stack. */
function keep(code: Code): number {
  const local = code.local();
  code.set(local);
  return local;
}

/** c[0] + c[1]·x + …, in runs as long as the last of the powers x, x², x⁴ … that are given as locals; each run likewise. */
function polynomial(code: Code, coefficients: Float64Array, powers: readonly number[]): void {
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
function product(code: Code, a: number, b: number): number {
  return keep(code.get(a).get(b).op('multiply'));
}

/** x·factor rounded to a whole number: the sum that rounds it, whose low bits are the number's, and the number. */
function rounded(code: Code, x: number, factor: number): { readonly shifted: number; readonly n: number } {
  const shifted = keep(code.get(x).constant(factor).op('multiply').constant(ROUNDING).op('add'));
  return { shifted, n: keep(code.get(shifted).constant(ROUNDING).op('subtract')) };
}

/** Leaves f of the two numbers of local 0, one by one. */
function oneByOne({ code, callee }: Building, name: ElementaryName): void {
  const index = callee(name, false);
  code.get(X);
  for (const place of [0, 1] as const) code.get(X).extract(place).call(index).replace(place);
}

/** Leaves what `ordinary` leaves, or `otherwise` where the condition that `holds` leaves fails for one of two. */
function ordinarily(building: Building, holds: () => void, ordinary: () => void, otherwise: () => void): void {
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

function sizeBelow(code: Code, limit: number): void {
  code.get(X).op('abs').constant(limit).op('less');
}

/** Leaves `rest` of exp.ts; also 1 + high and high. */
function exponentialParts(code: Code, x: number, n: number): { readonly high: number; readonly rest: number } {
  const high = keep(code.get(x).get(n).constant(LN2_HIGH).op('multiply', 'subtract'));
  const low = keep(code.get(n).constant(LN2_LOW).op('multiply'));
  const r = keep(code.get(high).get(low).op('subtract'));
  const r2 = product(code, r, r);
  const r4 = product(code, r2, r2);
  code.get(r2);
  polynomial(code, EXP_COEFFICIENTS, [r, r2, r4]);
  return { high, rest: keep(code.op('multiply').get(low).op('subtract')) };
}

/** Leaves whole + part + rest, the first sum's error added to the rest; a missing factor is 1. */
function compensated(code: Code, whole: number, part: number, rest: number, factor?: number): void {
  const sum = keep(code.get(whole).get(part).op('add'));
  code.get(sum).get(whole).get(sum).op('subtract').get(part).op('add');
  if (factor !== undefined) code.get(factor).get(rest).op('multiply', 'add', 'add');
  else code.get(rest).op('add', 'add');
}

function significand(code: Code, x: number, n: number): void {
  const { high, rest } = exponentialParts(code, x, n);
  compensated(code, keep(code.constant(1)), high, rest);
}

/** Leaves 2^n from the sum that rounded n. */
function powerOfTwo(code: Code, shifted: number): void {
  code.get(shifted).op('bits').shift('shiftLeft', 52).constantBits(ONE_BITS).op('addBits', 'fromBits');
}

function exp(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => sizeBelow(code, EXP_LIMIT),
    () => {
      const { shifted, n } = rounded(code, X, LOG2_E);
      significand(code, X, n);
      code.op('bits').get(shifted).op('bits').shift('shiftLeft', 52).op('addBits', 'fromBits');
    },
    () => {
      if (code.wide) return oneByOne(building, 'exp');
      const within = keep(code.get(X).constant(EXP_LEAST).op('max').constant(EXP_MOST).op('min'));
      const { n } = rounded(code, within, LOG2_E);
      const half = keep(code.get(n).constant(0.5).op('multiply', 'floor'));
      significand(code, within, n);
      powerOfTwo(code, keep(code.get(half).constant(ROUNDING).op('add')));
      powerOfTwo(code.op('multiply'), keep(code.get(n).get(half).op('subtract').constant(ROUNDING).op('add')));
      code.op('multiply');
    },
  );
}

function expm1(building: Building): void {
  const { code, callee } = building;
  ordinarily(
    building,
    () => sizeBelow(code, EXP_LIMIT),
    () => {
      const { shifted, n } = rounded(code, X, LOG2_E);
      powerOfTwo(code, shifted);
      const scale = keep(code);
      const { high, rest } = exponentialParts(code, X, n);
      const whole = keep(code.get(scale).constant(1).op('subtract'));
      compensated(code, whole, product(code, scale, high), rest, scale);
      code.get(X).copySign();
    },
    () => {
      if (code.wide) return oneByOne(building, 'expm1');
      code.constant(-1).get(X).call(callee('exp', false)).get(X).constant(0).op('less').select();
    },
  );
}

/** Leaves `shiftedLog` of log.ts; locals of the number, and where there are such the offset and the correction. */
function shiftedLog(code: Code, x: number, offset?: number, correction?: number): void {
  const lower = BigInt(SIGNIFICAND_BITS) << 32n;
  const bits = code.local(code.wide ? 'v128' : 'i64');
  // 1024 more than the exponent, so that it is not negative.
  code
    .get(x)
    .op('bits')
    .constantBits((1024n << 52n) - lower)
    .op('addBits')
    .set(bits);
  code.get(bits).constantBits(0xfffffffffffffn).op('andBits').constantBits(lower).op('addBits', 'fromBits');
  const f = keep(code.constant(1).op('subtract'));
  code.get(bits).shift('shiftRight', 52).constantBits(WHOLE_BITS).op('orBits', 'fromBits');
  code.constant(2 ** 52 + 1024).op('subtract');
  const k = keep(offset === undefined ? code : code.get(offset).op('add'));
  const s = keep(code.get(f).constant(2).get(f).op('add', 'divide'));
  const z = product(code, s, s);
  const z2 = product(code, z, z);
  const half = keep(code.constant(0.5).get(f).op('multiply').get(f).op('multiply'));
  code.get(k).constant(LN2_HIGH).op('multiply').get(half);
  code.get(s).get(half).get(z);
  polynomial(code, LOG_COEFFICIENTS, [z, z2]);
  code.op('multiply', 'add', 'multiply');
  code.get(k).constant(LN2_LOW).op('multiply');
  if (correction !== undefined) code.get(correction).op('add');
  code.op('add', 'subtract').get(f).op('subtract', 'subtract');
}

/** Leaves x where it is one of two values, −∞ at the third, else NaN: the logarithms' special values. */
function specialLog(code: Code, self: number, alsoSelf: number, pole: number): void {
  code.get(X).constant(Number.NEGATIVE_INFINITY).constant(Number.NaN).get(X).constant(pole).op('equal').select();
  code.get(X).constant(self).op('equal').get(X).constant(alsoSelf).op('equal').or().select();
}

/** Leaves whether x lies between the bounds. */
function within(code: Code, bound: 'greater' | 'greaterOrEqual', least: number): void {
  code.get(X).constant(least).op(bound).get(X).constant(Number.POSITIVE_INFINITY).op('less').and();
}

function log(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => within(code, 'greaterOrEqual', LEAST_NORMAL),
    () => shiftedLog(code, X),
    () => {
      if (code.wide) return oneByOne(building, 'log');
      const result = code.local();
      within(code, 'greater', 0);
      code.if(
        () => {
          const larger = keep(code.get(X).constant(SUBNORMAL_SCALE).op('multiply'));
          shiftedLog(code, larger, keep(code.constant(-54)));
          code.set(result);
        },
        () => {
          specialLog(code, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
          code.set(result);
        },
      );
      code.get(result);
    },
  );
}

function log1p(building: Building): void {
  const { code } = building;
  ordinarily(
    building,
    () => within(code, 'greater', -1),
    () => {
      const u = keep(code.constant(1).get(X).op('add'));
      const back = keep(code.get(u).constant(1).op('subtract'));
      code.constant(1).get(u).get(back).op('subtract', 'subtract').get(X).get(back).op('subtract', 'add');
      shiftedLog(code, u, undefined, keep(code.get(u).op('divide')));
      code.get(X).copySign();
    },
    () => (code.wide ? oneByOne(building, 'log1p') : specialLog(code, 0, Number.POSITIVE_INFINITY, -1)),
  );
}

/** Leaves sin(r + t) from r, t, r² and r⁴. */
function sinNear(code: Code, r: number, t: number, z: number, z2: number): void {
  const cube = product(code, z, r);
  code.get(r).get(z).constant(0.5).get(t).op('multiply').get(cube);
  polynomial(code, SIN_COEFFICIENTS.subarray(1), [z, z2]);
  code.op('multiply', 'subtract', 'multiply').get(t).op('subtract');
  code.get(cube).constant(SIN_COEFFICIENTS[0]!).op('multiply', 'subtract', 'subtract');
}

/** Leaves cos(r + t), as `sinNear`. */
function cosNear(code: Code, r: number, t: number, z: number, z2: number): void {
  const half = keep(code.constant(0.5).get(z).op('multiply'));
  const head = keep(code.constant(1).get(half).op('subtract'));
  code.get(head).constant(1).get(head).op('subtract').get(half).op('subtract').get(z2);
  polynomial(code, COS_COEFFICIENTS, [z, z2]);
  code.op('multiply').get(r).get(t).op('multiply', 'subtract', 'add', 'add');
}

/** sin x, and with one quadrant more cos x. */
function sine(building: Building, name: 'sin' | 'cos', host: HostName): void {
  const { code, callee } = building;
  const ordinary = (): void => {
    const { shifted, n } = rounded(code, X, TWO_OVER_PI);
    const a = keep(code.get(X).get(n).constant(HALF_PI_HIGH).op('multiply', 'subtract'));
    const b = keep(code.get(n).constant(HALF_PI_MIDDLE).op('multiply'));
    const sum = keep(code.get(a).get(b).op('subtract'));
    code.get(n).constant(HALF_PI_LOW).op('multiply').get(a).get(sum).op('subtract').get(b);
    const w = keep(code.op('subtract', 'subtract'));
    const r = keep(code.get(sum).get(w).op('subtract'));
    const t = keep(code.get(sum).get(r).op('subtract').get(w).op('subtract'));
    const z = product(code, r, r);
    const z2 = product(code, z, z);
    const quadrant = code.local(code.wide ? 'v128' : 'i64');
    code.get(shifted).op('bits');
    if (name === 'cos') code.constantBits(1n).op('addBits');
    code.set(quadrant);
    // The lowest bit becomes the sign of ±1.
    const odd = (): Code =>
      code.get(quadrant).shift('shiftLeft', 63).constantBits(ONE_BITS).op('orBits', 'fromBits').constant(0).op('less');
    const value = code.local();
    if (code.wide) {
      cosNear(code, r, t, z, z2);
      sinNear(code, r, t, z, z2);
      odd().select().set(value);
    } else {
      odd().if(
        () => {
          cosNear(code, r, t, z, z2);
          code.set(value);
        },
        () => {
          sinNear(code, r, t, z, z2);
          code.set(value);
        },
      );
    }
    code.get(value).op('bits').get(quadrant).shift('shiftLeft', 62).constantBits(SIGN_BIT);
    code.op('andBits', 'xorBits', 'fromBits');
  };
  ordinarily(
    building,
    () => code.get(X).op('abs').constant(ANGLE_LIMIT).op('lessOrEqual'),
    ordinary,
    () => {
      if (code.wide) oneByOne(building, name);
      else code.get(X).call(callee(host, false));
    },
  );
}

function tanh({ code, callee }: Building): void {
  code.get(X).op('abs').constant(TANH_LIMIT).op('min').constant(2).op('multiply').call(callee('expm1', code.wide));
  const t = keep(code);
  code.get(t).get(t).constant(2).op('add', 'divide').get(X).copySign();
}

/** Leaves e^−|x|. */
function decayed({ code, callee }: Building): void {
  code.get(X).op('abs', 'negate').call(callee('exp', code.wide));
}

function sigmoid(building: Building): void {
  const { code } = building;
  decayed(building);
  const e = keep(code);
  code.get(e).constant(1).get(X).constant(0).op('less').select().constant(1).get(e).op('add', 'divide');
}

function softplus(building: Building): void {
  const { code, callee } = building;
  code.get(X).constant(0).op('max');
  decayed(building);
  code.call(callee('log1p', code.wide)).op('add');
}

interface Definition {
  readonly emit: (building: Building) => void;
  /** Two numbers out of the ordinary are computed by the function of one. */
  readonly oneByOne?: true;
  /** The functions it calls, with as many numbers as it has itself. */
  readonly calls?: readonly ElementaryName[];
  /** What the function of one number calls besides. */
  readonly narrowCalls?: readonly ElementaryName[];
  readonly host?: HostName;
}

const DEFINITIONS: Readonly<Record<ElementaryName, Definition>> = {
  exp: { emit: exp, oneByOne: true },
  expm1: { emit: expm1, oneByOne: true, narrowCalls: ['exp'] },
  log: { emit: log, oneByOne: true },
  log1p: { emit: log1p, oneByOne: true },
  sin: { emit: (building) => sine(building, 'sin', 'host:sinLarge'), oneByOne: true, host: 'host:sinLarge' },
  cos: { emit: (building) => sine(building, 'cos', 'host:cosLarge'), oneByOne: true, host: 'host:cosLarge' },
  tanh: { emit: tanh, calls: ['expm1'] },
  sigmoid: { emit: sigmoid, calls: ['exp'] },
  softplus: { emit: softplus, calls: ['exp', 'log1p'] },
};

/** Whether an operation of this name is an elementary function here. */
export function isElementary(name: string): name is ElementaryName {
  return Object.hasOwn(DEFINITIONS, name);
}

/** The elementary functions that one calls directly. */
export function calleesOf({ name, wide }: Elementary): readonly Elementary[] {
  const { calls = [], narrowCalls = [], oneByOne: narrowToo = false } = DEFINITIONS[name];
  const same = (wide ? calls : [...calls, ...narrowCalls]).map((callee) => ({ name: callee, wide }));
  return wide && narrowToo ? [...same, { name, wide: false }] : same;
}

/** The host's function that the function of one number calls where its own reach ends. */
export function hostOf(name: ElementaryName): HostName | undefined {
  return DEFINITIONS[name].host;
}

/** The functions wanted and all they call, each after those it calls; and what to import from the host. */
export function elementaryClosure(wanted: readonly Elementary[]): {
  readonly functions: readonly Elementary[];
  readonly hosts: readonly HostName[];
} {
  const found = new Map<string, Elementary>();
  const visit = (one: Elementary): void => {
    const key = `${one.name} ${one.wide}`;
    if (found.has(key)) return;
    for (const callee of calleesOf(one)) visit(callee);
    found.set(key, one);
  };
  for (const one of wanted) visit(one);
  const functions = [...found.values()];
  const hosts = functions
    .map(({ name, wide }) => (wide ? undefined : hostOf(name)))
    .filter((host) => host !== undefined);
  return { functions, hosts };
}

/**
 * The code of an elementary function: one parameter and one result, both f64, or both v128 when `wide`.
 *
 * @param callee the index of another function by name; those of `calleesOf`, and the host's, are asked for.
 */
export function elementaryFunction(name: ElementaryName, wide: boolean, callee: Callee): Code {
  const code = new Code(1, wide);
  DEFINITIONS[name].emit({ code, callee });
  return code;
}
