/** A classic test function with its known minima. */

/**
 * What makes it hard: nothing (convex), a curved valley, several minima, a kink at the minimum, a Hessian that is
 * singular there, or coordinates of very different scales. All but the kinked ones are smooth at their minima, and all
 * but the singular ones have a positive definite Hessian there.
 */
export type Kind = 'convex' | 'valley' | 'multimodal' | 'kinked' | 'singular' | 'badlyScaled';

export interface TestFunction {
  readonly name: string;
  /** Author and year; the formula as in Jamil & Yang (2013), arXiv:1308.4008, or Moré, Garbow & Hillstrom (1981). */
  readonly source: string;
  readonly kind: Kind;
  /** In Downhill's language; points list its parameters in the order in which they occur. */
  readonly formula: string;
  /** Usual starts. From the first, descent with steps enough comes to the first of the minima. */
  readonly starts: readonly (readonly number[])[];
  /** All global minima; of a singular function with more than a point of them, one. */
  readonly minima: readonly (readonly number[])[];
  readonly value: number;
  /** λmax/λmin of the Hessian at the first minimum, to four digits. */
  readonly condition?: number;
  /** Where to draw random starts: an interval for each parameter. */
  readonly over: readonly (readonly [number, number])[];
}

/** The same interval for each of n parameters. */
export function cube(low: number, high: number, n: number): readonly (readonly [number, number])[] {
  return Array.from({ length: n }, () => [low, high] as const);
}
