/** Numbers in sentences: a few significant digits, never more exact than they are. */

/** Up to four significant digits, in the shortest form; whole numbers with separators. */
export function brief(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : '−infinity';
  const magnitude = Math.abs(value);
  const digits =
    magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6)
      ? value
          .toExponential(3)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e')
      : String(Number(value.toPrecision(4)));
  return digits.replace(/^-/, '−');
}

/** A whole number with thousands separators. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `x = 1, y = −2`; a long point is cut. */
export function pointText(names: readonly string[], point: readonly number[]): string {
  const shown = names.slice(0, 6).map((name, i) => `${name} = ${brief(point[i]!)}`);
  return names.length > 6 ? `${shown.join(', ')}, …` : shown.join(', ');
}
