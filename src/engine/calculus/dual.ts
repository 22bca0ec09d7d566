/**
 * Derivatives by dual numbers (Clifford 1873), a + bε with ε² = 0: every node carries its value and its derivative along
 * one direction, forwards through the graph. Griewank & Walther, Evaluating Derivatives (2008), ch. 3. Neither the rules
 * nor the order of work of calculus/gradient.ts are used, so that the two can be held against each other.
 */
import type { Node } from '../program/graph.ts';
import { operation } from '../program/operations.ts';
import { Linearization, type Place, type Values } from './linearization.ts';

/** A scalar node as a dual number, at a point. */
export class Dual {
  readonly #at: Linearization;
  readonly #output: number;
  /** The ε parts by place; undefined where a node does not depend on what moves. */
  readonly #tangents: (Values | undefined)[];

  /** @param output a node without rows. @param columns the data, by column index. */
  constructor(output: Node, columns: readonly Float64Array[]) {
    this.#at = new Linearization([output], columns);
    this.#output = this.#at.placeOf(output);
    this.#tangents = new Array<Values | undefined>(this.#at.places.length);
  }

  /** How many numbers one pass over the graph computes. */
  get size(): number {
    return this.#at.places.reduce((sum, { node }) => sum + Math.max(1, node.rows), 0);
  }

  /** Goes to a point, one number an input slot, and returns the value there. */
  moveTo(point: ArrayLike<number>): number {
    this.#at.at(point);
    return this.#at.values[this.#output] as number;
  }

  /** The derivative along a direction at the point gone to; directions are sparse: only the slots named move. */
  along(direction: ReadonlyMap<number, number>): number {
    this.#at.places.forEach((place, k) => {
      this.#tangents[k] = this.#tangent(place, k, direction);
    });
    return (this.#tangents[this.#output] as number | undefined) ?? 0;
  }

  /** The partial derivative by one input slot at the point gone to. */
  partial(slot: number): number {
    return this.along(new Map([[slot, 1]]));
  }

  /** The partial derivatives by the inputs 0 … parameters − 1 at a point. */
  gradient(point: ArrayLike<number>, parameters: number): number[] {
    this.moveTo(point);
    return Array.from({ length: parameters }, (_, slot) => this.partial(slot));
  }

  #tangent({ node, args }: Place, k: number, direction: ReadonlyMap<number, number>): Values | undefined {
    switch (node.kind) {
      case 'constant':
      case 'column':
        return undefined;
      case 'input':
        return direction.get(node.slot);
      case 'rowSum': {
        const body = this.#tangents[args[0]!];
        return body === undefined ? undefined : (body as Float64Array).reduce((sum, tangent) => sum + tangent, 0);
      }
      case 'call': {
        const { kinked = false } = operation(node.operation);
        const slopes = this.#at.slopes[k]!;
        let total: Values | undefined;
        for (let j = 0; j < args.length; j++) {
          const moved = this.#tangents[args[j]!];
          if (moved === undefined) continue;
          if (node.rows === 0) {
            total = ((total as number | undefined) ?? 0) + product(slopes[j] as number, moved as number, kinked);
          } else {
            total ??= new Float64Array(node.rows);
            addProducts(total as Float64Array, slopes[j] as Float64Array, moved, kinked);
          }
        }
        return total;
      }
    }
  }
}

/** Of a branch that is not taken nothing counts, not even an infinite derivative. */
function product(slope: number, tangent: number, kinked: boolean): number {
  return kinked && slope === 0 ? 0 : slope * tangent;
}

function addProducts(total: Float64Array, slopes: Float64Array, tangents: Values, kinked: boolean): void {
  for (let row = 0; row < total.length; row++) {
    const tangent = typeof tangents === 'number' ? tangents : tangents[row]!;
    total[row] = total[row]! + product(slopes[row]!, tangent, kinked);
  }
}
