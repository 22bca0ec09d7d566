/** Numbers that look random and are the same for the same seed. */

/** Steps of 2⁶⁴/φ, each scrambled: Steele, Lea & Flood, SplitMix (2014), with the word of 32 bits that JavaScript has. */
export function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return ((word ^ (word >>> 16)) >>> 0) / 2 ** 32;
  };
}
