/** The functions and constants a formula may use, by the names people write. */
import type { OperationName } from '../program/operations.ts';

/** Functions of one or two arguments that are one operation of the graph. */
export const ELEMENTARY: Readonly<Record<string, OperationName>> = {
  sqrt: 'sqrt',
  cbrt: 'cbrt',
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
  acot: 'acot',
  asec: 'asec',
  acsc: 'acsc',
  acoth: 'acoth',
  asech: 'asech',
  acsch: 'acsch',
  arccot: 'acot',
  arcsec: 'asec',
  arccsc: 'acsc',
  arcsinh: 'asinh',
  arccosh: 'acosh',
  arctanh: 'atanh',
  arcoth: 'acoth',
  arsech: 'asech',
  arcsch: 'acsch',
  arccoth: 'acoth',
  arcsech: 'asech',
  arccsch: 'acsch',
  arctan2: 'atan2',
  abs: 'abs',
  sign: 'sign',
  sgn: 'sign',
  signum: 'sign',
  mod: 'mod',
  pow: 'power',
  dotPow: 'power',
  relu: 'relu',
  ReLU: 'relu',
  sigmoid: 'sigmoid',
  logistic: 'sigmoid',
  softplus: 'softplus',
  erf: 'erf',
  erfc: 'erfc',
  logcosh: 'logcosh',
  lgamma: 'lgamma',
  gammaln: 'lgamma',
  loggamma: 'lgamma',
};

/** Functions with a meaning of their own in the reader. */
const SPECIAL = [
  // Over rows, over an index, of any number of arguments.
  'sum',
  'mean',
  'prod',
  'count',
  'max',
  'min',
  'hypot',
  'norm',
  'piecewise',
  'clamp',
  // Elementary, with an argument that may be left out.
  'log',
  'nthRoot',
  'exp2',
  'square',
  'cube',
  'floor',
  'ceil',
  'round',
  'trunc',
  // mathjs's names of operators.
  'add',
  'subtract',
  'multiply',
  'divide',
  'unaryMinus',
  'unaryPlus',
  'and',
  'or',
  'xor',
  'smaller',
  'smallerEq',
  'larger',
  'largerEq',
  'equal',
  'unequal',
  // Activations, losses, distributions.
  'softmax',
  'logsumexp',
  'logsigmoid',
  'logit',
  'relu6',
  'leakyrelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softsign',
  'heaviside',
  'step',
  'smoothstep',
  'huber',
  'pseudohuber',
  'hinge',
  'squaredhinge',
  'pinball',
  'normpdf',
  'normcdf',
  // Of vectors.
  'dot',
  // Of whole numbers, and what continues them.
  'gamma',
  'digamma',
  'trigamma',
  'polygamma',
  'sinc',
  'sphericalBessel',
  'factorial',
  'combinations',
  'permutations',
  'gcd',
  'lcm',
] as const;

/** A function with a meaning of its own in the reader, by its first name. */
export type Special = (typeof SPECIAL)[number];

/** Other names of functions. */
const ALIASES: Readonly<Record<string, Special>> = {
  fix: 'trunc',
  clip: 'clamp',
  dotMultiply: 'multiply',
  dotDivide: 'divide',
  logaddexp: 'logsumexp',
  LeakyReLU: 'leakyrelu',
  leaky_relu: 'leakyrelu',
  ELU: 'elu',
  SELU: 'selu',
  GELU: 'gelu',
  SiLU: 'silu',
  swish: 'silu',
  Mish: 'mish',
  ReLU6: 'relu6',
  quantileloss: 'pinball',
  Γ: 'gamma',
};

/** Functions whose names people also give to parameters: without brackets after it, such a name is a parameter. */
const ALSO_PARAMETERS = new Set([
  'gamma',
  'Γ',
  'dot',
  'step',
  'fix',
  'clip',
  'clamp',
  'add',
  'square',
  'cube',
  'smaller',
  'larger',
]);

/** Constants by name; a definition or an argument of the same name comes first. */
export const CONSTANTS: Readonly<Record<string, number>> = {
  pi: Math.PI,
  π: Math.PI,
  e: Math.E,
  Infinity: Number.POSITIVE_INFINITY,
};

/** A function's first name; any other name as it is. */
export function canonical(name: string): string {
  return Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name;
}

/** Whether a formula may call this name without defining it. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(ELEMENTARY, name) || (SPECIAL as readonly string[]).includes(canonical(name));
}

/** Whether a name that stands without brackets means a function all the same. */
export function isFunctionOnly(name: string): boolean {
  return isFunction(name) && !ALSO_PARAMETERS.has(name);
}

/** Every function's name. */
export function functionNames(): string[] {
  return [...Object.keys(ELEMENTARY), ...SPECIAL, ...Object.keys(ALIASES)];
}
