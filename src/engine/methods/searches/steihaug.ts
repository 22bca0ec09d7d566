/** The trust region's subproblem by conjugate gradients. */
import { addScaled, dot, norm } from './vectors.ts';

/** Why conjugate gradients ended. */
export type SteihaugEnd = 'inside' | 'boundary';

/**
 * Minimizes gᵀp + ½pᵀBp with ‖p‖ ≤ Δ, nearly: conjugate gradients from p = 0 until the residual is at most
 * a share of ‖g‖, the boundary is met, or a direction of negative curvature leads to it. Steihaug, SIAM J. Numer.
 * Anal. 20 (1983) 626–637; Nocedal & Wright (2006), algorithm 7.2.
 */
export class Steihaug {
  readonly step: Float64Array;
  /** gᵀp + ½pᵀBp of the step: below 0. */
  model = 0;
  /** How many products with B it took. */
  products = 0;
  readonly #residual: Float64Array;
  readonly #direction: Float64Array;
  readonly #image: Float64Array;

  constructor(parameters: number) {
    this.step = new Float64Array(parameters);
    this.#residual = new Float64Array(parameters);
    this.#direction = new Float64Array(parameters);
    this.#image = new Float64Array(parameters);
  }

  /** @param share of ‖g‖ that may be left. @param product puts B times a direction into its second argument. */
  solve(
    gradient: Float64Array,
    radius: number,
    share: number,
    product: (direction: Float64Array, into: Float64Array) => void,
  ): SteihaugEnd {
    const { step } = this;
    const [residual, direction, image] = [this.#residual, this.#direction, this.#image];
    const n = step.length;
    const length = norm(gradient);
    const goal = share * length;
    step.fill(0);
    this.model = 0;
    this.products = 0;
    for (let i = 0; i < n; i++) {
      residual[i] = gradient[i]!;
      direction[i] = -gradient[i]!;
    }
    let square = length * length;
    // In exact arithmetic n steps are enough.
    for (let k = 0; k < 2 * n; k++) {
      product(direction, image);
      this.products++;
      const curvature = dot(direction, image);
      const along = dot(direction, residual);
      const t = square / curvature;
      const reach = toBoundary(step, direction, radius);
      if (!(curvature > 0) || t >= reach) {
        this.#move(reach, along, curvature);
        return 'boundary';
      }
      this.#move(t, along, curvature);
      addScaled(t, image, residual);
      const next = dot(residual, residual);
      if (Math.sqrt(next) <= goal) break;
      for (let i = 0; i < n; i++) direction[i] = -residual[i]! + (next / square) * direction[i]!;
      square = next;
    }
    return 'inside';
  }

  #move(t: number, along: number, curvature: number): void {
    addScaled(t, this.#direction, this.step);
    this.model += t * along + 0.5 * t * t * curvature;
  }
}

/** The t ≥ 0 with ‖p + td‖ = Δ. */
function toBoundary(step: Float64Array, direction: Float64Array, radius: number): number {
  const a = dot(direction, direction);
  const b = dot(step, direction);
  const c = radius * radius - dot(step, step);
  const root = Math.sqrt(Math.max(0, b * b + a * c));
  // The form without cancellation.
  return b > 0 ? c / (b + root) : (root - b) / a;
}
