/** Characters that no formula has here, and what to write instead. */
const HINTS: Readonly<Record<string, string>> = {
  '\\': 'LaTeX is not read yet. Write the formula in plain form, such as (1 - x)^2.',
  $: 'LaTeX is not read yet. Write the formula in plain form, such as (1 - x)^2.',
  '=': 'An = does not belong inside a formula. To compare, write ==.',
  '%': 'A % is not read here. For the remainder write mod(a, b); for percent divide by 100.',
  "'": "A ' (prime or transpose) is not read here.",
  '"': 'This quote has no closing ".',
  '“': 'This quote has no closing ”.',
  '`': 'This name has no closing `.',
  '&': 'Write and instead of &.',
  ';': 'A ; does not belong inside a formula.',
  '∑': 'Write a sum as sum(expression, i, 1, n), or as sum(expression) over the rows of data.',
  '∏': 'Write a product as prod(expression, i, 1, n).',
  '‖': 'Write a norm as norm(x, y), or its square as x^2 + y^2.',
};

/** What is wrong with a character, as a sentence. */
export function unreadable(character: string): string {
  return HINTS[character] ?? `The character ${character} is not read here.`;
}
