/** Names as people type them, and as the reader spells them: subscripts written out, `θ₁` as `θ_1`. */

const SUBSCRIPT_DIGITS = '₀₁₂₃₄₅₆₇₈₉';
const SUBSCRIPT_LETTERS: Readonly<Record<string, string>> = { ᵢ: 'i', ⱼ: 'j', ₖ: 'k', ₙ: 'n', ₘ: 'm', ₜ: 't', ₓ: 'x' };
const SUBSCRIPTS = SUBSCRIPT_DIGITS + Object.keys(SUBSCRIPT_LETTERS).join('');

/** The source of a regular expression for a name, for the `u` flag. */
export const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{Nd}_${SUBSCRIPTS}]*`;

/** The digit or letter of a subscript character; undefined for any other. */
export function subscript(character: string): string | undefined {
  const digit = character === '' ? -1 : SUBSCRIPT_DIGITS.indexOf(character);
  return digit >= 0 ? String(digit) : SUBSCRIPT_LETTERS[character];
}

/** A name as the reader spells it. */
export function spelled(name: string): string {
  const plain = name.trim().normalize('NFC');
  const written = new RegExp(`^(.*?)([${SUBSCRIPTS}]+)$`, 'u').exec(plain);
  return written ? `${written[1]}_${[...written[2]!].map(subscript).join('')}` : plain;
}
