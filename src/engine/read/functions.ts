/** The functions and constants a formula may use, by the names people write. */
import type { OperationName } from '../program/operations.ts';

/** Functions of one or two arguments that are one operation of the graph. */
export const ELEMENTARY: Readonly<Record<string, OperationName>> = {
  sqrt: 'sqrt',
  cbrt: 'cbrt',
  nthRoot: 'nthRoot',
  exp: 'exp',
  expm1: 'expm1',
  ln: 'log',
  log2: 'log2',
  log10: 'log10',
  lg: 'log10',
  log1p: 'log1p',
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  sec: 'sec',
  csc: 'csc',
  cot: 'cot',
  asin: 'asin',
  acos: 'acos',
  atan: 'atan',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  atan2: 'atan2',
  sinh: 'sinh',
  cosh: 'cosh',
  tanh: 'tanh',
  sech: 'sech',
  csch: 'csch',
  coth: 'coth',
  asinh: 'asinh',
  acosh: 'acosh',
  atanh: 'atanh',
  arsinh: 'asinh',
  arcosh: 'acosh',
  artanh: 'atanh',
  abs: 'abs',
  sign: 'sign',
  sgn: 'sign',
  floor: 'floor',
  ceil: 'ceil',
  round: 'round',
  mod: 'mod',
  pow: 'power',
  relu: 'relu',
  ReLU: 'relu',
  sigmoid: 'sigmoid',
  logistic: 'sigmoid',
  softplus: 'softplus',
  erf: 'erf',
};

/** Functions with a meaning of their own in the reader. */
export const SPECIAL = [
  'log',
  'max',
  'min',
  'hypot',
  'square',
  'cube',
  'huber',
  'hinge',
  'leakyrelu',
  'elu',
  'logsumexp',
  'norm',
  'mean',
  'sum',
  'prod',
  'count',
  'piecewise',
] as const;

/** Constants by name; a definition or an argument of the same name comes first. */
export const CONSTANTS: Readonly<Record<string, number>> = {
  pi: Math.PI,
  π: Math.PI,
  e: Math.E,
  Infinity: Number.POSITIVE_INFINITY,
};

/** Whether a formula may call this name without defining it. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(ELEMENTARY, name) || (SPECIAL as readonly string[]).includes(name);
}

/** Every function's name. */
export function functionNames(): string[] {
  return [...Object.keys(ELEMENTARY), ...SPECIAL];
}
