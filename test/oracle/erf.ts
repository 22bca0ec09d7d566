/** The error function and the normal distribution, in numbers of 32 digits where doubles would cancel. */
import { type Double2, double2, exponential, minus, over, plus, times, toDouble } from './double-double.ts';

const TWO_OVER_ROOT_PI = double2(1.1283791670955126, 1.533545961316588e-17);
const ROOT_HALF = double2(Math.SQRT1_2, -4.833646656726457e-17);
/** From here on erfc is computed by itself: its continued fraction is short there. */
const FAR = 5;

/** e^(−x²). */
function bell(x: Double2): Double2 {
  return exponential(minus(double2(0), times(x, x)));
}

/** 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, which has terms of one sign only; |x| < FAR. A & S 7.1.6. */
function series(x: Double2): Double2 {
  const square = times(x, x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term.high) > 1e-33 * Math.abs(sum.high); n++) {
    term = over(times(term, plus(square, square)), double2(2 * n + 1));
    sum = plus(sum, term);
  }
  return times(times(TWO_OVER_ROOT_PI, bell(x)), sum);
}

/** erfc for x ≥ FAR. A & S 7.1.14. */
function tail(x: Double2): number {
  const { high } = x;
  let fraction = 0;
  for (let n = 120; n >= 1; n--) fraction = n / 2 / (high + fraction);
  return (toDouble(bell(x)) / (high + fraction)) * (TWO_OVER_ROOT_PI.high / 2);
}

function complement(x: Double2): number {
  if (Number.isNaN(x.high)) return x.high;
  if (Math.abs(x.high) < FAR) return toDouble(minus(double2(1), series(x)));
  // Where e^(−x²) is 0 in doubles, which are all that is squared.
  if (Math.abs(x.high) > 40) return x.high > 0 ? 0 : 2;
  return x.high > 0 ? tail(x) : 2 - tail(minus(double2(0), x));
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  return Math.abs(x) < FAR ? toDouble(series(double2(x))) : Math.sign(x) * (1 - erfc(Math.abs(x)));
}

/** 1 − erf(x). */
export function erfc(x: number): number {
  return complement(double2(x));
}

/** The standard normal distribution. */
export function distribution(x: number): number {
  if (!Number.isFinite(x)) return (1 + Math.sign(x)) / 2;
  return complement(times(double2(-x), ROOT_HALF)) / 2;
}

/** Its density. */
export function density(x: number): number {
  // Where it is 0 in doubles.
  if (!(Math.abs(x) < 50)) return Number.isNaN(x) ? x : 0;
  return toDouble(bell(times(double2(x), ROOT_HALF))) / Math.sqrt(2 * Math.PI);
}
