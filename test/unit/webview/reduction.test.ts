import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPACITY, type Point, Reduction } from '../../../webview/charts/reduction.ts';

/** A seeded random walk with spikes. */
function walk(length: number): Float64Array {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let value = 0;
  return Float64Array.from({ length }, () => {
    value += next() - 0.5;
    return next() < 0.001 ? value * 10 : value;
  });
}

function reduced(values: Float64Array, columns: number, axis: 'linear' | 'log' = 'linear', slice = 777): Point[] {
  const reduction = new Reduction(axis);
  for (let from = 0; from < values.length; from += slice) reduction.push(values.subarray(from, from + slice));
  assert.equal(reduction.length, values.length);
  return reduction.points(columns, values.length - 1);
}

test('a short series is kept point by point', () => {
  const values = walk(500);
  const points = reduced(values, 1000);
  assert.deepEqual(
    points,
    Array.from(values, (y, x) => ({ x, y })),
  );
});

test('every pixel column keeps its first, least, greatest and last point', () => {
  const values = walk(CAPACITY - 1);
  const columns = 300;
  const points = reduced(values, columns);
  const kept = new Set(points.map(({ x }) => x));
  for (let column = 0; column < columns; column++) {
    const steps = Array.from(values.keys()).filter((k) => Math.floor((k * columns) / values.length) === column);
    const own = steps.map((k) => values[k]!);
    const wanted = [
      steps[0]!,
      steps.at(-1)!,
      steps[own.indexOf(Math.min(...own))]!,
      steps[own.indexOf(Math.max(...own))]!,
    ];
    for (const step of wanted) assert.ok(kept.has(step), `step ${step}`);
  }
  assert.ok(points.length <= 4 * columns);
});

test('a long series keeps both ends, its extremes and its order, and every point is of the series', () => {
  for (const length of [CAPACITY, CAPACITY + 1, 5 * CAPACITY + 13, 300_000]) {
    const values = walk(length);
    const points = reduced(values, 1000);
    assert.ok(points.length <= 4 * 1001, `${points.length} points`);
    assert.deepEqual(points[0], { x: 0, y: values[0] });
    assert.deepEqual(points.at(-1), { x: length - 1, y: values[length - 1] });
    let least = 0;
    let greatest = 0;
    values.forEach((value, k) => {
      if (value < values[least]!) least = k;
      if (value > values[greatest]!) greatest = k;
    });
    const steps = points.map(({ x }) => x);
    assert.ok(steps.includes(least) && steps.includes(greatest));
    for (const { x, y } of points) assert.equal(y, values[x]);
    for (let i = 1; i < steps.length; i++) assert.ok(steps[i]! > steps[i - 1]!);
  }
});

test('how the rows were cut into slices does not matter', () => {
  const values = walk(50_000);
  assert.deepEqual(reduced(values, 640, 'linear', 1), reduced(values, 640, 'linear', 50_000));
});

test('a value that is not finite breaks the line and is told', () => {
  const values = walk(100_000);
  values[70_000] = Number.NaN;
  values[70_001] = Number.POSITIVE_INFINITY;
  const reduction = new Reduction('linear');
  reduction.push(values);
  assert.equal(reduction.notFiniteFrom, 70_000);
  const breaks = reduction.points(800, values.length - 1).filter(({ y }) => Number.isNaN(y));
  assert.deepEqual(
    breaks.map(({ x }) => x),
    [70_000],
  );
});

test('a series that ends as NaN for ever is drawn up to there', () => {
  const values = new Float64Array(20_000).fill(Number.NaN);
  values.set(walk(9_000));
  const points = reduced(values, 500);
  const drawn = points.filter(({ y }) => !Number.isNaN(y));
  assert.equal(drawn.at(-1)?.x, 8_999);
  assert.ok(points.some(({ x, y }) => x >= 9_000 && Number.isNaN(y)));
});

test('a log axis leaves out what is zero or below, and counts it', () => {
  const reduction = new Reduction('log');
  reduction.push(Float64Array.of(10, 1, 0, -1, 0.1));
  assert.equal(reduction.notPositive, 2);
  assert.equal(reduction.notFiniteFrom, -1);
  assert.equal(reduction.least, 0.1);
  assert.deepEqual(
    reduction.points(100, 4).map(({ x, y }) => (Number.isNaN(y) ? `gap ${x}` : `${x}: ${y}`)),
    ['0: 10', '1: 1', 'gap 2', 'gap 3', '4: 0.1'],
  );
});

test('numbers that would overflow an axis are breaks', () => {
  const reduction = new Reduction('linear');
  reduction.push(Float64Array.of(1, Number.MAX_VALUE, 2));
  assert.equal(reduction.notFiniteFrom, 1);
  assert.equal(reduction.greatest, 2);
});
