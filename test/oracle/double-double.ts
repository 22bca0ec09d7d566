/**
 * Numbers of about 32 digits, as the unevaluated sum of two doubles, for what loses digits on the way. Dekker, "A
 * floating-point technique for extending the available precision", Numerische Mathematik 18 (1971) 224–242; Hida, Li &
 * Bailey, "Library for double-double and quad-double arithmetic" (2007).
 */
export interface Double2 {
  readonly high: number;
  readonly low: number;
}

/** The exact sum of two doubles; Knuth's, whichever is larger. */
function sum(a: number, b: number): Double2 {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** 2²⁷ + 1, which parts a double into halves whose products are exact; Veltkamp's. */
const HALVES = 134217729;

function halves(a: number): readonly [number, number] {
  const scaled = HALVES * a;
  const upper = scaled - (scaled - a);
  return [upper, a - upper];
}

/** The exact product of two doubles. */
function product(a: number, b: number): Double2 {
  const high = a * b;
  const [a1, a2] = halves(a);
  const [b1, b2] = halves(b);
  return { high, low: a1 * b1 - high + a1 * b2 + a2 * b1 + a2 * b2 };
}

export function double2(high: number, low = 0): Double2 {
  return { high, low };
}

/** The nearest double. */
export function toDouble({ high, low }: Double2): number {
  return high + low;
}

export function plus(a: Double2, b: Double2): Double2 {
  const s = sum(a.high, b.high);
  const t = sum(a.low, b.low);
  const u = sum(s.high, s.low + t.high);
  return sum(u.high, u.low + t.low);
}

export function minus(a: Double2, b: Double2): Double2 {
  return plus(a, { high: -b.high, low: -b.low });
}

export function times(a: Double2, b: Double2): Double2 {
  const p = product(a.high, b.high);
  return sum(p.high, p.low + a.high * b.low + a.low * b.high);
}

export function over(a: Double2, b: Double2): Double2 {
  const first = a.high / b.high;
  if (!Number.isFinite(first)) return double2(first);
  const rest = minus(a, times(b, double2(first)));
  const second = rest.high / b.high;
  const third = minus(rest, times(b, double2(second))).high / b.high;
  return plus(sum(first, second), double2(third));
}

/** a to a whole power. */
export function toPower(a: Double2, exponent: number): Double2 {
  let result = double2(1);
  let square = a;
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = times(result, square);
    square = times(square, square);
  }
  return exponent < 0 ? over(double2(1), result) : result;
}

export const PI: Double2 = { high: Math.PI, low: 1.2246467991473532e-16 };
export const LOG_2: Double2 = { high: Math.LN2, low: 2.3190468138462996e-17 };

/** e^a: by halving a until its series is short, and squaring as often. */
export function exponential(a: Double2): Double2 {
  if (!(Math.abs(a.high) < 745)) return double2(Math.exp(a.high));
  const twos = Math.round(a.high / Math.LN2);
  const rest = minus(a, times(double2(twos), LOG_2));
  const squarings = 8;
  const small = times(rest, double2(2 ** -squarings));
  let term = double2(1);
  // Less its 1, whose digits the squarings would multiply.
  let less1 = double2(0);
  for (let n = 1; n <= 12; n++) {
    term = over(times(term, small), double2(n));
    less1 = plus(less1, term);
  }
  for (let n = 0; n < squarings; n++) less1 = plus(plus(less1, less1), times(less1, less1));
  const result = plus(less1, double2(1));
  // In two factors, since 2 to the power of twos alone may overflow.
  const [one, other] = [2 ** Math.floor(twos / 2), 2 ** Math.ceil(twos / 2)];
  const high = result.high * one * other;
  return Number.isFinite(high) ? { high, low: result.low * one * other } : double2(high);
}

/** log a, by two steps of Newton's from the double. */
export function logarithm(a: Double2): Double2 {
  let result = double2(Math.log(a.high));
  for (let step = 0; step < 2; step++) {
    const inverse = exponential({ high: -result.high, low: -result.low });
    result = plus(result, minus(times(a, inverse), double2(1)));
  }
  return result;
}
