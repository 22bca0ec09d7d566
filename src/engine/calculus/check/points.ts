/** Where gradients are compared: at the start, along a run, and at random points. */
import type { Problem } from '../../problem.ts';
import { uniform } from './random.ts';

/** An iterate of a run. */
export interface TrailPoint {
  readonly step: number;
  readonly point: readonly number[];
}

/** A place to check, and what it is called. */
export interface Spot {
  readonly label: string;
  readonly point: readonly number[];
}

/** A point some way along a direction. */
export function along(point: readonly number[], direction: readonly number[], h: number): number[] {
  return point.map((x, i) => x + h * direction[i]!);
}

/** How many points of each kind there are at most. */
export const MOST_TRAIL = 10;
export const RANDOM_POINTS = 10;
/** Tries for a random point at which the objective is a number. */
const TRIES = 20;

/** At most this many of some rows, spread evenly, the last among them; the row of the start is left out. */
export function spread(rows: number, most = MOST_TRAIL): number[] {
  const last = rows - 1;
  const count = Math.min(most, Math.max(0, last));
  return Array.from({ length: count }, (_, k) => Math.round(((k + 1) * last) / count));
}

/**
 * The places, most telling first, and how many random points were replaced because the objective is not a number there.
 *
 * @param most how many at most; the start is always there.
 */
export function spotsOf(
  problem: Problem,
  trail: readonly TrailPoint[],
  seed: number,
  most: number,
  isInDomain: (point: readonly number[]) => boolean,
): { readonly spots: readonly Spot[]; readonly replaced: number } {
  const { start } = problem.settings;
  const rest = Math.max(0, most - 1);
  const along = spread(trail.length + 1, Math.min(MOST_TRAIL, Math.ceil(rest / 2))).map((k): Spot => {
    const { step, point } = trail[k - 1]!;
    return { label: `step ${step} of the last run`, point };
  });
  const random = uniform(seed);
  const spots: Spot[] = [{ label: 'start', point: start }, ...along];
  let replaced = 0;
  for (let k = 1; k <= Math.min(RANDOM_POINTS, rest - along.length); k++) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const point = randomPoint(problem, random);
      if (isInDomain(point)) {
        spots.push({ label: `random point ${k}`, point });
        break;
      }
      replaced++;
    }
  }
  return { spots, replaced };
}

/** In the box of `over`; a parameter without one is as far from its start as that is from 0, and one more. */
function randomPoint({ parameters, over, settings }: Problem, random: () => number): number[] {
  return parameters.map((name, i) => {
    const box = over.get(name);
    if (box) return box[0] + random() * (box[1] - box[0]);
    const x = settings.start[i]!;
    return x + (2 * random() - 1) * (1 + Math.abs(x));
  });
}
