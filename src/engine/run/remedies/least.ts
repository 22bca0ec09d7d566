/** Whether a point is a local minimum by its neighbours, where the Hessian cannot tell: at kinks, in flat directions. */
import type { Problem } from '../../problem.ts';
import { compileEvaluator } from '../../program/evaluator.ts';
import { signOf } from '../behaviours/course.ts';

/** Distances of the neighbours, as shares of the point's size. */
const RADII = [1e-3, 1e-5];
/** Directions beside the axes. */
const OBLIQUE = 24;
/** A neighbour is lower when it is so by this much, times the square of its distance: less is curvature too small to see. */
const LOWER = 1e-3;

/**
 * Whether no neighbour is better, along the axes and in a fixed set of oblique directions. @param strictly every one must
 * be worse: where nothing else tells that a flat place is a minimum.
 */
export function isLeast(problem: Problem, point: readonly number[], strictly = false): boolean {
  const n = point.length;
  const columns = problem.columns.map((column) => column.values);
  const evaluate = compileEvaluator([problem.objective], n, columns);
  const result = new Float64Array(1);
  const at = (x: readonly number[]) => {
    evaluate(x, result);
    return signOf(problem) * result[0]!;
  };
  const here = at(point);
  const size = 1 + Math.hypot(...point);
  const rounding = 1e-13 * Math.abs(here);
  return RADII.every((radius) =>
    directions(n).every((direction) => {
      const there = at(point.map((x, i) => x + radius * size * direction[i]!));
      const margin = LOWER * radius * radius + rounding;
      return strictly ? there > here + margin : !(there < here - margin);
    }),
  );
}

function directions(n: number): number[][] {
  const axes = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  // Without a pattern of their own, and the same every time.
  const oblique = Array.from({ length: n === 1 ? 0 : OBLIQUE }, (_, k) => {
    const raw = Array.from({ length: n }, (_, j) => Math.sin(1 + 7 * j + 13 * k));
    const length = Math.hypot(...raw);
    return raw.map((part) => part / length);
  });
  return [...axes, ...oblique].flatMap((direction) => [direction, direction.map((part) => -part)]);
}
