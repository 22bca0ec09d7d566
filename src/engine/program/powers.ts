/** Whole powers as products: the same multiplications in the same order in every backend. */

import type { Node } from './graph.ts';

/** Beyond this, products lose more digits than Math.pow. */
export const LARGEST_PRODUCT = 16;

/** Whether x to this power is computed by multiplications. */
export function isProduct(exponent: number): boolean {
  return Number.isInteger(exponent) && exponent !== 0 && Math.abs(exponent) <= LARGEST_PRODUCT;
}

/**
 * How to come from x to x^n, n ≥ 1, by squaring (Knuth, TAOCP vol. 2, §4.6.3): at each `s` the power so far is squared,
 * at each `x` it is multiplied by x.
 */
export function powerSteps(n: number): string {
  return n.toString(2).slice(1).replaceAll('1', 'sx').replaceAll('0', 's');
}

/** x^n for a whole n that `isProduct`. */
export function wholePower(x: number, n: number): number {
  if (n < 0) return 1 / wholePower(x, -n);
  let power = x;
  for (let bit = 31 - Math.clz32(n) - 1; bit >= 0; bit--) {
    power *= power;
    if ((n >> bit) & 1) power *= x;
  }
  return power;
}

/** Whether a node is a power that every backend computes by products or as a square root. */
export function isProductNode(node: Node): boolean {
  if (node.kind !== 'call' || node.operation !== 'power') return false;
  const exponent = node.args[1]!;
  return exponent.kind === 'constant' && (exponent.value === 0.5 || isProduct(exponent.value));
}
