/**
 * The elementary operations of the graph: what each computes and how JavaScript says it. The names are those of
 * mathjs where mathjs has the function.
 */
import { cos, exp, expm1, log, log1p, sigmoid, sin, softplus, tanh } from './elementary/index.ts';
import { isProduct, product } from './powers.ts';
import {
  elu,
  erf,
  erfc,
  gamma,
  heaviside,
  huber,
  leakyrelu,
  lgamma,
  logaddexp,
  logcosh,
  modulo,
  nthRoot,
  polygamma,
  round,
  smoothstep,
  sphericalBessel,
} from './special.ts';

/** The functions of our own that emitted code calls, as `S`. */
const SPECIAL = {
  cos,
  elu,
  erf,
  erfc,
  exp,
  expm1,
  gamma,
  heaviside,
  huber,
  leakyrelu,
  lgamma,
  log,
  log1p,
  logaddexp,
  logcosh,
  modulo,
  nthRoot,
  polygamma,
  round,
  sigmoid,
  sin,
  smoothstep,
  softplus,
  sphericalBessel,
  tanh,
};

/** Continuous without a derivative, or a jump of the value itself. */
export type Kink = 'kink' | 'jump';

/** An elementary real operation. */
export interface Operation {
  /** How many arguments it takes. */
  readonly arity: number;
  /** Its value. Booleans are 1 and 0. */
  readonly evaluate: (...args: number[]) => number;
  /** JavaScript for it, from JavaScript of its arguments; every argument may be used more than once. */
  readonly emit: (...args: string[]) => string;
  /** It has points where it is continuous but has no derivative, or jumps. */
  readonly kinked?: Kink;
}

function infix(operator: string, evaluate: (a: number, b: number) => number): Operation {
  return { arity: 2, evaluate, emit: (a, b) => `(${a}${operator}${b})` };
}

function comparison(operator: string, evaluate: (a: number, b: number) => boolean): Operation {
  return { arity: 2, evaluate: (a, b) => (evaluate(a!, b!) ? 1 : 0), emit: (a, b) => `(${a}${operator}${b}?1:0)` };
}

function builtin(name: keyof Math, arity = 1, kinked?: Kink): Operation {
  const evaluate = Math[name] as (...args: number[]) => number;
  return { arity, evaluate, emit: (...args) => `Math.${String(name)}(${args.join(',')})`, ...(kinked && { kinked }) };
}

function library(name: keyof typeof SPECIAL, arity = 1, kinked?: Kink): Operation {
  const evaluate = SPECIAL[name] as (...args: number[]) => number;
  return { arity, evaluate, emit: (...args) => `S.${name}(${args.join(',')})`, ...(kinked && { kinked }) };
}

function formula(evaluate: (x: number) => number, emit: (x: string) => string, kinked?: Kink): Operation {
  return { arity: 1, evaluate, emit, ...(kinked && { kinked }) };
}

function power(x: number, n: number): number {
  return isProduct(n) ? product(x, n) : x ** n;
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
  power: { arity: 2, evaluate: power, emit: (x, n) => `P(${x},${n})` },

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
  acot: formula(
    (x) => Math.atan(1 / x),
    (x) => `Math.atan(1/${x})`,
  ),
  asec: formula(
    (x) => Math.acos(1 / x),
    (x) => `Math.acos(1/${x})`,
  ),
  acsc: formula(
    (x) => Math.asin(1 / x),
    (x) => `Math.asin(1/${x})`,
  ),
  acoth: formula(
    (x) => Math.atanh(1 / x),
    (x) => `Math.atanh(1/${x})`,
  ),
  asech: formula(
    (x) => Math.acosh(1 / x),
    (x) => `Math.acosh(1/${x})`,
  ),
  acsch: formula(
    (x) => Math.asinh(1 / x),
    (x) => `Math.asinh(1/${x})`,
  ),
  hypot: builtin('hypot', 2),

  abs: builtin('abs', 1, 'kink'),
  sign: builtin('sign', 1, 'jump'),
  floor: builtin('floor', 1, 'jump'),
  ceil: builtin('ceil', 1, 'jump'),
  trunc: builtin('trunc', 1, 'jump'),
  round: library('round', 1, 'jump'),
  mod: library('modulo', 2, 'jump'),
  max: builtin('max', 2, 'kink'),
  min: builtin('min', 2, 'kink'),
  relu: formula(
    (x) => Math.max(0, x),
    (x) => `Math.max(0,${x})`,
    'kink',
  ),
  leakyrelu: library('leakyrelu', 2, 'kink'),
  elu: library('elu', 2, 'kink'),
  huber: library('huber', 2),
  smoothstep: library('smoothstep'),
  heaviside: library('heaviside', 2, 'jump'),
  sigmoid: library('sigmoid'),
  softplus: library('softplus'),
  logaddexp: library('logaddexp', 2),
  logcosh: library('logcosh'),
  erf: library('erf'),
  erfc: library('erfc'),
  gamma: library('gamma'),
  lgamma: library('lgamma'),
  /** The derivative of order n (first argument) of the logarithmic derivative of gamma. */
  polygamma: library('polygamma', 2),
  /** Of order n (first argument); of order 0 it is sin(x)/x. */
  sphericalBessel: library('sphericalBessel', 2),

  less: comparison('<', (a, b) => a < b),
  lessOrEqual: comparison('<=', (a, b) => a <= b),
  greater: comparison('>', (a, b) => a > b),
  greaterOrEqual: comparison('>=', (a, b) => a >= b),
  equal: comparison('===', (a, b) => a === b),
  unequal: comparison('!==', (a, b) => a !== b),
  and: { arity: 2, evaluate: (a, b) => (a !== 0 && b !== 0 ? 1 : 0), emit: (a, b) => `(${a}!==0&&${b}!==0?1:0)` },
  or: { arity: 2, evaluate: (a, b) => (a !== 0 || b !== 0 ? 1 : 0), emit: (a, b) => `(${a}!==0||${b}!==0?1:0)` },
  xor: {
    arity: 2,
    evaluate: (a, b) => ((a !== 0) !== (b !== 0) ? 1 : 0),
    emit: (a, b) => `((${a}!==0)!==(${b}!==0)?1:0)`,
  },
  not: formula(
    (a) => (a === 0 ? 1 : 0),
    (a) => `(${a}===0?1:0)`,
  ),
  /** The second argument where the first is true, else the third. */
  select: {
    arity: 3,
    evaluate: (condition, yes, no) => (condition !== 0 ? yes! : no!),
    emit: (condition, yes, no) => `(${condition}!==0?${yes}:${no})`,
    kinked: 'kink',
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
