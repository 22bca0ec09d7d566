/** What searches do with vectors, without making new ones. */

/** aᵀb. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The 2-norm. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

/** −a, put into `into`. */
export function negate(a: Float64Array, into: Float64Array): void {
  for (let i = 0; i < a.length; i++) into[i] = -a[i]!;
}

/** y ← y + factor · a. */
export function addScaled(factor: number, a: Float64Array, y: Float64Array): void {
  for (let i = 0; i < a.length; i++) y[i] = y[i]! + factor * a[i]!;
}
