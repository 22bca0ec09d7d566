/** The mean of the last so many numbers, as they come. */

/** More than this smooths away what an epoch's batches have in common. */
const MOST = 1000;
const LEAST = 5;

/** How many batches are averaged: an epoch's, within bounds. */
export function windowOf(perEpoch: number): number {
  return Math.min(MOST, Math.max(LEAST, perEpoch));
}

/** A column's moving means; columns come one after the other. Of the first few numbers the mean is of those there are. */
export function smoothing(window: number): (column: Float64Array) => Float64Array {
  const ring = new Float64Array(window);
  let seen = 0;
  let sum = 0;
  return (column) =>
    column.map((value) => {
      const place = seen % window;
      sum += value - ring[place]!;
      ring[place] = value;
      seen++;
      // Summed anew now and then: the rounding of what was large would outlast it.
      if (place === window - 1) sum = ring.reduce((total, entry) => total + entry, 0);
      return sum / Math.min(seen, window);
    });
}
