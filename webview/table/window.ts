/**
 * Which rows of a long table are in sight. Browsers cap the height of an element (Chromium at about 33 million pixels,
 * Firefox at about 18), so a table that would be higher is given the cap, and its scroll position counts for more.
 * `top` is the row at the upper edge, as a real number: it is the truth, and the scroll position follows from it.
 */

/** The most that a table's content is high, in pixels. */
export const HIGHEST = 8_000_000;

export interface Extent {
  /** How many rows there are. */
  readonly rows: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** The height in which rows are in sight, in pixels. */
  readonly viewHeight: number;
}

export function contentHeight({ rows, rowHeight }: Extent): number {
  return Math.min(HIGHEST, rows * rowHeight);
}

/** Whether a pixel of the scroll bar is more than a pixel of the rows. */
export function isScaled({ rows, rowHeight }: Extent): boolean {
  return rows * rowHeight > HIGHEST;
}

/** The greatest `top`: the last row then stands at the lower edge. */
export function lastTop({ rows, rowHeight, viewHeight }: Extent): number {
  return Math.max(0, rows - viewHeight / rowHeight);
}

function scrollRange(extent: Extent): number {
  return Math.max(0, contentHeight(extent) - extent.viewHeight);
}

/** The `top` of a scroll position. */
export function topAt(scrollTop: number, extent: Extent): number {
  const range = scrollRange(extent);
  return range === 0 ? 0 : Math.min(1, Math.max(0, scrollTop / range)) * lastTop(extent);
}

/** The scroll position of a `top`. */
export function scrollTopAt(top: number, extent: Extent): number {
  const last = lastTop(extent);
  return last === 0 ? 0 : Math.min(1, Math.max(0, top / last)) * scrollRange(extent);
}

/** The rows to draw, `first` … `end - 1`: those in sight and `margin` more on either side. */
export function rowsInSight(
  top: number,
  extent: Extent,
  margin: number,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(top) - margin);
  const end = Math.min(extent.rows, Math.ceil(top + extent.viewHeight / extent.rowHeight) + margin);
  return { first: Math.min(first, end), end };
}

/** The `top` nearest to the given one at which a row is wholly in sight. */
export function reveal(row: number, top: number, extent: Extent): number {
  const height = extent.viewHeight / extent.rowHeight;
  const nearest = row < top ? row : row + 1 > top + height ? row + 1 - height : top;
  return Math.min(lastTop(extent), Math.max(0, nearest));
}

/** How many rows a page up or down moves: a full page less one row. */
export function pageOf({ rowHeight, viewHeight }: Extent): number {
  return Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
}
