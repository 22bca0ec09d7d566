import type { Options } from '../../problem.ts';
import { number } from '../choice.ts';
import type { Iterate, Landscape, Residuals, Search, SearchMethod, SearchStep, Trial } from '../search.ts';
import { DampedLeastSquares } from './damped-least-squares.ts';
import { LeastSquaresPoint, residualsOf } from './least-squares.ts';
import { ROUNDING } from './line.ts';
import { atRest } from './stuck.ts';
import { norm } from './vectors.ts';

/** A step is taken when the decrease is more than this share of what the linear model promised. */
const ACCEPTED = 1e-4;
/** Below the first share the radius becomes a part of the step's length, above the second a multiple. */
const POOR = 0.25;
const GOOD = 0.9;
const SHRINK = 0.25;
const GROW = 2;
/** A radius of this share of the point is no step. */
const SMALL = Number.EPSILON / 4;

/**
 * Levenberg (1944) and Marquardt (1963): the step p that minimizes ‖r + Jp‖² with ‖Dp‖ ≤ Δ, which is
 * (JᵀJ + λD²)p = −Jᵀr for a damping λ ≥ 0. D are the largest norms of J's columns so far: Moré, The Levenberg–Marquardt
 * algorithm (1978), by QR. Δ follows the ratio of the decrease to the predicted one: Conn, Gould & Toint, Trust-Region
 * Methods (2000), algorithm 6.1.1; on NIST's problems this takes fewer residuals than MINPACK's rule.
 */
export const levenbergMarquardt: SearchMethod = {
  kind: 'search',
  name: 'lm',
  title: 'Levenberg–Marquardt',
  group: 'least squares',
  description: 'Gauss–Newton with damping: long steps where the linear model fits, short ones downhill where not.',
  serves: 'Fitting curves to data: sums of squares.',
  tex: String.raw`(J^\top J + \lambda D^2)\, p = -J^\top r,\quad x \leftarrow x + p`,
  aliases: ['levenberg-marquardt', 'marquardt', 'lma', 'damped_least_squares'],
  options: [{ name: 'radius', title: 'first radius Δ, of ‖Dx‖', default: 1, min: 0, above: true, aliases: ['factor'] }],
  needs: 'residuals',
  columns: [
    { name: 'damping', tex: String.raw`\lambda`, title: 'damping' },
    { name: 'radius', tex: String.raw`\Delta`, title: 'radius within which the linear model is believed' },
    { name: 'ratio', tex: String.raw`\varrho`, title: 'decrease over predicted decrease' },
  ],
  begin: (landscape, options) => new LevenbergMarquardt(landscape, residualsOf(landscape), options),
};

class LevenbergMarquardt implements Search {
  readonly #residuals: Residuals;
  readonly #points: readonly [LeastSquaresPoint, LeastSquaresPoint];
  readonly #squares: DampedLeastSquares;
  readonly #step: Float64Array;
  readonly #factor: number;
  #radius = Number.NaN;
  #begun = false;

  constructor({ parameters }: Landscape, residuals: Residuals, options: Options) {
    this.#residuals = residuals;
    this.#points = [new LeastSquaresPoint(parameters, residuals), new LeastSquaresPoint(parameters, residuals)];
    this.#squares = new DampedLeastSquares(residuals.count, parameters);
    this.#step = new Float64Array(parameters);
    this.#factor = number(options, 'radius');
  }

  step(at: Iterate): SearchStep {
    if (norm(at.gradient) === 0) return atRest(3);
    const here = this.#points.find((point) => point.x === at.x) ?? this.#points[0].come(at);
    const there = this.#points[here === this.#points[0] ? 1 : 0];
    const squares = this.#squares;
    squares.take(here.jacobian, here.values);
    if (!this.#begun) {
      const size = squares.scaledNorm(at.x);
      this.#radius = this.#factor * (size > 0 ? size : 1);
    }
    const trials: Trial[] = [];
    for (;;) {
      const damping = squares.within(this.#radius, this.#step);
      const length = squares.scaledNorm(this.#step);
      if (!this.#begun) this.#radius = Math.min(this.#radius, length);
      this.#begun = true;
      const sum = there.tryFrom(at.x, this.#step);
      // Of ‖r‖² − ‖r + Jp‖², written so that nothing cancels: Moré (1978), (4.4).
      const predicted = (squares.modelSquare(this.#step) + 2 * damping * length * length) / here.sum;
      const level = Math.abs(1 - sum / here.sum) <= ROUNDING && predicted <= ROUNDING;
      let ratio = Number.isFinite(sum) ? (1 - sum / here.sum) / predicted : Number.NEGATIVE_INFINITY;
      let accepted = level ? sum < here.sum : ratio >= ACCEPTED;
      if (accepted && !there.differentiate()) {
        accepted = false;
        ratio = Number.NEGATIVE_INFINITY;
      }
      const value = this.#valueOf(sum);
      trials.push({ length: damping, value, accepted });
      const columns = [damping, this.#radius, ratio];
      if (!level) this.#adapt(ratio, damping, length);
      if (accepted) return { next: { x: there.x, value, gradient: there.gradient }, length: 1, trials, columns };
      if (level || this.#radius <= SMALL * squares.scaledNorm(at.x) || !(length > 0)) {
        return { length: 0, trials, columns, stuck: 'no step lowers the sum of squares' };
      }
    }
  }

  #adapt(ratio: number, damping: number, length: number): void {
    if (ratio < POOR) this.#radius = SHRINK * Math.min(length, this.#radius);
    else if (damping === 0 || ratio > GOOD) this.#radius = GROW * length;
  }

  #valueOf(sum: number): number {
    return this.#residuals.scale * sum + this.#residuals.offset;
  }
}
