/** How far rounding alone can have moved a computed value: running error analysis. Higham (2002), §3.3. */
import type { Node } from '../program/graph.ts';
import { Linearization, type Values } from './linearization.ts';

/** The relative error of one operation: a unit in the last place, which the elementary functions keep to as well. */
const UNIT = Number.EPSILON;

/** Values of outputs with bounds on their rounding errors, of first order in the unit. */
export class RoundingBounds {
  readonly #at: Linearization;
  readonly #bounds: Values[];

  constructor(outputs: readonly Node[], columns: readonly Float64Array[]) {
    this.#at = new Linearization(outputs, columns);
    this.#bounds = new Array<Values>(this.#at.places.length).fill(0);
  }

  /** How many numbers one pass computes. */
  get size(): number {
    return this.#at.size;
  }

  /** Goes to a point, which is taken as exact. */
  moveTo(point: ArrayLike<number>): void {
    this.#at.at(point);
    this.#at.places.forEach(({ node, args }, k) => {
      this.#bounds[k] =
        node.kind === 'call'
          ? node.rows === 0
            ? this.#ofNumber(args, k)
            : this.#ofRows(args, k)
          : node.kind === 'rowSum'
            ? this.#ofSum(args[0]!)
            : 0;
    });
  }

  value(output: Node): number {
    return this.#at.values[this.#at.placeOf(output)] as number;
  }

  /** The absolute error that rounding can have made at most; infinite where it cannot be bounded. */
  bound(output: Node): number {
    const bound = this.#bounds[this.#at.placeOf(output)] as number;
    return Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound;
  }

  #ofNumber(args: readonly number[], k: number): number {
    let bound = UNIT * Math.abs(this.#at.values[k] as number);
    for (let j = 0; j < args.length; j++) {
      bound += passed(this.#at.slopes[k]![j] as number, this.#bounds[args[j]!] as number);
    }
    return bound;
  }

  #ofRows(args: readonly number[], k: number): Float64Array {
    const bounds = (this.#at.values[k] as Float64Array).map((value) => UNIT * Math.abs(value));
    args.forEach((arg, j) => {
      const slopes = this.#at.slopes[k]![j] as Float64Array;
      const given = this.#bounds[arg]!;
      for (let row = 0; row < bounds.length; row++) {
        bounds[row] = bounds[row]! + passed(slopes[row]!, typeof given === 'number' ? given : given[row]!);
      }
    });
    return bounds;
  }

  #ofSum(body: number): number {
    const values = this.#at.values[body] as Float64Array;
    const given = this.#bounds[body]!;
    let sum = 0;
    let bound = 0;
    for (let row = 0; row < values.length; row++) {
      sum += values[row]!;
      bound += UNIT * Math.abs(sum) + (typeof given === 'number' ? given : given[row]!);
    }
    return bound;
  }
}

/** An error times a slope: where there is no error an infinite slope makes none, and a branch not taken passes none on. */
function passed(slope: number, bound: number): number {
  return bound === 0 || slope === 0 ? 0 : Math.abs(slope) * bound;
}
