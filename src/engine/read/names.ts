/** Names as people type them, and as the reader spells them: subscripts written out, `θ₁` as `θ_1`. */

const SUBSCRIPT_DIGITS = '₀₁₂₃₄₅₆₇₈₉';
const SUBSCRIPT_LETTERS: Readonly<Record<string, string>> = { ᵢ: 'i', ⱼ: 'j', ₖ: 'k', ₙ: 'n', ₘ: 'm', ₜ: 't', ₓ: 'x' };
const SUBSCRIPTS = SUBSCRIPT_DIGITS + Object.keys(SUBSCRIPT_LETTERS).join('');

/** The source of a regular expression for a name, for the `u` flag: for what is not read every time. */
export const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{Nd}_${SUBSCRIPTS}]*`;

// To compile a class of all letters takes V8 most of a millisecond: ASCII is told apart without one.

const FIRST_BEYOND_ASCII = 128;
const FIRST_SURROGATE = 0xd800;

/** Whether a character is a letter of any script. */
export function isLetter(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < FIRST_BEYOND_ASCII) return isAsciiLetter(code);
  return /^\p{L}$/u.test(character);
}

function isAsciiLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Whether a name can begin with a character. */
export function beginsName(character: string): boolean {
  return character === '_' || isLetter(character);
}

/** Whether a name can go on with a character; subscripts are told by `subscript`. */
export function continuesName(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < FIRST_BEYOND_ASCII) return isAsciiLetter(code) || (code >= 48 && code <= 57) || character === '_';
  return /^[\p{L}\p{M}\p{Nd}]$/u.test(character);
}

/** The character at a place of a text; of a surrogate pair both. */
export function characterAt(text: string, at: number): string {
  return text.charCodeAt(at) < FIRST_SURROGATE ? text[at]! : String.fromCodePoint(text.codePointAt(at)!);
}

/** Where the name that begins a text ends; 0 where none does. */
export function nameEnd(text: string): number {
  let at = 0;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (!(at === 0 ? beginsName(character) : continuesName(character) || subscript(character) !== undefined)) break;
    at += character.length;
  }
  return at;
}

/** The digit or letter of a subscript character; undefined for any other. */
export function subscript(character: string): string | undefined {
  if (character.charCodeAt(0) < FIRST_BEYOND_ASCII) return undefined;
  const digit = character === '' ? -1 : SUBSCRIPT_DIGITS.indexOf(character);
  return digit >= 0 ? String(digit) : SUBSCRIPT_LETTERS[character];
}

/** A name as the reader spells it. */
export function spelled(name: string): string {
  const plain = name.trim().normalize('NFC');
  if (subscript(plain.at(-1) ?? '') === undefined) return plain;
  const written = new RegExp(`^(.*?)([${SUBSCRIPTS}]+)$`, 'u').exec(plain);
  return written ? `${written[1]}_${[...written[2]!].map(subscript).join('')}` : plain;
}
