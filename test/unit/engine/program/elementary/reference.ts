/**
 * The elementary functions to about 2⁻⁶⁵ of their value, as a sum of two doubles (Dekker, Numerische Mathematik 18, 1971)
 * by tables that `fixed-point.ts` fills. Results are left in `result`, so that a million of them allocate nothing.
 */
import { fixed, exp as fixedExp, sin as fixedSin, LN2, nearest, ONE, PI, parts } from './fixed-point.ts';

/** (high + low)·2^exponent. */
export const result = { high: 0, low: 0, exponent: 0 };

function leave(high: number, low: number, exponent = 0): void {
  result.high = high + low;
  result.low = high - result.high + low;
  result.exponent = exponent;
}

/** The rounding error of a + b; of a·b. */
function sumError(a: number, b: number): number {
  const sum = a + b;
  const back = sum - a;
  return a - (sum - back) + (b - back);
}

function productError(a: number, b: number): number {
  const [SPLIT, product] = [134217729, a * b];
  const [ca, cb] = [SPLIT * a, SPLIT * b];
  const [ah, bh] = [ca - (ca - a), cb - (cb - b)];
  const [al, bl] = [a - ah, b - bh];
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

/** (ah + al) / (bh + bl). */
function quotient(ah: number, al: number, bh: number, bl: number, exponent = 0): void {
  const q = ah / bh;
  // a − q·b: its largest parts cancel exactly.
  leave(q, (ah - q * bh - productError(q, bh) + al - q * bl) / bh, exponent);
}

/** A number in parts of 30 bits each, whose products with whole numbers below 2²³ are exact, and the rest. */
function inParts(value: bigint, count: number): Float64Array {
  const made = new Float64Array(count);
  let rest = value;
  for (let i = 0; i < count; i++) {
    const high = parts(rest)[0];
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(high))) - 29);
    made[i] = i === count - 1 ? high : Math.trunc(high / unit) * unit;
    rest -= fixed(made[i]!);
  }
  return made;
}

/** x − n·Σ parts, as two doubles in `result`. */
function reduce(x: number, n: number, of: Float64Array): void {
  let [high, low] = [x, 0];
  for (const part of of) {
    const step = -n * part;
    low += sumError(high, step);
    high += step;
    const sum = high + low;
    low = high - sum + low;
    high = sum;
  }
  leave(high, low);
}

const LN2_PARTS = inParts(LN2 / 256n, 4);
const HALF_PI_PARTS = inParts(PI / 2n, 6);
const [LN2_HIGH, LN2_LOW] = parts(LN2);

function tableOf(count: number, value: (i: bigint) => bigint): readonly [Float64Array, Float64Array] {
  const pairs = Array.from({ length: count }, (_, i) => parts(value(BigInt(i))));
  return [Float64Array.from(pairs, (pair) => pair[0]), Float64Array.from(pairs, (pair) => pair[1])];
}

const [ROOT, ROOT_LOW] = tableOf(256, (i) => fixedExp((LN2 * i) / 256n));
const [SIN, SIN_LOW] = tableOf(52, (i) => fixedSin((ONE * i) / 64n));
const [COS, COS_LOW] = tableOf(52, (i) => fixedSin((ONE * i) / 64n, 1n));

/** e^x, or e^x − 1 with nothing lost, for a double x that overflows neither. */
function exponential(x: number, minus: 0 | 1): void {
  if (minus === 1 && x < -100) {
    leave(-1, 0);
    return;
  }
  const n = Math.round((x * 256) / LN2_HIGH);
  reduce(x, n, LN2_PARTS);
  const { high: r, low } = result;
  const tail = low + low * r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720))));
  const j = ((n % 256) + 256) % 256;
  const exponent = (n - j) / 256;
  const root = ROOT[j]!;
  const product = root * r;
  const rest = productError(root, r) + root * tail + ROOT_LOW[j]! * (1 + r);
  if (minus === 1 && Math.abs(exponent) < 60) {
    const scale = 2 ** exponent;
    const whole = scale * root;
    const less = whole - 1;
    const error = sumError(whole, -1);
    leave(less + scale * product, sumError(less, scale * product) + error + scale * rest);
  } else if (minus === 1 && exponent < 0) leave(-1, 0);
  else leave(root + product, sumError(root, product) + rest, exponent);
}

/** log(1 + high + low) for |high| < 2⁻⁸: 2·artanh(f / (2 + f)). */
function nearOne(high: number, low: number): void {
  const below = 2 + high;
  quotient(high, low, below, sumError(2, high) + low);
  const { high: s, low: rest } = result;
  const z = s * s;
  leave(2 * s, 2 * rest + 2 * s * z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z / 9))));
}

/** log(x + low) for a positive x. */
function logarithm(x: number, low: number): void {
  if (Math.abs(x - 1) < 2 ** -8) {
    nearOne(x - 1, low);
    return;
  }
  let k = Math.floor(Math.log2(x < 1e-300 ? x * 2 ** 100 : x)) - (x < 1e-300 ? 100 : 0);
  let m = k < -1000 ? x * 2 ** 100 * 2 ** (-k - 100) : x * 2 ** -k;
  if (m > 1.5) {
    m /= 2;
    k++;
  }
  const relative = low / x;
  if (Math.abs(m - 1) < 2 ** -8) nearOne(m - 1, m * relative);
  else {
    // A guess, mended once: log m = y + log(m·e^−y).
    const y = Math.log(m);
    exponential(-y, 0);
    const scale = 2 ** result.exponent;
    const [high, rest] = [result.high * scale, result.low * scale];
    const product = m * high;
    nearOne(product - 1, productError(m, high) + m * rest + relative);
    const guess = result.high;
    leave(y + guess, sumError(y, guess) + result.low);
  }
  if (k === 0) return;
  const { high, low: rest } = result;
  const shift = k * LN2_HIGH;
  leave(shift + high, sumError(shift, high) + productError(k, LN2_HIGH) + k * LN2_LOW + rest);
}

