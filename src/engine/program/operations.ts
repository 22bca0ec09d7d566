/**
 * The elementary operations of the graph: what each computes and how JavaScript says it. The names are those of
 * mathjs where mathjs has the function.
 */
import { isProduct, wholePower } from './powers.ts';
import { erf, huber, modulo, nthRoot, round, sigmoid, softplus } from './special.ts';

/** The special functions that emitted code calls, as `S`. */
const SPECIAL = { erf, huber, modulo, nthRoot, round, sigmoid, softplus };

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

function power(x: number, n: number): number {
  if (isProduct(n)) return wholePower(x, n);
  return n === 0.5 ? Math.sqrt(x) : x ** n;
}

/** Every operation by name. `P` and `S` in emitted code are `power` and the module of special functions. */
export const OPERATIONS = {
  add: infix('+', (a, b) => a + b),
  subtract: infix('-', (a, b) => a - b),
  multiply: infix('*', (a, b) => a * b),
  divide: infix('/', (a, b) => a / b),
  negate: formula(
    (a) => -a,
    (a) => `(-${a})`,
  ),
  power: { arity: 2, evaluate: power, emit: (x, n) => `P(${x},${n})` },

  sqrt: builtin('sqrt'),
  cbrt: builtin('cbrt'),
  nthRoot: library('nthRoot', 2),
  exp: builtin('exp'),
  expm1: builtin('expm1'),
  log: builtin('log'),
  log2: builtin('log2'),
  log10: builtin('log10'),
  log1p: builtin('log1p'),

  sin: builtin('sin'),
  cos: builtin('cos'),
  tan: builtin('tan'),
  sec: formula(
    (x) => 1 / Math.cos(x),
    (x) => `(1/Math.cos(${x}))`,
  ),
  csc: formula(
    (x) => 1 / Math.sin(x),
    (x) => `(1/Math.sin(${x}))`,
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
  tanh: builtin('tanh'),
  sech: formula(
    (x) => 1 / Math.cosh(x),
    (x) => `(1/Math.cosh(${x}))`,
  ),
  csch: formula(
    (x) => 1 / Math.sinh(x),
    (x) => `(1/Math.sinh(${x}))`,
  ),
  coth: formula(
    (x) => 1 / Math.tanh(x),
    (x) => `(1/Math.tanh(${x}))`,
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
