import type { InverseHessian } from './quasi-newton.ts';
import { addScaled, dot } from './vectors.ts';

/**
 * The inverse Hessian that the last m pairs s = x⁺ − x, y = ∇f⁺ − ∇f stand for, over γI with γ = sᵀy/yᵀy of the latest.
 * Nocedal & Wright (2006), algorithm 7.4 and (7.20).
 */
export class LimitedMemory implements InverseHessian {
  readonly #n: number;
  readonly #steps: readonly Float64Array[];
  readonly #changes: readonly Float64Array[];
  /** 1/sᵀy of each pair. */
  readonly #inverse: Float64Array;
  readonly #weights: Float64Array;
  /** γ. */
  #scale = 1;
  /** How many pairs are kept, and where the next one goes. */
  #kept = 0;
  #next = 0;

  constructor(parameters: number, memory: number) {
    const vectors = () => Array.from({ length: memory }, () => new Float64Array(parameters));
    this.#n = parameters;
    this.#steps = vectors();
    this.#changes = vectors();
    this.#inverse = new Float64Array(memory);
    this.#weights = new Float64Array(memory);
  }

  get empty(): boolean {
    return this.#kept === 0;
  }

  clear(): void {
    this.#kept = 0;
    this.#next = 0;
    this.#scale = 1;
  }

  update(length: number, direction: Float64Array, before: Float64Array, after: Float64Array): void {
    const step = this.#steps[this.#next]!;
    const change = this.#changes[this.#next]!;
    let product = 0;
    let square = 0;
    for (let i = 0; i < this.#n; i++) {
      const s = length * direction[i]!;
      const y = after[i]! - before[i]!;
      step[i] = s;
      change[i] = y;
      product += s * y;
      square += y * y;
    }
    // Without positive curvature along the step no positive definite matrix maps y to s.
    if (!(product > Number.EPSILON * square)) return;
    this.#inverse[this.#next] = 1 / product;
    this.#scale = product / square;
    this.#next = (this.#next + 1) % this.#steps.length;
    this.#kept = Math.min(this.#kept + 1, this.#steps.length);
  }

  times(vector: Float64Array, into: Float64Array): void {
    const memory = this.#steps.length;
    for (let i = 0; i < this.#n; i++) into[i] = vector[i]!;
    let place = this.#next;
    for (let k = 0; k < this.#kept; k++) {
      place = place === 0 ? memory - 1 : place - 1;
      const weight = this.#inverse[place]! * dot(this.#steps[place]!, into);
      this.#weights[place] = weight;
      addScaled(-weight, this.#changes[place]!, into);
    }
    for (let i = 0; i < this.#n; i++) into[i] = this.#scale * into[i]!;
    for (let k = 0; k < this.#kept; k++) {
      const weight = this.#weights[place]! - this.#inverse[place]! * dot(this.#changes[place]!, into);
      addScaled(weight, this.#steps[place]!, into);
      place = place + 1 === memory ? 0 : place + 1;
    }
  }
}
