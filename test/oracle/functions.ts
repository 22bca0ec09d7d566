/** Every function of the language with its oracle, by every name it may be written with. */
import { ACTIVATIONS, LOSSES } from './activations.ts';
import { ELEMENTARY, type OneArgument } from './elementary.ts';
import { COUNTING, GAMMA } from './gamma.ts';
import { SEVERAL, type SeveralArguments } from './several.ts';

const ALIASES: Readonly<Record<string, string>> = {
  ln: 'log',
  lg: 'log10',
  sgn: 'sign',
  signum: 'sign',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  arccot: 'acot',
  arcsec: 'asec',
  arccsc: 'acsc',
  arsinh: 'asinh',
  arcosh: 'acosh',
  artanh: 'atanh',
  arcoth: 'acoth',
  arsech: 'asech',
  arcsch: 'acsch',
  arcsinh: 'asinh',
  arccosh: 'acosh',
  arctanh: 'atanh',
  arccoth: 'acoth',
  arcsech: 'asech',
  arccsch: 'acsch',
  arctan2: 'atan2',
  dotPow: 'pow',
  dotMultiply: 'multiply',
  dotDivide: 'divide',
  ReLU: 'relu',
  ReLU6: 'relu6',
  logistic: 'sigmoid',
  σ: 'sigmoid',
  Γ: 'gamma',
  gammaln: 'lgamma',
  loggamma: 'lgamma',
  fix: 'trunc',
  clip: 'clamp',
  logaddexp: 'logsumexp',
  LeakyReLU: 'leakyrelu',
  leaky_relu: 'leakyrelu',
  ELU: 'elu',
  SELU: 'selu',
  GELU: 'gelu',
  SiLU: 'silu',
  swish: 'silu',
  Mish: 'mish',
  quantileloss: 'pinball',
};

function withAliases<T>(functions: Readonly<Record<string, T>>): Record<string, T> {
  const named = Object.entries(ALIASES).filter(([, name]) => Object.hasOwn(functions, name));
  return { ...functions, ...Object.fromEntries(named.map(([alias, name]) => [alias, functions[name]!])) };
}

/** Functions of one number. */
export const ONE_ARGUMENT = withAliases<OneArgument>({ ...ELEMENTARY, ...ACTIVATIONS, ...GAMMA });

/** Functions of more than one number; of one they may mean something else. The natural logarithm has no base. */
const { ln: _, ...several } = withAliases<SeveralArguments>({ ...SEVERAL, ...LOSSES, ...COUNTING });
export const SEVERAL_ARGUMENTS = several;
