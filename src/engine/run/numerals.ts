/** Numbers in sentences: a few significant digits, never more exact than they are. */

/** Four significant digits, or as many as the whole part has and one more, in the shortest form. */
export function brief(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : '−infinity';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e9)) {
    return value
      .toExponential(3)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e')
      .replace(/^-/, '−');
  }
  const whole = magnitude < 1 ? 0 : Math.floor(Math.log10(magnitude)) + 1;
  const digits = String(Number(value.toPrecision(Math.max(4, whole + 1))));
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
