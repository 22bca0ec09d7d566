/**
 * Derivatives by dual numbers (Clifford 1873), a + bε with ε² = 0: every node carries its value and its derivative by
 * one input, forwards through the graph. Griewank & Walther, Evaluating Derivatives (2008), ch. 3. Neither the rules
 * nor the order of work of calculus/gradient.ts are used, so that the two can be held against each other.
 */
import { isQuotientOfSame, type Node } from '../program/graph.ts';
import { operation } from '../program/operations.ts';
import { Linearization, type Place, type Values } from './linearization.ts';

/** Places that are kept for later passes, four bytes each. */
const MOST_KEPT = 4e6;

/** A scalar node as a dual number, at a point. */
export class Dual {
  readonly #at: Linearization;
  readonly #output: number;
  /** The ε parts by place; undefined where a node does not depend on what moves. */
  readonly #tangents: (Values | undefined)[];
  /** By place, the places that compute with it. */
  readonly #users: readonly (readonly number[])[];
  /** By input slot, the places that depend on it, in order. */
  readonly #dependents = new Map<number, Int32Array>();
  #kept = 0;

  /** @param output a node without rows. @param columns the data, by column index. */
  constructor(output: Node, columns: readonly Float64Array[]) {
    this.#at = new Linearization([output], columns);
    this.#output = this.#at.placeOf(output);
    const { places } = this.#at;
    this.#tangents = new Array<Values | undefined>(places.length);
    const users: number[][] = places.map(() => []);
    places.forEach(({ args }, k) => {
      for (const arg of args) users[arg]!.push(k);
    });
    this.#users = users;
  }

  /** How many numbers one pass over the graph computes. */
  get size(): number {
    return this.#at.size;
  }

  /** Goes to a point, one number an input slot, and returns the value there. */
  moveTo(point: ArrayLike<number>): number {
    this.#at.at(point);
    return this.#at.values[this.#output] as number;
  }

  /** The partial derivative by one input slot at the point gone to. */
  partial(slot: number): number {
    return this.#pass(slot, false);
  }

  /**
   * The sum of the absolute values of all terms that a partial derivative adds up: what rounding can make of it is a
   * small multiple of this in units of the last place, however much of it cancels.
   */
  magnitude(slot: number): number {
    return this.#pass(slot, true);
  }

  /** The partial derivatives by the inputs 0 … parameters − 1 at a point. */
  gradient(point: ArrayLike<number>, parameters: number): number[] {
    this.moveTo(point);
    return Array.from({ length: parameters }, (_, slot) => this.partial(slot));
  }

  #pass(slot: number, absolute: boolean): number {
    const dependents = this.#dependentsOf(slot);
    const tangents = this.#tangents;
    for (const k of dependents) tangents[k] = this.#tangent(this.#at.places[k]!, k, absolute);
    const result = (tangents[this.#output] as number | undefined) ?? 0;
    for (const k of dependents) tangents[k] = undefined;
    return result;
  }

  #dependentsOf(slot: number): Int32Array {
    const known = this.#dependents.get(slot);
    if (known) return known;
    const input = this.#at.places.findIndex(({ node }) => node.kind === 'input' && node.slot === slot);
    const found = new Set(input < 0 ? [] : [input]);
    // A set goes on to what is added to it meanwhile.
    for (const k of found) {
      for (const user of this.#users[k]!) if (!isQuotientOfSame(this.#at.places[user]!.node)) found.add(user);
    }
    const dependents = Int32Array.from(found).sort();
    this.#kept += dependents.length;
    if (this.#kept <= MOST_KEPT) this.#dependents.set(slot, dependents);
    return dependents;
  }

  #tangent({ node, args }: Place, k: number, absolute: boolean): Values | undefined {
    if (node.kind === 'input') return 1;
    if (node.kind === 'rowSum') {
      return (this.#tangents[args[0]!] as Float64Array).reduce((sum, tangent) => sum + tangent, 0);
    }
    if (node.kind !== 'call') return undefined;
    const kinked = operation(node.operation).kinked !== undefined;
    const slopes = this.#at.slopes[k]!;
    const rows = node.rows > 0 ? new Float64Array(node.rows) : undefined;
    let total = 0;
    for (let j = 0; j < args.length; j++) {
      const moved = this.#tangents[args[j]!];
      if (moved === undefined) continue;
      if (rows) addProducts(rows, slopes[j] as Float64Array, moved, kinked, absolute);
      else total += product(slopes[j] as number, moved as number, kinked, absolute);
    }
    return rows ?? total;
  }
}

/** Of a branch that is not taken nothing counts, not even an infinite derivative. */
function product(slope: number, tangent: number, kinked: boolean, absolute: boolean): number {
  if (kinked && slope === 0) return 0;
  return absolute ? Math.abs(slope * tangent) : slope * tangent;
}

function addProducts(
  total: Float64Array,
  slopes: Float64Array,
  tangents: Values,
  kinked: boolean,
  absolute: boolean,
): void {
  for (let row = 0; row < total.length; row++) {
    const tangent = typeof tangents === 'number' ? tangents : tangents[row]!;
    total[row] = total[row]! + product(slopes[row]!, tangent, kinked, absolute);
  }
}
