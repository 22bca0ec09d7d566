/** Numbers in sentences: a few significant digits, never more exact than they are. */

/** Four significant digits, or as many as the whole part has and one more, in the shortest form. */
export function brief(value: number, least = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : '−infinity';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e9)) {
    return value
      .toExponential(least - 1)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e')
      .replace(/^-/, '−');
  }
  const whole = magnitude < 1 ? 0 : Math.floor(Math.log10(magnitude)) + 1;
  const digits = String(Number(value.toPrecision(Math.max(least, whole + 1))));
  return digits.replace(/^-/, '−');
}

/** A number with as many digits as tell it apart from another that it is compared with. */
export function briefBeside(value: number, other: number): string {
  let digits = 4;
  while (digits < 17 && value !== other && brief(value, digits) === brief(other)) digits++;
  return brief(value, digits);
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
