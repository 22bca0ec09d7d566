/** Rows in sentences, counted from 1. */

/** `Row 4`, `Rows 4, 17 and 20`, `Rows 4, 17, 20 and 312 more`. @param rows ascending indices from 0. */
export function rowList(rows: ArrayLike<number>, most = 6): string {
  const shown = Array.from({ length: Math.min(rows.length, most) }, (_, i) => (rows[i]! + 1).toLocaleString('en'));
  const more = rows.length - shown.length;
  if (more > 0) return `Rows ${shown.join(', ')} and ${more.toLocaleString('en')} more`;
  if (shown.length === 1) return `Row ${shown[0]}`;
  return `Rows ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
