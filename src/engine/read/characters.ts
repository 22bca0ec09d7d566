/** The characters of formulas as people type them (½, ·, ×, −, ², |), and what mathjs writes for them. */

export const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Over and under the line. */
export const FRACTIONS: Readonly<Record<string, readonly [number, number]>> = {
  '½': [1, 2],
  '⅓': [1, 3],
  '⅔': [2, 3],
  '¼': [1, 4],
  '¾': [3, 4],
  '⅕': [1, 5],
  '⅖': [2, 5],
  '⅗': [3, 5],
  '⅘': [4, 5],
  '⅙': [1, 6],
  '⅚': [5, 6],
  '⅛': [1, 8],
  '⅜': [3, 8],
  '⅝': [5, 8],
  '⅞': [7, 8],
};
export const OPERATORS: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '·': '*',
  '×': '*',
  '⋅': '*',
  '∗': '*',
  '/': '/',
  '÷': '/',
  '∕': '/',
  '^': '^',
  '<': '<',
  '>': '>',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '?': '?',
  ':': ':',
  '!': '!',
};
const LONG_OPERATORS: Readonly<Record<string, string>> = {
  '**': '^',
  '<=': '<=',
  '>=': '>=',
  '==': '==',
  '!=': '!=',
  '.*': '*',
  './': '/',
  '.^': '^',
};
/** Operators between two values that are words; where no value stands before, `xor(a, b)` calls a function. */
export const WORD_OPERATORS = new Set(['and', 'or', 'xor', 'mod']);
/** The bracket that closes each opening one. */
export const OPENING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The operator of two characters that stands at a place of a text. */
export function longOperatorAt(text: string, at: number): string | undefined {
  // Every second character of one is among these, and few characters of a formula are.
  return '*=/^'.includes(text[at + 1] ?? ' ') ? LONG_OPERATORS[text.slice(at, at + 2)] : undefined;
}
