/** Numbers as files write them. */

/** What stands for a missing value: pandas' default list. */
const MISSING = new Set(
  [
    ['', '#N/A', '#N/A N/A', '#NA', '-1.#IND', '-1.#QNAN', '-NaN', '-nan', '1.#IND', '1.#QNAN', '<NA>', 'N/A', 'NA'],
    ['NULL', 'NaN', 'None', 'n/a', 'nan', 'null'],
  ].flat(),
);

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DECIMAL_COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)(?:inf|infinity)$/i;

export function isMissing(text: string): boolean {
  return MISSING.has(text);
}

/**
 * The number a trimmed text writes; NaN for a missing value, undefined for anything else: `1,234`, `12 %`, `0x10`, a date.
 *
 * @param comma whether the decimal sign is a comma; a point is then none.
 */
export function numberOf(text: string, comma: boolean): number | undefined {
  if ((comma ? DECIMAL_COMMA : DECIMAL).test(text)) return Number(comma ? text.replace(',', '.') : text);
  if (MISSING.has(text)) return Number.NaN;
  const infinite = INFINITE.exec(text);
  return infinite ? (infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : undefined;
}
