/** Elementary functions of whole numbers scaled by 2^PLACES: slow, and right by series that need no table. */

export const PLACES = 400n;
export const ONE = 1n << PLACES;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** A double as a fixed-point number; exact from 2^(52 − PLACES) on. */
export function fixed(x: number): bigint {
  double[0] = Math.abs(x);
  const exponent = bits[0]! >> 52n;
  const significand = (bits[0]! & 0xfffffffffffffn) | (exponent > 0n ? 1n << 52n : 0n);
  const shift = (exponent > 0n ? exponent : 1n) - 1075n + PLACES;
  const size = shift >= 0n ? significand << shift : significand >> -shift;
  return x < 0 ? -size : size;
}

/** The nearest double, and what it lacks. */
export function parts(value: bigint): readonly [number, number] {
  const high = Number(value) * 2 ** -Number(PLACES);
  return [high, Number(value - fixed(high)) * 2 ** -Number(PLACES)];
}

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> PLACES;
}

export function divide(a: bigint, b: bigint): bigint {
  return (a << PLACES) / b;
}

/** first + first·z/(a₁) + …: each term the one before times z, divided by `divisor(k)`. */
function series(first: bigint, z: bigint, divisor: (k: bigint) => bigint): bigint {
  let [sum, term] = [first, first];
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = multiply(term, z) / divisor(k);
    sum += term;
  }
  return sum;
}

/** Σ z^(2k+1)/(2k+1). */
export function artanh(z: bigint): bigint {
  const square = multiply(z, z);
  let [sum, power] = [0n, z];
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = multiply(power, square);
  }
  return sum;
}

export const LN2 = 2n * artanh(ONE / 3n);
/** π = 16·arctan(1/5) − 4·arctan(1/239), arctan by Euler's series. */
export const PI = 16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n);

function arctanOfInverse(n: bigint): bigint {
  const square = n * n + 1n;
  let [sum, term] = [0n, (n * ONE) / square];
  for (let k = 1n; term !== 0n; k++) {
    sum += term;
    term = (term * 2n * k) / ((2n * k + 1n) * square);
  }
  return sum;
}

export function nearest(a: bigint, b: bigint): bigint {
  return (2n * a + b) / (2n * b) - ((2n * a + b) % (2n * b) < 0n ? 1n : 0n);
}

/** e^x. */
export function exp(x: bigint): bigint {
  const n = nearest(x, LN2);
  const power = series(ONE, x - n * LN2, (k) => k);
  return n >= 0n ? power << n : power >> -n;
}

/** log x of a positive number. */
export function log(x: bigint): bigint {
  const k = BigInt(x.toString(2).length) - 1n - PLACES;
  const m = k >= 0n ? x >> k : x << -k;
  return 2n * artanh(divide(m - ONE, m + ONE)) + k * LN2;
}

/** sin(x + quadrants·π/2). */
export function sin(x: bigint, quadrants = 0n): bigint {
  const half = PI / 2n;
  const n = nearest(x, half);
  const r = x - n * half;
  const square = -multiply(r, r);
  const quadrant = BigInt.asUintN(2, n + quadrants);
  const value =
    quadrant % 2n === 0n
      ? series(r, square, (k) => 2n * k * (2n * k + 1n))
      : series(ONE, square, (k) => (2n * k - 1n) * (2n * k));
  return quadrant < 2n ? value : -value;
}
