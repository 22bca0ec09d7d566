/**
 * The elementary operations of the graph: what each computes and how JavaScript says it. The names are those of
 * mathjs where mathjs has the function.
 */
import { cos, exp, expm1, log, log1p, sigmoid, sin, softplus, tanh } from './elementary/index.ts';
import { erf, huber, modulo, nthRoot, round } from './special.ts';

/** The functions of our own that emitted code calls, as `S`. */
const SPECIAL = { cos, erf, exp, expm1, huber, log, log1p, modulo, nthRoot, round, sigmoid, sin, softplus, tanh };

/** An elementary real operation. */
export interface Operation {
  /** How many arguments it takes. */
  readonly arity: number;
  /** Its value. Booleans are 1 and 0. */
  readonly evaluate: (...args: number[]) => number;
  /** JavaScript for it, from JavaScript of its arguments; every argument may be used more than once. */
  readonly emit: (...args: string[]) => string;
  /** It has a point where it is continuous but has no derivative, or jumps. */
  readonly kinked?: boolean;
}

function infix(operator: string, evaluate: (a: number, b: number) => number): Operation {
  return { arity: 2, evaluate, emit: (a, b) => `(${a}${operator}${b})` };
}

function comparison(operator: string, evaluate: (a: number, b: number) => boolean): Operation {
  return { arity: 2, evaluate: (a, b) => (evaluate(a!, b!) ? 1 : 0), emit: (a, b) => `(${a}${operator}${b}?1:0)` };
}

function builtin(name: keyof Math, arity = 1, kinked = false): Operation {
  const evaluate = Math[name] as (...args: number[]) => number;
  return { arity, evaluate, emit: (...args) => `Math.${String(name)}(${args.join(',')})`, ...(kinked && { kinked }) };
}

function library(name: keyof typeof SPECIAL, arity = 1, kinked = false): Operation {
  const evaluate = SPECIAL[name] as (...args: number[]) => number;
  return { arity, evaluate, emit: (...args) => `S.${name}(${args.join(',')})`, ...(kinked && { kinked }) };
}

function formula(evaluate: (x: number) => number, emit: (x: string) => string, kinked = false): Operation {
  return { arity: 1, evaluate, emit, ...(kinked && { kinked }) };
}

/** x^n for a whole n by repeated squaring, in the order in which the emitted code multiplies. */
function wholePower(x: number, n: number): number {
  if (n < 0) return 1 / wholePower(x, -n);
  if (n === 1) return x;
  const half = wholePower(x, n >> 1);
  return n % 2 === 0 ? half * half : half * half * x;
}

/** Beyond this, products lose more digits than Math.pow. */
const LARGEST_PRODUCT = 16;

function power(x: number, n: number): number {
  if (Number.isInteger(n) && n !== 0 && Math.abs(n) <= LARGEST_PRODUCT) return wholePower(x, n);
  return n === 0.5 ? Math.sqrt(x) : x ** n;
}

function emitPower(x: string, n: string): string {
  // A negative literal comes in brackets.
  const exponent = Number(n.replaceAll(/[()]/g, ''));
  if (exponent === 2) return `(${x}*${x})`;
  if (exponent === 3) return `(${x}*${x}*${x})`;
  if (exponent === -1) return `(1/${x})`;
  if (exponent === -2) return `(1/(${x}*${x}))`;
  if (exponent === 0.5) return `Math.sqrt(${x})`;
  return `P(${x},${n})`;
}

/** Every operation by name. `P` and `S` in emitted code are `power` and the functions of our own. */
export const OPERATIONS = {
  add: infix('+', (a, b) => a + b),
  subtract: infix('-', (a, b) => a - b),
  multiply: infix('*', (a, b) => a * b),
  divide: infix('/', (a, b) => a / b),
  negate: formula(
    (a) => -a,
    (a) => `(-${a})`,
  ),
  power: { arity: 2, evaluate: power, emit: emitPower },

  sqrt: builtin('sqrt'),
  cbrt: builtin('cbrt'),
  nthRoot: library('nthRoot', 2),
  exp: library('exp'),
  expm1: library('expm1'),
  log: library('log'),
  log2: builtin('log2'),
  log10: builtin('log10'),
  log1p: library('log1p'),

  sin: library('sin'),
  cos: library('cos'),
  tan: builtin('tan'),
  sec: formula(
    (x) => 1 / cos(x),
    (x) => `(1/S.cos(${x}))`,
  ),
  csc: formula(
    (x) => 1 / sin(x),
    (x) => `(1/S.sin(${x}))`,
  ),
  cot: formula(
    (x) => 1 / Math.tan(x),
    (x) => `(1/Math.tan(${x}))`,
  ),
  asin: builtin('asin'),
  acos: builtin('acos'),
  atan: builtin('atan'),
  atan2: builtin('atan2', 2),
  sinh: builtin('sinh'),
  cosh: builtin('cosh'),
  tanh: library('tanh'),
  sech: formula(
    (x) => 1 / Math.cosh(x),
    (x) => `(1/Math.cosh(${x}))`,
  ),
  csch: formula(
    (x) => 1 / Math.sinh(x),
    (x) => `(1/Math.sinh(${x}))`,
  ),
  coth: formula(
    (x) => 1 / tanh(x),
    (x) => `(1/S.tanh(${x}))`,
  ),
  asinh: builtin('asinh'),
  acosh: builtin('acosh'),
  atanh: builtin('atanh'),
  hypot: builtin('hypot', 2),

  abs: builtin('abs', 1, true),
  sign: builtin('sign', 1, true),
  floor: builtin('floor', 1, true),
  ceil: builtin('ceil', 1, true),
  round: library('round', 1, true),
  mod: library('modulo', 2, true),
  max: builtin('max', 2, true),
  min: builtin('min', 2, true),
  relu: formula(
    (x) => Math.max(0, x),
    (x) => `Math.max(0,${x})`,
    true,
  ),
  huber: library('huber', 2),
  sigmoid: library('sigmoid'),
  softplus: library('softplus'),
  erf: library('erf'),

  less: comparison('<', (a, b) => a < b),
  lessOrEqual: comparison('<=', (a, b) => a <= b),
  greater: comparison('>', (a, b) => a > b),
  greaterOrEqual: comparison('>=', (a, b) => a >= b),
  equal: comparison('===', (a, b) => a === b),
  unequal: comparison('!==', (a, b) => a !== b),
  and: { arity: 2, evaluate: (a, b) => (a !== 0 && b !== 0 ? 1 : 0), emit: (a, b) => `(${a}!==0&&${b}!==0?1:0)` },
  or: { arity: 2, evaluate: (a, b) => (a !== 0 || b !== 0 ? 1 : 0), emit: (a, b) => `(${a}!==0||${b}!==0?1:0)` },
  not: formula(
    (a) => (a === 0 ? 1 : 0),
    (a) => `(${a}===0?1:0)`,
  ),
  /** The second argument where the first is true, else the third. */
  select: {
    arity: 3,
    evaluate: (condition, yes, no) => (condition !== 0 ? yes! : no!),
    emit: (condition, yes, no) => `(${condition}!==0?${yes}:${no})`,
    kinked: true,
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

/** The operation's definition, without its literal type. */
export function operation(name: OperationName): Operation {
  return OPERATIONS[name];
}

/** What emitted code may refer to by name. */
export const RUNTIME = { P: power, S: SPECIAL };

/** The operations whose value is 1 where something holds, else 0. */
export const COMPARISONS: ReadonlySet<OperationName> = new Set([
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'equal',
  'unequal',
] as const);
