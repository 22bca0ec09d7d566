/** Seeded arguments of the elementary functions. */

/** Marsaglia's xorshift32 (Journal of Statistical Software 8, 2003), as numbers from 0 to 1. */
export function xorshift(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Domain {
  /** Where people use the function. */
  readonly usual: readonly [number, number];
  /** Where its value is neither trivial nor out of range. */
  readonly whole: readonly [number, number];
  /** Where its value comes near 0, or a branch near another. */
  readonly near?: (random: () => number) => number;
}

const nearOne = (random: () => number): number => 1 + (random() - 0.5) * 2 ** (-52 * random());
const nearQuarterTurns = (random: () => number): number => Math.floor(random() * 70000) * (Math.PI / 2);
const tiny = (random: () => number): number => (random() - 0.5) * 2 ** (-60 * random());

export const DOMAINS: Readonly<Record<string, Domain>> = {
  exp: { usual: [-20, 20], whole: [-745.13, 709.78], near: (random) => -708 - 37 * random() },
  expm1: { usual: [-3, 3], whole: [-50, 709.78], near: tiny },
  log: { usual: [0, 100], whole: [0, 1e308], near: nearOne },
  log1p: { usual: [-1, 10], whole: [-1, 1e308], near: tiny },
  sin: { usual: [-20, 20], whole: [-1e5, 1e5], near: nearQuarterTurns },
  cos: { usual: [-20, 20], whole: [-1e5, 1e5], near: nearQuarterTurns },
  tanh: { usual: [-3, 3], whole: [-20, 20], near: tiny },
  sigmoid: { usual: [-10, 10], whole: [-745.13, 40], near: tiny },
  softplus: { usual: [-10, 10], whole: [-745.13, 1000], near: tiny },
};

/** Arguments of a function: a third where it is used, a third over its domain and its delicate places, a third over all
 * exponents of the numbers. */
export function argumentsOf(name: string, count: number, seed: number): Float64Array {
  const random = xorshift(seed);
  const { usual, whole, near } = DOMAINS[name]!;
  const between = ([low, high]: readonly [number, number]): number =>
    low + (high - low) * (random() + random() * 2 ** -32);
  const made = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (i % 6 < 2) made[i] = between(usual);
    else if (i % 6 === 2) made[i] = between(whole);
    else if (i % 6 === 3 && near) made[i] = near(random);
    else {
      // Large angles are few: each takes whole numbers of a thousand digits.
      const exponent = name === 'sin' || name === 'cos' ? (i % 60 < 6 ? 1023 : 20) : 1023;
      const size = (1 + random() + random() * 2 ** -32) * 2 ** Math.floor(-1074 + (exponent + 1075) * random());
      made[i] = random() < 0.5 && name !== 'log' ? -size : size;
    }
  }
  return made;
}

/** What a function could get wrong in a way of its own. */
export const SPECIAL: readonly number[] = [
  ...[0, 5e-324, 1e-310, 2.225073858507201e-308, 2.2250738585072014e-308, 1e-20, 2 ** -54, 2 ** -53, 2 ** -27],
  ...[0.5, Math.SQRT1_2, 1, Math.SQRT2, 2, 10, Math.PI / 4, Math.PI / 2, Math.PI, 3 * Math.PI, 19, 21.999, 22, 40],
  ...[707.9999, 708, 709.782712893384, 709.7827128933841, 710, 745.133219101941, 745.2, 746, 1e5, 100000.00000000001],
  ...[1e22, 2 ** 53, 1e300, 1e308, Number.MAX_VALUE, Number.POSITIVE_INFINITY],
].flatMap((x) => [x, -x]);
