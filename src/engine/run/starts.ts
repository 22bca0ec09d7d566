/** Where many starts lie in a box: independent, on a grid, or one in each layer of every axis. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { Problem, Starts } from '../problem.ts';

/** An interval of each parameter. */
export type Box = readonly (readonly [low: number, high: number])[];

/** Half the width of the box around the start, where the text gives none. */
const HALF_WIDTH = 5;

/** The box of `over`; around the start for parameters that it does not name. */
export function boxOf({ parameters, over, settings }: Problem): Box {
  return parameters.map((name, i) => {
    const start = settings.start[i]!;
    return over.get(name) ?? [start - HALF_WIDTH, start + HALF_WIDTH];
  });
}

/**
 * The starts, a column a parameter. The same seed gives the same digits on every host: by the Mersenne Twister, whose
 * first numbers do not resemble each other for neighbouring seeds.
 */
export function startPoints({ count, layout, seed }: Starts, box: Box): Float64Array[] {
  switch (layout) {
    case 'grid':
      return gridPoints(count, box);
    case 'latin':
      return latinPoints(count, box, seed);
    case 'random': {
      const random = mersenne(seed);
      const points = box.map(() => new Float64Array(count));
      // Point by point: more of them keep those that were there.
      for (let k = 0; k < count; k++) {
        box.forEach((interval, i) => {
          points[i]![k] = within(interval, uniformFloat64(random));
        });
      }
      return points;
    }
  }
}

function within([low, high]: Box[number], share: number): number {
  return low + share * (high - low);
}

/** As many a side as fit into `count`, at least one: its corners are the box's. */
function gridPoints(count: number, box: Box): Float64Array[] {
  let side = Math.max(1, Math.floor(count ** (1 / box.length)));
  if ((side + 1) ** box.length <= count) side++;
  const total = side ** box.length;
  return box.map((interval, i) =>
    Float64Array.from({ length: total }, (_, k) => {
      const place = Math.floor(k / side ** i) % side;
      return within(interval, side === 1 ? 0.5 : place / (side - 1));
    }),
  );
}

/** McKay, Beckman & Conover (1979): each axis is cut into `count` layers, and each layer holds one point. */
function latinPoints(count: number, box: Box, seed: number): Float64Array[] {
  const random = mersenne(seed);
  return box.map((interval) => {
    const layers = Array.from({ length: count }, (_, k) => k);
    for (let k = count - 1; k > 0; k--) {
      const other = uniformInt(random, 0, k);
      [layers[k], layers[other]] = [layers[other]!, layers[k]!];
    }
    return Float64Array.from(layers, (layer) => within(interval, (layer + uniformFloat64(random)) / count));
  });
}
