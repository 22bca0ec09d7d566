/** The path of a run as points of a plane: few enough to draw, and no farther away than a canvas can draw. */
import type { Pick, Rows } from '../rows.ts';
import type { Box } from './box.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** So many rows of a run are looked at. */
const MOST = 20_000;
/** Points are told apart where they are this share of the box from each other. */
const FINE = 1 / 1500;
/** A line to a point beyond so many boxes ends on its way there. */
const FAR = 40;

/** From how many rows one is drawn: an odd number, so that a path that goes to and fro is seen on both sides. */
export function strideOf(length: number): number {
  const stride = Math.ceil(length / MOST);
  return stride + 1 - (stride % 2);
}

/** The path in a box. A point that is not finite becomes a gap. */
export function pathIn(rows: Rows, x: Pick, y: Pick, box: Box): Place[] {
  const [width, height] = [box.x[1] - box.x[0], box.y[1] - box.y[0]];
  const stride = strideOf(rows.length);
  const points: Place[] = [];
  let last: Place = { x: Number.NaN, y: Number.NaN };
  let held = 0;
  // Rows are asked for in their order: the slice of one is that of the next, or follows it.
  const put = (row: number, always: boolean) => {
    while (row >= (rows.starts[held + 1] ?? Number.POSITIVE_INFINITY)) held++;
    const slice = rows.slices[held]!;
    const inSlice = row - rows.starts[held]!;
    const point = { x: x(slice)?.[inSlice] ?? Number.NaN, y: y(slice)?.[inSlice] ?? Number.NaN };
    const near = Math.abs(point.x - last.x) < FINE * width && Math.abs(point.y - last.y) < FINE * height && !always;
    if (near) return;
    const finite = Number.isFinite(point.x) && Number.isFinite(point.y);
    points.push(finite ? drawable(point, last, box) : { x: Number.NaN, y: Number.NaN });
    last = point;
  };
  for (let row = 0; row < rows.length - 1; row += stride) put(row, row === 0);
  if (rows.length > 0) put(rows.length - 1, true);
  return points;
}

/** A far point, moved towards the one before it until it is near enough to be drawn. */
function drawable(point: Place, before: Place, { x, y }: Box): Place {
  const from = Number.isFinite(before.x) && Number.isFinite(before.y) ? before : { x: x[0], y: y[0] };
  const excess = (value: number, origin: number, [low, high]: Box['x']) =>
    (FAR * (high - low)) / Math.max(Math.abs(value - origin), Number.MIN_VALUE);
  const share = Math.min(1, excess(point.x, from.x, x), excess(point.y, from.y, y));
  if (share === 1) return point;
  return { x: from.x + share * (point.x - from.x), y: from.y + share * (point.y - from.y) };
}
