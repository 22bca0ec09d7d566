/**
 * An angle of any size less its multiple of π/2, by whole numbers as long as it takes. (Payne & Hanek, SIGNUM Newsletter
 * 18, 1983: only the digits of 2/π that the angle's exponent leaves a fraction of are multiplied.)
 */

/** Binary digits kept after the point: a double comes no nearer to a multiple of π/2 than 2⁻⁶². */
const DIGITS = 200;
/** 2/π needs so many digits for the largest double, 2⁵³·2⁹⁷¹. */
const MOST_DIGITS = 1200;
const SCALE = 2 ** -DIGITS;

/** arctan(1/n)·2^digits by its series. */
function arctanOfInverse(n: bigint, digits: number): bigint {
  let power = (1n << BigInt(digits)) / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -power / k;
    power /= n * n;
  }
  return sum;
}

interface Constants {
  /** π/2·2^DIGITS. */
  readonly halfPi: bigint;
  /** 2/π·2^MOST_DIGITS. */
  readonly inverse: bigint;
}

let constants: Constants | undefined;

function prepare(): Constants {
  const digits = MOST_DIGITS + 32;
  // J. Machin (1706): π/4 = 4·arctan(1/5) − arctan(1/239).
  const quarter = 4n * arctanOfInverse(5n, digits) - arctanOfInverse(239n, digits);
  return {
    halfPi: quarter >> BigInt(digits - 1 - DIGITS),
    inverse: (1n << BigInt(digits + MOST_DIGITS)) / (2n * quarter),
  };
}

/** The digits of 2/π that matter for a double, by the exponent of its last place. */
const windows = new Map<number, bigint>();

function windowOf(exponent: number, inverse: bigint): bigint {
  const known = windows.get(exponent);
  if (known !== undefined) return known;
  const made = BigInt.asUintN(DIGITS + 2, inverse >> BigInt(MOST_DIGITS - exponent - DIGITS));
  windows.set(exponent, made);
  return made;
}

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** An angle's remainder, and its rounding error; the multiple of π/2 modulo 4. */
export const reduced = { high: 0, low: 0, quadrant: 0 };

/** Fills `reduced` for an angle of at least 2¹⁶ in size; with NaN for one that is not finite. */
export function reduceLarge(x: number): void {
  if (!Number.isFinite(x)) {
    reduced.high = Number.NaN;
    return;
  }
  constants ??= prepare();
  double[0] = Math.abs(x);
  const exponent = Number(bits[0]! >> 52n) - 1075;
  const significand = (bits[0]! & 0xfffffffffffffn) | 0x10000000000000n;
  const turns = BigInt.asUintN(DIGITS + 2, significand * windowOf(exponent, constants.inverse));
  const fraction = BigInt.asIntN(DIGITS, turns);
  const quadrant = Number((turns - fraction) >> BigInt(DIGITS));
  const angle = (fraction * constants.halfPi) >> BigInt(DIGITS);
  const high = Number(angle);
  const sign = x < 0 ? -SCALE : SCALE;
  reduced.high = high * sign;
  reduced.low = Number(angle - BigInt(high)) * sign;
  reduced.quadrant = x < 0 ? -quadrant : quadrant;
}
