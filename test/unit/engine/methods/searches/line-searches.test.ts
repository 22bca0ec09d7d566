import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { armijo } from '../../../../../src/engine/methods/searches/armijo.ts';
import { exact } from '../../../../../src/engine/methods/searches/exact.ts';
import { Line } from '../../../../../src/engine/methods/searches/line.ts';
import type { LineSearch } from '../../../../../src/engine/methods/searches/line-search.ts';
import { strongWolfe } from '../../../../../src/engine/methods/searches/strong-wolfe.ts';
import { curve } from './follow.ts';

/** A smooth function that grows at both ends: a bowl with waves on it, and a steep wall if it has one. */
interface Shape {
  readonly bowl: number;
  readonly centre: number;
  readonly height: number;
  readonly frequency: number;
  readonly phase: number;
}

const SHAPES = fc.record<Shape>({
  bowl: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  centre: fc.double({ min: 1e-2, max: 1e2, noNaN: true }),
  height: fc.double({ min: 0, max: 10, noNaN: true }),
  frequency: fc.double({ min: 0.01, max: 10, noNaN: true }),
  phase: fc.double({ min: 0, max: 6, noNaN: true }),
});
const FIRST = fc.double({ min: 1e-4, max: 1e3, noNaN: true });

function heightOf({ bowl, centre, height, frequency, phase }: Shape, t: number): number {
  return bowl * (t - centre) ** 2 + height * Math.sin(frequency * t + phase);
}

function slopeOf({ bowl, centre, height, frequency, phase }: Shape, t: number): number {
  return 2 * bowl * (t - centre) + height * frequency * Math.cos(frequency * t + phase);
}

/** Searches from 0 upwards; undefined where the shape does not descend there. */
function searched(shape: Shape, search: LineSearch, first: number, decrease: number, curvature: number, shrink = 0.5) {
  const line = new Line(
    curve(
      (t) => heightOf(shape, t),
      (t) => slopeOf(shape, t),
    ),
  );
  const slope = slopeOf(shape, 0);
  if (!(slope < -1e-6)) return undefined;
  const start = heightOf(shape, 0);
  line.aim({ x: Float64Array.of(0), value: start, gradient: Float64Array.of(slope) }, Float64Array.of(1));
  const length = search(line, first, { decrease, curvature, shrink });
  return { length, start, slope, line };
}

/** Values this near to each other are equal up to rounding. */
function noise(shape: Shape): number {
  return 1e-13 * (shape.bowl * shape.centre ** 2 + shape.height);
}

test('the strong Wolfe conditions hold where the search of Moré and Thuente ends', () => {
  const c2 = fc.constantFrom(0.9, 0.1, 0.01);
  fc.assert(
    fc.property(SHAPES, FIRST, c2, (shape, first, curvature) => {
      const found = searched(shape, strongWolfe, first, 1e-4, curvature);
      if (!found) return;
      const { length, start, slope } = found;
      assert.ok(length !== undefined && length > 0);
      assert.ok(heightOf(shape, length) <= start + 1e-4 * length * slope + noise(shape), 'decrease');
      assert.ok(Math.abs(slopeOf(shape, length)) <= curvature * -slope * (1 + 1e-12), 'curvature');
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test('backtracking ends at the first of its trials that descends enough', () => {
  fc.assert(
    fc.property(SHAPES, FIRST, fc.constantFrom(0.1, 0.5, 0.8), (shape, first, shrink) => {
      const found = searched(shape, armijo, first, 0.1, 0.9, shrink);
      if (!found) return;
      const { length, start, slope } = found;
      const enough = (t: number) => heightOf(shape, t) - start <= 0.1 * t * slope;
      assert.ok(length !== undefined && length > 0);
      assert.ok(heightOf(shape, length) <= start + 0.1 * length * slope + noise(shape));
      if (length < first * 0.99) assert.ok(!enough(length / shrink), 'an earlier trial would have done');
      const trials = Math.round(Math.log(length / first) / Math.log(shrink)) + 1;
      assert.equal(found.line.trials.length, trials);
    }),
    { numRuns: 3000, seed: 2 },
  );
});

test('the exact search ends where the slope is 0, below the start', () => {
  fc.assert(
    fc.property(SHAPES, FIRST, (shape, first) => {
      const found = searched(shape, exact, first, 1e-4, 0.9);
      if (!found) return;
      const { length, start, slope } = found;
      assert.ok(length !== undefined && length > 0);
      assert.ok(heightOf(shape, length) <= start + noise(shape));
      // A length is known to about 1e-9 of itself, or as well as values can tell.
      const bend = 2 * shape.bowl + shape.height * shape.frequency ** 2;
      const near = 1e-7 * length * bend + Math.sqrt(noise(shape) * bend) + 1e-9 * -slope;
      assert.ok(Math.abs(slopeOf(shape, length)) <= near, `${slopeOf(shape, length)} beside ${near}`);
    }),
    { numRuns: 3000, seed: 3 },
  );
});

test('on a quadratic the exact search takes two trials', () => {
  const line = new Line(
    curve(
      (t) => 3 * (t - 2) ** 2,
      (t) => 6 * (t - 2),
    ),
  );
  line.aim({ x: Float64Array.of(0), value: 12, gradient: Float64Array.of(-12) }, Float64Array.of(1));
  assert.equal(exact(line, 1, { decrease: 1e-4, curvature: 0.9, shrink: 0.5 }), 2);
  assert.deepEqual(
    line.trials.map((trial) => trial.length),
    [1, 2],
  );
});

/** Defined below 1 only, with its minimum at ½. */
const WALL = curve(
  (t) => -Math.log(1 - t) - 2 * t,
  (t) => 1 / (1 - t) - 2,
);

for (const [name, search] of Object.entries({ strongWolfe, armijo, exact })) {
  test(`${name}: trials where the objective is no number are followed by shorter ones`, () => {
    for (const first of [1e-3, 0.9, 1, 2, 1e6, 1e300]) {
      const line = new Line(WALL);
      line.aim({ x: Float64Array.of(0), value: 0, gradient: Float64Array.of(-1) }, Float64Array.of(1));
      const length = search(line, first, { decrease: 1e-4, curvature: 0.1, shrink: 0.5 });
      assert.ok(length !== undefined && length > 0 && length < 1, `${length}`);
      assert.ok(line.accept(length).value < 0);
      if (search !== armijo) assert.ok(Math.abs(line.slope) <= 0.1);
    }
  });

  test(`${name}: a ray without a lower point has no length`, () => {
    const line = new Line(
      curve(
        (t) => (t === 0 ? 0 : 1),
        () => -1,
      ),
    );
    line.aim({ x: Float64Array.of(0), value: 0, gradient: Float64Array.of(-1) }, Float64Array.of(1));
    const length = search(line, 1, { decrease: 1e-4, curvature: 0.9, shrink: 0.5 });
    assert.equal(length, undefined);
  });

  test(`${name}: an objective without a lower bound is followed a finite way`, () => {
    const line = new Line(
      curve(
        (t) => -t,
        () => -1,
      ),
    );
    line.aim({ x: Float64Array.of(0), value: 0, gradient: Float64Array.of(-1) }, Float64Array.of(1));
    const length = search(line, 1, { decrease: 1e-4, curvature: 0.9, shrink: 0.5 });
    assert.ok(length !== undefined && Number.isFinite(length));
  });
}
