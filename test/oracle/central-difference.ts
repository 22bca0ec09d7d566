/** A derivative by differences of values, with an estimate of its error. */

/**
 * Ridders' method: central differences at shrinking steps, extrapolated to step 0; the error estimate is the largest
 * change between neighbours of the best entry. C. J. F. Ridders, Advances in Engineering Software 4 (1982) 75–76.
 */
export function centralDifference(
  f: (x: number) => number,
  x: number,
): { readonly value: number; readonly error: number } {
  const shrinking = 1.4;
  let step = 1e-3;
  let before: number[] = [];
  let best = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (let row = 0; row < 12; row++) {
    const entries = [(f(x + step) - f(x - step)) / (2 * step)];
    let factor = shrinking ** 2;
    for (let column = 1; column <= row; column++) {
      const [left, above] = [entries[column - 1]!, before[column - 1]!];
      entries.push((left * factor - above) / (factor - 1));
      factor *= shrinking ** 2;
      const error = Math.max(Math.abs(entries[column]! - left), Math.abs(entries[column]! - above));
      if (error < best.error) best = { value: entries[column]!, error };
    }
    before = entries;
    step /= shrinking;
  }
  // A value is known to its last place only, which a difference magnifies.
  const rounding = (1e-15 * Math.abs(f(x))) / step;
  return { value: best.value, error: 4 * best.error + rounding };
}
