/** A search's step: where it began, what it tried, how far it went, and where it came to. */
import type { SearchMethod, SearchStep } from '../../methods/search.ts';
import type { Problem } from '../../problem.ts';
import { Curvature } from '../curvature.ts';
import type { RunPlan } from '../plan.ts';
import { SearchDescent } from '../search-descent.ts';
import type { Equation, Part } from './explained-step.ts';
import { gradientPart, pointPart } from './point.ts';

/** Rows between two looks at the clock. */
const ROWS = 64;

export interface SearchedStep {
  readonly parts: readonly Part[];
  readonly step: SearchStep;
}

/**
 * Runs again from the start; yields now and then, so that it can be given up.
 *
 * @throws {RangeError} when the run makes no step from that row.
 */
export function* searchParts(
  problem: Problem,
  plan: RunPlan,
  method: SearchMethod,
  row: number,
): Generator<undefined, SearchedStep> {
  const descent = new SearchDescent(problem, plan, method, new Curvature(problem));
  while (descent.rows <= row && !descent.done) {
    descent.advance(Math.min(ROWS, row + 1 - descent.rows));
    yield;
  }
  const step = descent.lastStep;
  if (descent.rows !== row + 1 || !step) throw new RangeError('The run makes no step from there.');
  const { parameters, value, gradient } = descent.trace();
  const x = parameters.map((column) => column[row]!);
  const sign = problem.sense === 'maximize' ? -1 : 1;
  const parts = [
    pointPart('iterate', problem, x, value[row]!),
    gradientPart(
      problem,
      x,
      gradient.map((column) => column[row]!),
    ),
    { part: 'search' as const, equations: searchEquations(method, step) },
    ...(step.next ? [pointPart('next', problem, [...step.next.x], sign * step.next.value)] : []),
  ];
  return { parts, step };
}

function searchEquations(method: SearchMethod, step: SearchStep): Equation[] {
  const columns = method.columns.map(({ name, tex, title }, i) => ({
    left: { tex, text: name },
    value: step.columns[i] ?? Number.NaN,
    note: title,
  }));
  const length = { left: { tex: '\\alpha', text: 'α' }, value: step.length, note: 'Step length along the direction' };
  return [...columns, length].map((one) => ({ ...one, relation: '=', forms: [] }));
}
