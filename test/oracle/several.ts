/** Functions of several numbers in hyper-dual numbers. Nothing here knows the engine. */
import { apply, type Domain, ELEMENTARY } from './elementary.ts';
import {
  add,
  constant,
  divide,
  type Hyperdual,
  isConstant,
  lift2,
  multiply,
  type Noise,
  negate,
  power,
  rounded,
  subtract,
} from './hyperdual.ts';

export type Several = (args: readonly Hyperdual[], noise: Noise) => Hyperdual;

export function curve(name: string): (u: Hyperdual, noise: Noise) => Hyperdual {
  return (u, noise) => apply(ELEMENTARY[name]!, u, noise);
}

const square = curve('square');
const root = curve('sqrt');
const natural = curve('log');
export const total: Several = (args, noise) => args.reduce((u, v) => add(u, v, noise));
const norm: Several = (args, noise) =>
  root(
    args.map((u) => square(u, noise)).reduce((u, v) => add(u, v, noise)),
    noise,
  );

/**
 * √(u² + v²). Of more numbers it is taken of two and two, as it is read. Its second derivatives, v²/f³ and so on, are
 * 1/f − u²/f³ for whoever differentiates u/f, and cancel where one number is much the larger: the noise says so.
 */
function distance(u: Hyperdual, v: Hyperdual, noise: Noise): Hyperdual {
  const f = Math.hypot(u.a, v.a);
  const [p, q] = [u.a / f, v.a / f];
  noise.meet?.(f, f, 1);
  const cancelled = noise() - noise();
  return lift2(
    u,
    v,
    { f, u: p, v: q, uu: (q * q + cancelled) / f, uv: (-p * q) / f, vv: (p * p + cancelled) / f },
    noise,
  );
}

/** x^(1/n): of a negative number where n is odd. */
const nthRoot: Several = ([x, n], noise) => {
  const exponent = divide(constant(1), n!, noise);
  if (!isConstant(n!) || x!.a >= 0) return power(x!, exponent, noise);
  return Math.abs(n!.a % 2) === 1 ? negate(power(negate(x!), exponent, noise)) : constant(Number.NaN);
};

/** log Σ e^z, shifted by the largest z, which is a constant of the shift. */
export const logsumexp: Several = (args, noise) => {
  const shift = constant(Math.max(...args.map((z) => z.a)));
  const terms = args.map((z) => curve('exp')(subtract(z, shift, noise), noise));
  return add(natural(total(terms, noise), noise), shift, noise);
};

const atan2: Several = ([y, x], noise) => {
  const [p, q] = [y!.a, x!.a];
  const s = p * p + q * q;
  noise.meet?.(p, q < 0 ? p : Math.hypot(p, q), 0, true);
  const [uu, uv] = [(-2 * p * q) / (s * s), ((p - q) * (p + q)) / (s * s)];
  return lift2(y!, x!, { f: Math.atan2(p, q), u: q / s, v: -p / s, uu, uv, vv: -uu }, noise);
};

export interface SeveralArguments {
  readonly least: number;
  readonly most: number;
  /** Which numbers each argument is made for, `beyond` that before it; the last one holds for all that follow. */
  readonly domains: readonly (Domain | 'whole' | 'positive number' | 'beyond')[];
  readonly evaluate: Several;
}

export function several(
  least: number,
  most: number,
  evaluate: Several,
  domains: SeveralArguments['domains'] = ['any'],
): SeveralArguments {
  return { least, most, evaluate, domains };
}

/** The one that a comparison chooses; the first of equal ones. */
function chosen(isBetter: (a: number, b: number) => boolean): Several {
  return (args, noise) =>
    rounded(
      args.reduce((u, v) => {
        noise.meet?.(u.a - v.a, u.a - v.a, 1);
        return isBetter(v.a, u.a) || Number.isNaN(v.a) ? v : u;
      }),
      noise,
    );
}

const greatest = chosen((a, b) => a > b);
const least = chosen((a, b) => a < b);

/** 1 where a relation of two numbers holds, else 0. */
export function related(holds: (a: number, b: number) => boolean): Several {
  return ([u, v], noise) => {
    noise.meet?.(u!.a - v!.a, u!.a - v!.a, 0);
    return constant(holds(u!.a, v!.a) ? 1 : 0);
  };
}

/** 1 where something holds of conditions, of which all but 0 are true, else 0. */
export function truth(holds: (a: boolean, b: boolean) => boolean): Several {
  return ([u, v], noise) => {
    for (const condition of v ? [u!, v] : [u!]) noise.meet?.(condition.a, condition.a, 0);
    return constant(holds(u!.a !== 0, v?.a !== 0) ? 1 : 0);
  };
}

/** Functions of more than one number that are no activation and no loss. */
export const SEVERAL: Readonly<Record<string, SeveralArguments>> = {
  nthRoot: several(2, 2, nthRoot, ['any', 'whole']),
  atan2: several(2, 2, atan2),
  mod: several(
    2,
    2,
    ([x, y], noise) => {
      if (y!.a === 0) return x!;
      const quotient = x!.a / y!.a;
      noise.meet?.(quotient, quotient - Math.round(quotient), 0);
      const whole = Math.floor(quotient);
      return subtract(x!, multiply(y!, constant(whole), noise), noise);
    },
    ['any', 'positive'],
  ),
  subtract: several(2, 2, ([u, v], noise) => subtract(u!, v!, noise)),
  divide: several(2, 2, ([u, v], noise) => divide(u!, v!, noise)),
  clamp: several(3, 3, ([x, low, high], noise) => least([greatest([x!, low!], noise), high!], noise)),
  and: several(
    2,
    2,
    truth((a, b) => a && b),
  ),
  or: several(
    2,
    2,
    truth((a, b) => a || b),
  ),
  xor: several(
    2,
    2,
    truth((a, b) => a !== b),
  ),
  smaller: several(
    2,
    2,
    related((a, b) => a < b),
  ),
  smallerEq: several(
    2,
    2,
    related((a, b) => a <= b),
  ),
  larger: several(
    2,
    2,
    related((a, b) => a > b),
  ),
  largerEq: several(
    2,
    2,
    related((a, b) => a >= b),
  ),
  equal: several(
    2,
    2,
    related((a, b) => a === b),
  ),
  unequal: several(
    2,
    2,
    related((a, b) => a !== b),
  ),
  pow: several(2, 2, ([u, v], noise) => power(u!, v!, noise), ['positive', 'small']),
  log: several(2, 2, ([x, base], noise) => divide(natural(x!, noise), natural(base!, noise), noise), [
    'positive',
    'above 1',
  ]),
  max: several(2, 4, greatest),
  min: several(2, 4, least),
  hypot: several(2, 4, (args, noise) => args.reduce((u, v) => distance(u, v, noise))),
  norm: several(1, 4, norm),
  logsumexp: several(2, 4, logsumexp),
  // Of four arguments with a name in second place the two functions would run over an index.
  sum: several(2, 3, total),
  mean: several(2, 4, (args, noise) => divide(total(args, noise), constant(args.length), noise)),
  add: several(2, 4, total),
  multiply: several(2, 4, (args, noise) => args.reduce((u, v) => multiply(u, v, noise))),
  prod: several(2, 3, (args, noise) => args.reduce((u, v) => multiply(u, v, noise))),
};
