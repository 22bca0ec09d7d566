import type { Options } from '../../problem.ts';
import { number } from '../choice.ts';
import type { Iterate, Landscape, Search, SearchMethod, SearchStep } from '../search.ts';
import { Line, ROUNDING } from './line.ts';
import { Steihaug } from './steihaug.ts';
import { atRest } from './stuck.ts';
import { norm } from './vectors.ts';

/** Below the first ratio the radius shrinks, above the second it may grow. */
const POOR = 0.25;
const GOOD = 0.75;

/** A decrease by this share of the value is next to none; then the subproblem is solved to this share of the gradient. */
const LITTLE = 1e-12;
const STRICT = 1e-12;

/**
 * The trust-region Newton method: the step minimizes the quadratic with f's slopes and curvatures within a radius Δ,
 * nearly, by conjugate gradients on products with the Hessian (see `Steihaug`); Δ follows the ratio of the decrease to
 * the model's. Nocedal & Wright (2006), algorithm 4.1.
 */
export const trustRegion: SearchMethod = {
  kind: 'search',
  name: 'trust',
  title: 'Trust-region Newton',
  group: 'second order',
  description: 'Newton steps no longer than the radius within which the quadratic is believed.',
  serves: 'Smooth objectives of many parameters, with saddles and regions of negative curvature.',
  tex: String.raw`\min_p \nabla f(x)^\top p + \tfrac12 p^\top \nabla^2 f(x)\, p,\ \lVert p\rVert \le \Delta,\quad x \leftarrow x + p`,
  aliases: ['newton-cg', 'trust-ncg', 'trust_region', 'truncated_newton', 'steihaug'],
  options: [
    { name: 'radius', title: 'first radius Δ', default: 1, min: 0, above: true, aliases: ['initial_trust_radius'] },
    {
      name: 'max_radius',
      title: 'largest radius',
      default: 1000,
      min: 0,
      above: true,
      aliases: ['max_trust_radius'],
    },
    { name: 'eta', title: 'least ratio η', default: 0.15, min: 0, max: 0.25, open: true },
  ],
  needs: 'product',
  columns: [
    { name: 'radius', tex: String.raw`\Delta`, title: 'radius within which the quadratic is believed' },
    { name: 'ratio', tex: String.raw`\varrho`, title: 'decrease over predicted decrease' },
    { name: 'products', tex: String.raw`\nabla^2\! f\, v`, title: 'products with the Hessian' },
  ],
  begin: (landscape, options) => new TrustRegion(landscape, options),
};

class TrustRegion implements Search {
  readonly #landscape: Landscape;
  /** The way from the iterate to the step's end: length 1 is the whole step. */
  readonly #line: Line;
  readonly #steihaug: Steihaug;
  readonly #most: number;
  readonly #eta: number;
  #radius: number;

  constructor(landscape: Landscape, options: Options) {
    this.#landscape = landscape;
    this.#line = new Line(landscape);
    this.#steihaug = new Steihaug(landscape.parameters);
    this.#most = number(options, 'max_radius');
    this.#eta = number(options, 'eta');
    this.#radius = Math.min(number(options, 'radius'), this.#most);
  }

  step(at: Iterate): SearchStep {
    if (norm(at.gradient) === 0) return atRest(3);
    const steihaug = this.#steihaug;
    const trials: { length: number; value: number; accepted: boolean }[] = [];
    const product = (direction: Float64Array, into: Float64Array) => this.#landscape.product(at.x, direction, into);
    let products = 0;
    for (;;) {
      const radius = this.#radius;
      let end = steihaug.solve(at.gradient, radius, Math.min(0.5, Math.sqrt(norm(at.gradient))), product);
      products += steihaug.products;
      // Directions of far less curvature than others come last: where the others are done, they are what is left.
      if (end === 'inside' && -steihaug.model <= LITTLE * Math.abs(at.value)) {
        end = steihaug.solve(at.gradient, radius, STRICT, product);
        products += steihaug.products;
      }
      const length = norm(steihaug.step);
      this.#line.aim(at, steihaug.step);
      this.#line.try(1);
      const { value, finite } = this.#line;
      const ratio = finite ? (at.value - value) / -steihaug.model : Number.NEGATIVE_INFINITY;
      const level = finite && -steihaug.model <= ROUNDING * Math.abs(at.value);
      const accepted = finite && (level ? this.#isLevel(at) : ratio > this.#eta);
      trials.push({ length: radius, value, accepted });
      if (!level && !(ratio >= POOR)) this.#radius = POOR * length;
      else if (ratio > GOOD && end === 'boundary') this.#radius = Math.min(2 * radius, this.#most);
      const columns = [radius, ratio, products];
      if (accepted) return { next: this.#line.accept(), length: 1, trials, columns };
      if (level || this.#line.resting || !(length > 0)) {
        return { length: 0, trials, columns, stuck: 'no lower value within the smallest radius' };
      }
    }
  }

  /** Where values no longer tell, gradients do. Conn, Gould & Toint, Trust-Region Methods (2000), section 17.4.2. */
  #isLevel(at: Iterate): boolean {
    return this.#line.value <= at.value + ROUNDING * Math.abs(at.value) && this.#line.shorter;
  }
}
