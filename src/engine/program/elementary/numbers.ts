/**
 * What the elementary functions share, in TypeScript and in WebAssembly: how a double is rounded and scaled.
 */

/**
 * Numbers in memory of their own. V8 makes a literal in two instructions at each use and reads such a table's number within
 * the multiplication: a polynomial takes two thirds of the time. (Arrays of at most 64 bytes it keeps on its heap unless
 * their buffer is made first, and then looks for them at every use.)
 */
export function table(...values: readonly number[]): Float64Array {
  const made = new Float64Array(new ArrayBuffer(8 * values.length));
  made.set(values);
  return made;
}

/**
 * Where a function's argument is handed over and its value handed back: V8 puts a double that is passed to or returned by a
 * call into memory it has to collect, and calls whatever is too much to be inlined, which in a formula of many parts most
 * of this is. So each function is two: a few words that are always inlined, and the rest without arguments.
 */
export const CELL = table(0, 0, 0);
export const VALUE = table(0, 0);

/** 3·2⁵¹: a double below 2⁵¹ in size plus this has no digits after the point, and minus this is rounded, half to even. */
export const ROUNDING = 6755399441055744;

/** log 2 in two parts; the first has 42 bits after the point, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;

/** 2^k at k + 1024, up to k = 1023. */
export const POWERS = new Float64Array(2048);
// By doubling from 2⁻¹⁰²⁴: `**` is not exact on every host.
POWERS[0] = 5.562684646268003e-309;
for (let i = 1; i < 2048; i++) POWERS[i] = POWERS[i - 1]! * 2;
