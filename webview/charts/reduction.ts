/**
 * A series with as many points as can be seen. Rows are gathered in buckets of a power of two; a bucket keeps its first,
 * least, greatest and last point, and whether something in it cannot be drawn. When the buckets are full, neighbours are
 * joined. Adding a row costs O(1), whatever came before, and a bucket is never wider than a pixel column while there are
 * at most `CAPACITY / 2` of these.
 */

/** The most buckets. Half of it is the least number that a long series has. */
export const CAPACITY = 8192;

/** Numbers beyond this overflow when an axis is laid out. */
const LARGEST = 1e300;

export interface Point {
  readonly x: number;
  /** NaN where the line is broken. */
  readonly y: number;
}

/** Which numbers an axis can show. */
export type Axis = 'linear' | 'log';

/** The offsets of a bucket's numbers: four points of a step and a value each, and the first step not drawn. */
const FIRST = 0;
const LEAST = 2;
const GREATEST = 4;
const LAST = 6;
const GAP = 8;
const WIDTH = 9;

export class Reduction {
  readonly axis: Axis;
  /** Rows added so far. */
  length = 0;
  /** The first step whose value is NaN or infinite (or beyond what an axis can be laid out for); -1 for none. */
  notFiniteFrom = -1;
  /** How many values are zero or below. */
  notPositive = 0;
  /** The extremes of what is drawn; infinite while there is nothing. */
  least = Number.POSITIVE_INFINITY;
  greatest = Number.NEGATIVE_INFINITY;
  private size = 1;
  private used = 0;
  private readonly buckets = new Float64Array(CAPACITY * WIDTH);

  constructor(axis: Axis) {
    this.axis = axis;
  }

  /** Adds rows at the end. */
  push(values: Float64Array): void {
    for (const value of values) this.add(value);
  }

  /**
   * The points to draw where `columns` pixel columns span the steps 0 … `last`: of every column its first, least,
   * greatest and last point, in the order of the steps, and a point without a value where the line breaks.
   */
  points(columns: number, last: number): Point[] {
    const points: Point[] = [];
    const joined = new Float64Array(WIDTH);
    let column = -1;
    for (let i = 0; i < this.used; i++) {
      const here = Math.floor((i * this.size * columns) / (last + 1));
      if (here !== column) {
        if (column >= 0) emit(joined, points);
        joined.fill(-1);
        column = here;
      }
      join(joined, 0, this.buckets, i * WIDTH);
    }
    if (column >= 0) emit(joined, points);
    return points;
  }

  private add(value: number): void {
    if (this.length === this.size * CAPACITY) this.halve();
    const step = this.length++;
    const index = Math.floor(step / this.size);
    const base = index * WIDTH;
    if (index >= this.used) {
      this.used = index + 1;
      this.buckets.fill(-1, base, base + WIDTH);
    }
    const finite = Math.abs(value) <= LARGEST;
    if (!finite && this.notFiniteFrom < 0) this.notFiniteFrom = step;
    if (value <= 0) this.notPositive++;
    if (finite && (this.axis === 'linear' || value > 0)) {
      this.least = Math.min(this.least, value);
      this.greatest = Math.max(this.greatest, value);
      put(this.buckets, base, step, value);
    } else if (this.buckets[base + GAP] === -1) this.buckets[base + GAP] = step;
  }

  /** Joins neighbouring buckets, so that half of them are free again. */
  private halve(): void {
    const { buckets } = this;
    for (let i = 0; i < CAPACITY / 2; i++) {
      const earlier = 2 * i * WIDTH;
      buckets.copyWithin(i * WIDTH, earlier, earlier + WIDTH);
      join(buckets, i * WIDTH, buckets, earlier + WIDTH);
    }
    this.size *= 2;
    this.used = CAPACITY / 2;
  }
}

/** Puts a point into a bucket that holds earlier ones only. */
function put(bucket: Float64Array, base: number, step: number, value: number): void {
  const empty = bucket[base + FIRST] === -1;
  if (empty) set(bucket, base + FIRST, step, value);
  if (empty || value < bucket[base + LEAST + 1]!) set(bucket, base + LEAST, step, value);
  if (empty || value > bucket[base + GREATEST + 1]!) set(bucket, base + GREATEST, step, value);
  set(bucket, base + LAST, step, value);
}

function set(bucket: Float64Array, place: number, step: number, value: number): void {
  bucket[place] = step;
  bucket[place + 1] = value;
}

/** Joins a later bucket to an earlier one. A first step of -1 marks a bucket without points. */
function join(earlier: Float64Array, at: number, later: Float64Array, from: number): void {
  if (earlier[at + GAP] === -1) earlier[at + GAP] = later[from + GAP]!;
  if (later[from + FIRST] === -1) return;
  for (let place = FIRST; place <= LAST; place += 2) put(earlier, at, later[from + place]!, later[from + place + 1]!);
}

/** Adds a bucket's points in the order of their steps, each once, with the break among them. */
function emit(bucket: Float64Array, points: Point[]): void {
  const gap = bucket[GAP]!;
  const places = bucket[FIRST] === -1 ? [] : [FIRST, LEAST, GREATEST, LAST];
  const own = places.map((place) => ({ x: bucket[place]!, y: bucket[place + 1]! }));
  if (gap >= 0) own.push({ x: gap, y: Number.NaN });
  own.sort((a, b) => a.x - b.x);
  for (const point of own) if (points.at(-1)?.x !== point.x) points.push(point);
}
