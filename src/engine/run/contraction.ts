/** By which factor a step brings iterates nearer to their limit: as predicted, and as it was. */
import type { LinearTheory } from './linear-theory.ts';
import type { Iterates } from './trace.ts';
import type { Contraction } from './verdict.ts';

/** Steps shorter than this share of the point's size are made of rounding. */
const ROUNDING = 1e-12;
/** The mean is over at most this many steps, and at least so many. */
const MOST_STEPS = 4000;
const LEAST_STEPS = 3;

/** The spectral radius of a step near a minimum. @param eigenvalues of what is minimized. */
export function predictedContraction(
  eigenvalues: readonly number[],
  theory: LinearTheory,
  rate: number,
): number | undefined {
  const curvatures = eigenvalues.map((value) => value + theory.decay);
  // Along a direction of no or negative curvature there is no limit to come nearer to.
  if (!(curvatures[0]! > 0)) return undefined;
  return curvatures.reduce((most, lambda) => Math.max(most, theory.factor(rate, lambda)), 0);
}

/**
 * The mean factor of the step lengths in the last half of a run, by the least-squares line through their logarithms
 * (Ortega & Rheinboldt 1970, §9.2: the root-convergence factor). The last steps of a run, since by then the slowest
 * direction is alone; from steps that are longer than rounding.
 */
export function observedContraction(trace: Iterates): Required<Pick<Contraction, 'observed' | 'steps'>> | undefined {
  let last = trace.value.length - 1;
  const least = Math.max(1, last - MOST_STEPS);
  while (last > least && !isReal(trace, last)) last--;
  const first = Math.max(1, Math.ceil(last / 2), last - MOST_STEPS);
  const logs: number[] = [];
  for (let step = last; step >= first; step--) {
    if (!isReal(trace, step)) break;
    logs.push(Math.log(lengthOf(trace, step)));
  }
  if (logs.length < LEAST_STEPS) return undefined;
  logs.reverse();
  return { observed: Math.exp(slope(logs)), steps: [last - logs.length + 1, last] };
}

/** The length of the step to a row. */
export function lengthOf({ parameters }: Iterates, row: number): number {
  let squares = 0;
  for (const column of parameters) squares += (column[row]! - column[row - 1]!) ** 2;
  return Math.sqrt(squares);
}

function isReal(trace: Iterates, row: number): boolean {
  const length = lengthOf(trace, row);
  let size = 0;
  for (const column of trace.parameters) size = Math.max(size, Math.abs(column[row]!), Math.abs(column[row - 1]!));
  return Number.isFinite(length) && length > ROUNDING * size;
}

function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let along = 0;
  let squares = 0;
  values.forEach((value, i) => {
    along += (i - middle) * value;
    squares += (i - middle) ** 2;
  });
  return along / squares;
}
