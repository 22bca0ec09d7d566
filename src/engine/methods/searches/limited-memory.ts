import type { InverseHessian } from './quasi-newton.ts';

/**
 * The inverse Hessian that the last m pairs s = x⁺ − x, y = ∇f⁺ − ∇f stand for, over γI with γ = sᵀy/yᵀy of the latest.
 * Nocedal & Wright (2006), algorithm 7.4 and (7.20).
 */
export class LimitedMemory implements InverseHessian {
  readonly #n: number;
  readonly #memory: number;
  /** Each s and each y, one after the other: a ring of m vectors. */
  readonly #steps: Float64Array;
  readonly #changes: Float64Array;
  /** 1/sᵀy of each pair. */
  readonly #inverse: Float64Array;
  readonly #weights: Float64Array;
  /** γ. */
  #scale = 1;
  /** How many pairs are kept, and where the next one goes. */
  #kept = 0;
  #next = 0;

  constructor(parameters: number, memory: number) {
    this.#n = parameters;
    this.#memory = memory;
    this.#steps = new Float64Array(memory * parameters);
    this.#changes = new Float64Array(memory * parameters);
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
    const n = this.#n;
    const steps = this.#steps;
    const changes = this.#changes;
    const first = this.#next * n;
    let product = 0;
    let square = 0;
    let along = 0;
    for (let i = 0; i < n; i++) {
      const s = length * direction[i]!;
      const y = after[i]! - before[i]!;
      steps[first + i] = s;
      changes[first + i] = y;
      product += s * y;
      square += y * y;
      along += s * before[i]!;
    }
    // Without positive curvature along the step no positive definite matrix maps y to s; L-BFGS-B asks for as much. The
    // ring may have lost its oldest pair to this one.
    if (!(product > Number.EPSILON * Math.abs(along))) {
      this.#kept = Math.min(this.#kept, this.#memory - 1);
      return;
    }
    this.#inverse[this.#next] = 1 / product;
    this.#scale = product / square;
    this.#next = this.#next + 1 === this.#memory ? 0 : this.#next + 1;
    this.#kept = Math.min(this.#kept + 1, this.#memory);
  }

  times(vector: Float64Array, into: Float64Array): void {
    const n = this.#n;
    const kept = this.#kept;
    const memory = this.#memory;
    const steps = this.#steps;
    const changes = this.#changes;
    const inverse = this.#inverse;
    const weights = this.#weights;
    const scale = this.#scale;
    for (let i = 0; i < n; i++) into[i] = vector[i]!;
    let place = this.#next;
    for (let k = 0; k < kept; k++) {
      place = place === 0 ? memory - 1 : place - 1;
      const first = place * n;
      let along = 0;
      for (let i = 0; i < n; i++) along += steps[first + i]! * into[i]!;
      const weight = inverse[place]! * along;
      weights[place] = weight;
      for (let i = 0; i < n; i++) into[i] = into[i]! - weight * changes[first + i]!;
    }
    for (let i = 0; i < n; i++) into[i] = scale * into[i]!;
    for (let k = 0; k < kept; k++) {
      const first = place * n;
      let along = 0;
      for (let i = 0; i < n; i++) along += changes[first + i]! * into[i]!;
      const weight = weights[place]! - inverse[place]! * along;
      for (let i = 0; i < n; i++) into[i] = into[i]! + weight * steps[first + i]!;
      place = place + 1 === memory ? 0 : place + 1;
    }
  }
}
