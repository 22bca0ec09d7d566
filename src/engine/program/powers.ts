/** Powers as products and roots: the same operations in the same order in every backend. */

import type { Node } from './graph.ts';

/** Beyond this, products lose more digits than Math.pow. */
export const LARGEST_PRODUCT = 16;

/** The powers with a half that are a root and at most one more operation. */
const ROOTS: ReadonlySet<number> = new Set([0.5, 1.5, -0.5]);

/** Whether x to this power is computed by multiplications, a division and a root. */
export function isProduct(exponent: number): boolean {
  if (ROOTS.has(exponent)) return true;
  return Number.isInteger(exponent) && exponent !== 0 && Math.abs(exponent) <= LARGEST_PRODUCT;
}

/**
 * How to come from x to x^n, n ≥ 1, by squaring (Knuth, TAOCP vol. 2, §4.6.3): at each `s` the power so far is squared,
 * at each `x` it is multiplied by x.
 */
export function powerSteps(n: number): string {
  return n.toString(2).slice(1).replaceAll('1', 'sx').replaceAll('0', 's');
}

/** x^n for an n that `isProduct`. */
export function product(x: number, n: number): number {
  if (n === 0.5) return Math.sqrt(x);
  if (n === 1.5) return x * Math.sqrt(x);
  if (n === -0.5) return 1 / Math.sqrt(x);
  if (n < 0) return 1 / product(x, -n);
  let power = x;
  for (let bit = 31 - Math.clz32(n) - 1; bit >= 0; bit--) {
    power *= power;
    if ((n >> bit) & 1) power *= x;
  }
  return power;
}

/** Whether a node is a power that every backend computes so. */
export function isProductNode(node: Node): boolean {
  if (node.kind !== 'call' || node.operation !== 'power') return false;
  const exponent = node.args[1]!;
  return exponent.kind === 'constant' && isProduct(exponent.value);
}
