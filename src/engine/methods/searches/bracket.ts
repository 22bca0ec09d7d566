/**
 * The interval of a Moré–Thuente line search and the trial in it: safeguarded cubic and quadratic interpolation. Moré &
 * Thuente, ACM Trans. Math. Softw. 20 (1994) 286–307, section 4, as in `dcstep` of MINPACK-2.
 */

/** At most this share of an interval is left by a step towards its other end. */
const TOWARDS = 0.66;

export class Bracket {
  /** The end with the least value so far: its length, value and slope. */
  best = 0;
  bestValue = 0;
  bestSlope = 0;
  /** The other end. */
  other = 0;
  otherValue = 0;
  otherSlope = 0;
  /** A minimum lies between the ends. */
  closed = false;

  open(value: number, slope: number): void {
    this.best = 0;
    this.other = 0;
    this.bestValue = value;
    this.otherValue = value;
    this.bestSlope = slope;
    this.otherSlope = slope;
    this.closed = false;
  }

  /** Adds `tilt` · t to the function at both ends. */
  tilt(tilt: number): void {
    this.bestValue += this.best * tilt;
    this.otherValue += this.other * tilt;
    this.bestSlope += tilt;
    this.otherSlope += tilt;
  }

  /**
   * Takes in a trial.
   *
   * @param t the trial's length. @param least the least next trial. @param most the largest.
   * @returns the next trial.
   */
  take(t: number, value: number, slope: number, least: number, most: number): number {
    const opposite = slope * Math.sign(this.bestSlope) < 0;
    let next: number;
    if (value > this.bestValue) {
      // A higher value: the minimum is between.
      const cubic = this.#cubic(t, value, slope);
      const rise = (this.bestValue - value) / (t - this.best);
      const quadratic = this.best + (this.bestSlope / (rise + this.bestSlope) / 2) * (t - this.best);
      const closer = Math.abs(cubic - this.best) < Math.abs(quadratic - this.best);
      next = closer ? cubic : cubic + (quadratic - cubic) / 2;
      this.closed = true;
    } else if (opposite) {
      // A lower value and a slope of the other sign: the minimum is between.
      const cubic = this.#cubic(t, value, slope);
      const secant = this.#secant(t, slope);
      next = Math.abs(cubic - t) > Math.abs(secant - t) ? cubic : secant;
      this.closed = true;
    } else if (Math.abs(slope) < Math.abs(this.bestSlope)) {
      next = this.#beyond(t, value, slope, least, most);
    } else if (this.closed) {
      next = minimumOfCubic(this.other, this.otherValue, this.otherSlope, t, value, slope);
    } else {
      next = t > this.best ? most : least;
    }
    this.#replace(t, value, slope, opposite);
    return next;
  }

  /** A lower value and a slope of the same sign, less steep: the minimum may be beyond. */
  #beyond(t: number, value: number, slope: number, least: number, most: number): number {
    const theta = (3 * (this.bestValue - value)) / (t - this.best) + this.bestSlope + slope;
    const scale = Math.max(Math.abs(theta), Math.abs(this.bestSlope), Math.abs(slope));
    const under = (theta / scale) ** 2 - (this.bestSlope / scale) * (slope / scale);
    const root = scale * Math.sqrt(Math.max(0, under)) * (t > this.best ? -1 : 1);
    const ratio = (root - slope + theta) / (root + (this.bestSlope - slope) + root);
    const away = t > this.best ? most : least;
    const cubic = ratio < 0 && root !== 0 ? t + ratio * (this.best - t) : away;
    const secant = this.#secant(t, slope);
    if (!this.closed) {
      const farther = Math.abs(cubic - t) > Math.abs(secant - t) ? cubic : secant;
      return Math.max(least, Math.min(most, farther));
    }
    const closer = Math.abs(cubic - t) < Math.abs(secant - t) ? cubic : secant;
    const bound = t + TOWARDS * (this.other - t);
    return t > this.best ? Math.min(bound, closer) : Math.max(bound, closer);
  }

  #cubic(t: number, value: number, slope: number): number {
    return minimumOfCubic(this.best, this.bestValue, this.bestSlope, t, value, slope);
  }

  /** Where the straight line through both slopes is 0. */
  #secant(t: number, slope: number): number {
    return t + (slope / (slope - this.bestSlope)) * (this.best - t);
  }

  #replace(t: number, value: number, slope: number, opposite: boolean): void {
    if (value > this.bestValue) {
      this.other = t;
      this.otherValue = value;
      this.otherSlope = slope;
      return;
    }
    if (opposite) {
      this.other = this.best;
      this.otherValue = this.bestValue;
      this.otherSlope = this.bestSlope;
    }
    this.best = t;
    this.bestValue = value;
    this.bestSlope = slope;
  }
}

/** The minimum of the cubic with these values and slopes at a and b. Nocedal & Wright (2006), (3.59). */
export function minimumOfCubic(
  a: number,
  valueA: number,
  slopeA: number,
  b: number,
  valueB: number,
  slopeB: number,
): number {
  const theta = (3 * (valueA - valueB)) / (b - a) + slopeA + slopeB;
  const scale = Math.max(Math.abs(theta), Math.abs(slopeA), Math.abs(slopeB));
  const under = (theta / scale) ** 2 - (slopeA / scale) * (slopeB / scale);
  const root = scale * Math.sqrt(Math.max(0, under)) * (b < a ? -1 : 1);
  return a + ((root - slopeA + theta) / (root - slopeA + root + slopeB)) * (b - a);
}
