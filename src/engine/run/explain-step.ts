/** One step of a run, explained: its numbers are the run's, its formulas the method's own. */
import { methodNamed } from '../methods/index.ts';
import type { Problem } from '../problem.ts';
import type { ExplainedStep } from './explain-step/explained-step.ts';
import { MOST_PARAMETERS } from './explain-step/point.ts';
import { replay } from './explain-step/replay.ts';
import { ruleParts } from './explain-step/rule.ts';
import { searchParts } from './explain-step/search.ts';
import { grouped } from './numerals.ts';
import type { RunPlan } from './plan.ts';

export type { Equation, ExplainedStep, Part } from './explain-step/explained-step.ts';

/**
 * Explains the step from a row to the next. The run is made again up to there: the generator yields every few
 * milliseconds, so that it can be given up.
 *
 * @throws {RangeError} when the run makes no step from that row.
 */
export function* stepExplanation(problem: Problem, plan: RunPlan, row: number): Generator<undefined, ExplainedStep> {
  const method = methodNamed(plan.method.name);
  const { title, tex, kind } = method;
  const about = { row, kind, title, tex };
  if (method.kind === 'rule') {
    const run = yield* replay(problem, plan, row);
    return { ...about, parts: ruleParts(problem, plan, method, run), remarks: remarksOn(problem) };
  }
  const { parts, step } = yield* searchParts(problem, plan, method, row);
  const stuck = step.stuck === undefined ? [] : [`No step was made: ${step.stuck}.`];
  return { ...about, parts, trials: step.trials, remarks: [...stuck, ...remarksOn(problem)] };
}

/** The same at once. */
export function explainStep(problem: Problem, plan: RunPlan, row: number): ExplainedStep {
  const steps = stepExplanation(problem, plan, row);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function remarksOn({ parameters }: Problem): string[] {
  const all = parameters.length;
  return all > MOST_PARAMETERS ? [`The first ${MOST_PARAMETERS} of ${grouped(all)} parameters are shown.`] : [];
}
