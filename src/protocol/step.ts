/** A step of a run, explained as arithmetic. */
import type { ExplainedStep } from '../engine/run/explain-step.ts';
import type { RunPlan } from '../engine/run/plan.ts';

export type { Equation, ExplainedStep, Part } from '../engine/run/explain-step.ts';

/** Which step is to be explained: that from a row to the next, of a run that is made again as it was. */
export interface StepChoice {
  readonly run: RunPlan;
  readonly row: number;
}

/** A step of one of the runs that are shown. */
export interface StepView extends ExplainedStep {
  readonly runId: number;
}
