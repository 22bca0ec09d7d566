/** Runs made up of their iterates, to see what is recognized in them. */
import { readProblem } from '../../../../../src/engine/index.ts';
import type { Course } from '../../../../../src/engine/run/behaviours/course.ts';
import { findOscillation } from '../../../../../src/engine/run/oscillation.ts';

/** A run of a formula through given points: one number a parameter. What is not given is as for a run that its limit ended. */
export function course(text: string, points: readonly (readonly number[])[], given: Partial<Course> = {}): Course {
  const problem = readProblem(text);
  const parameters = problem.parameters.map((_, i) => Float64Array.from(points, (point) => point[i]!));
  return valued(text, (row) => given.trace?.value[row] ?? Number.NaN, points.length, { parameters }, given);
}

/** A run whose values are given; its one parameter is the step number, unless others are given. */
export function valued(
  text: string,
  value: (row: number) => number,
  rows: number,
  { parameters = [Float64Array.from({ length: rows }, (_, row) => row)] } = {},
  given: Partial<Course> = {},
): Course {
  const trace = { parameters, value: Float64Array.from({ length: rows }, (_, row) => value(row)) };
  const oscillation = findOscillation(trace);
  return {
    problem: readProblem(text),
    trace,
    status: 'limit',
    rule: 'steps',
    gradientNorm: 1,
    kind: 'not stationary',
    kinks: [],
    ...(oscillation && { oscillation }),
    ...given,
  };
}