/** log(1 + (high + low)·2^exponent). */
function logOfMore(high: number, low: number, exponent: number): void {
  // e − e²/2 is all there is where e is tiny.
  if (exponent < -80) {
    leave(high, low - high * high * 2 ** exponent * 0.5, exponent);
    return;
  }
  const [h, l] = [high * 2 ** exponent, low * 2 ** exponent];
  if (Math.abs(h) < 2 ** -8) nearOne(h, l);
  else logarithm(1 + h, sumError(1, h) + l);
}

function sine(x: number, quarters: number): void {
  let n: number;
  if (Math.abs(x) < 1e6) {
    n = Math.round((x * 2) / Math.PI);
    reduce(x, n, HALF_PI_PARTS);
  } else {
    const [multiple, high, low] = reduceLarge(x);
    n = multiple;
    leave(high, low);
  }
  const { high, low } = result;
  const sign = high < 0 ? -1 : 1;
  const j = Math.round(Math.abs(high) * 64);
  const b = high - (sign * j) / 64;
  const z = b * b;
  const [s, sLow, c, cLow] = [sign * SIN[j]!, sign * SIN_LOW[j]!, COS[j]!, COS_LOW[j]!];
  const sinTail = low + b * z * (-1 / 6 + z * (1 / 120 - z / 5040));
  const cosTail = -z / 2 - b * low + z * z * (1 / 24 - z / 720);
  const quadrant = (((n + quarters) % 4) + 4) % 4;
  const turn = quadrant < 2 ? 1 : -1;
  const [first, firstLow, second, secondLow, by] = quadrant % 2 === 0 ? [s, sLow, c, cLow, b] : [c, cLow, -s, -sLow, b];
  const product = second * by;
  const rest = firstLow + productError(second, by) + first * cosTail + second * sinTail + secondLow * by;
  leave(turn * (first + product), turn * (sumError(first, product) + rest));
}

/** π/2 with 1100 more places. */
const LARGE_PLACES = 1100n;
let largeHalfPi: bigint | undefined;

/** John Machin's formula once more, to as many places as the largest double needs. */
function machin(places: bigint): bigint {
  const arctan = (n: bigint): bigint => {
    let [sum, power, sign] = [0n, (1n << places) / n, 1n];
    for (let k = 1n; power > 0n; k += 2n, sign = -sign, power /= n * n) sum += (sign * power) / k;
    return sum;
  };
  return 8n * arctan(5n) - 2n * arctan(239n);
}

function reduceLarge(x: number): readonly [number, number, number] {
  const places = LARGE_PLACES + 200n;
  largeHalfPi ??= machin(places);
  // Above 10⁶ a double is a whole multiple of 2⁻³³, above 2⁵³ a whole number.
  const value = Math.abs(x) < 2 ** 53 ? BigInt(x * 2 ** 33) << (places - 33n) : BigInt(x) << places;
  const n = nearest(value, largeHalfPi);
  const rest = (value - n * largeHalfPi) >> (places - 200n);
  const high = Number(rest);
  return [Number(BigInt.asUintN(2, n)), high * 2 ** -200, Number(rest - BigInt(high)) * 2 ** -200];
}

/** Each function for a finite argument in its domain whose value is not 0 and does not overflow. */
export const REFERENCE: Readonly<Record<string, (x: number) => void>> = {
  exp: (x) => exponential(x, 0),
  expm1: (x) => exponential(x, 1),
  log: (x) => logarithm(x, 0),
  log1p: (x) => (Math.abs(x) < 2 ** -80 ? leave(x, -0.5 * x * x) : logOfMore(x, 0, 0)),
  sin: (x) => (Math.abs(x) < 2 ** -200 ? leave(x, 0) : sine(x, 0)),
  cos: (x) => sine(x, 1),
  tanh: (x) => {
    if (Math.abs(x) < 2 ** -100) {
      leave(x, 0);
      return;
    }
    exponential(2 * Math.min(Math.abs(x), 50), 1);
    const scale = 2 ** Math.min(result.exponent, 200);
    const [high, low] = [result.high * scale, result.low * scale];
    quotient(high, low, high + 2, sumError(high, 2) + low);
    if (x < 0) leave(-result.high, -result.low);
  },
  sigmoid: (x) => {
    exponential(-Math.min(Math.abs(x), 1000), 0);
    const { high, low, exponent } = result;
    const [h, l] = [high * 2 ** exponent, low * 2 ** exponent];
    const [below, rest] = [1 + h, sumError(1, h) + l];
    if (x >= 0) quotient(1, 0, below, rest);
    else quotient(high, low, below, rest, exponent);
  },
  softplus: (x) => {
    exponential(-Math.min(Math.abs(x), 1000), 0);
    logOfMore(result.high, result.low, result.exponent);
    if (x <= 0) return;
    const scale = 2 ** result.exponent;
    const [high, low] = [result.high * scale, result.low * scale];
    leave(x + high, sumError(x, high) + low);
  },
};

/** How far a value is from the reference in `result`, in units of its last place (of 2⁻¹⁰⁷⁴ among subnormal numbers). */
export function ulpsFrom(value: number): number {
  const { high, low, exponent } = result;
  const scaled = exponent < -500 ? value * 2 ** 500 * 2 ** (-exponent - 500) : value * 2 ** -exponent;
  double[0] = high;
  const place = ((words[1]! >>> 20) & 0x7ff) - 1075;
  const unit = 2 ** Math.max(place, -1074 - exponent);
  return Math.abs(scaled - high - low) / unit;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
