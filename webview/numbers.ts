/** Numbers as people read them, and as they type them. */

/** How many significant digits charts, tables and sentences of the panel show. */
export const DIGITS = 5;

/** A number in full: the shortest text that reads back as the same number. */
export function full(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A number as people would enter it: exact, and with a power of ten where that is easier to read. */
export function entry(value: number): string {
  const size = Math.abs(value);
  return (size > 0 && size < 1e-4) || size >= 1e6 ? value.toExponential().replace('e+', 'e') : full(value);
}

/** A number at a glance: at most `digits` significant digits, powers of ten below 1e-4 and from 1e6 on. */
export function short(value: number, digits: number = DIGITS): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  const plain = size < 1e-4 ? 'e' : value.toPrecision(digits);
  if (!plain.includes('e')) return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e${Number(exponent)}`;
}

/** The text before the decimal point and the text from it on, for columns that align there. */
export function atPoint(text: string): readonly [whole: string, rest: string] {
  const point = text.search(/[.e]/);
  return point < 0 ? [text, ''] : [text.slice(0, point), text.slice(point)];
}

/** The number that a text stands for, or undefined: decimal notation only, with either minus sign. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(/^−/, '-').replace(/e−/i, 'e-');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return undefined;
  return Number(plain);
}

/** A count with thin groups: `1,000,000`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * The label of an axis whose labels are `spacing` apart and at most `greatest` in size: as many digits as tell
 * neighbours apart, and no more.
 */
export function tickText(value: number, spacing: number, greatest: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const decade = Math.floor(Math.log10(spacing) + 1e-9);
  if (greatest >= 1e5 || greatest < 1e-3) {
    const digits = Math.min(15, Math.max(0, Math.floor(Math.log10(size) + 1e-9) - decade));
    const [mantissa = '', exponent = ''] = value.toExponential(digits).split('e');
    return `${mantissa}e${Number(exponent)}`;
  }
  return value.toFixed(Math.min(15, Math.max(0, -decade)));
}
