/**
 * The double nearest to digits × 10^exponent, where that is certain.
 *
 * Up to 15 digits: one correctly rounded operation on exact numbers. W. D. Clinger, How to read floating point numbers
 * accurately (PLDI 1990). Up to 19 digits: the quotient to twice the precision, T. J. Dekker, A floating-point technique for
 * extending the available precision (1971), taken only where a change of its last bits does not change what it rounds to.
 */

/** 10^0 … 10^22, all exact. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const EXACT = 2 ** 53;
const SPLITTER = 2 ** 27 + 1;

/** @param digits at most 2^53. @returns NaN where the exponent is out of reach. */
export function shortDecimal(digits: number, exponent: number): number {
  if (digits > EXACT) return Number.NaN;
  if (exponent === 0) return digits;
  if (exponent < 0 && exponent >= -22) return digits / POWERS[-exponent]!;
  return exponent > 0 && exponent <= 22 ? digits * POWERS[exponent]! : Number.NaN;
}

/**
 * (high × scale + low) × 10^exponent.
 *
 * @param high below 10^15. @param scale a power of ten up to 10^4. @param low below the scale.
 * @returns NaN where it is not certain.
 */
export function longDecimal(high: number, scale: number, low: number, exponent: number): number {
  if (exponent > 0 || exponent < -22) return Number.NaN;
  const top = high * scale;
  const topRest = rest(high, scale, top);
  const sum = top + low;
  const sumRest = low - (sum - top) + topRest;
  const power = POWERS[-exponent]!;
  const quotient = sum / power;
  const product = quotient * power;
  const remainder = sum - product - rest(quotient, power, product) + sumRest;
  const more = remainder / power;
  const doubt = quotient * 2 ** -98;
  const value = quotient + (more + doubt);
  return value === quotient + (more - doubt) ? value : Number.NaN;
}

/** a·b − fl(a·b), exactly. */
function rest(a: number, b: number, product: number): number {
  const aBig = SPLITTER * a;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = SPLITTER * b;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
