/** Other starts: off a saddle or a maximum, off a plateau, out of a domain's corner. */
import { signOf } from '../behaviours/course.ts';
import type { Change } from './change.ts';
import type { Failed } from './failed.ts';

/** How far from a saddle, as shares of the point's size. */
const DISTANCES = [0.1, 1];

/**
 * Starts beside a point of rest, along the direction in which the objective curves down the most, either way: off the
 * stable manifold of a saddle (Lee, Simchowitz, Jordan & Recht 2016).
 */
export function offTheSaddle({ problem, curvature, verdict }: Failed): Change[] {
  const { point } = verdict;
  const direction = curvature.leastDirection(point, signOf(problem));
  if (!direction) return [];
  const size = 1 + Math.hypot(...point);
  return DISTANCES.flatMap((share) =>
    [1, -1].flatMap((way): Change[] => {
      const start = point.map((x, i) => threeDigits(x + way * share * size * direction[i]!, size));
      return [{ start }, { start, rate: 'auto' }];
    }),
  );
}

/** Starts nearer to zero, at the usual values, and in the box of `over`: each with an automatic rate. */
export function elsewhere({ problem }: Failed): Change[] {
  const { start } = problem.settings;
  const box = problem.parameters.map((name) => problem.over.get(name));
  const within = [0.5, 0.25, 0.75].map((share) =>
    box.map((range) => range && range[0] + share * (range[1] - range[0])),
  );
  const boxed = within.flatMap((values) => (values.every((x) => x !== undefined) ? [values as number[]] : []));
  const nearer = [0.3, 0.1, 0.03].map((share) => start.map((x) => threeDigits(share * x, Math.abs(x))));
  const usual = [0, 1, -1, 0.1].map((x) => start.map(() => x));
  return [...boxed, ...nearer, ...usual].map((point) => ({ start: point, rate: 'auto' as const }));
}

/** Rounded to a thousandth of a size. */
function threeDigits(value: number, size: number): number {
  if (size === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(size)) - 3);
  return Number((Math.round(value / unit) * unit).toPrecision(12)) + 0;
}
