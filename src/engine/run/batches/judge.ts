/** The verdict of a run in batches: by the full objective at its epochs. */

import { MOST_STEPS } from '../../read/settings.ts';
import { signOf } from '../behaviours/course.ts';
import { isStationary, kindOfPoint } from '../curvature.ts';
import { improvedAt, largestPartial } from '../margins.ts';
import { marginsFrom, relativeChange } from '../quantities.ts';
import { statusOf } from '../status.ts';
import type { Iterates } from '../trace.ts';
import type { Behaviour, Margin, Rule, Status, Verdict } from '../verdict.ts';
import type { Judged } from '../words/facts.ts';
import { type BatchPlan, mostSteps, rowsSeen } from './batch.ts';
import type { Epochs } from './epochs.ts';
import { noiseFloor } from './floor.ts';
import { floorSentence, remarksOf, sentenceOf } from './words.ts';

/** How a run came to its end. */
export interface Ended {
  readonly rule: Rule;
  /** Of value and gradient of a batch. */
  readonly evaluations: number;
  readonly perStep: number;
  readonly seconds: number;
}

/** A verdict without its words. */
export type BatchFacts = Omit<Verdict, 'sentence' | 'remarks' | 'passes'> & Required<Pick<Verdict, 'passes'>>;

/** @param trace all rows of the run. @param epochs all its epochs, the last at its last row. */
export function judgeBatches(
  run: Judged,
  batch: BatchPlan,
  trace: Iterates,
  epochs: Epochs,
  { rule, evaluations, perStep, seconds }: Ended,
): Verdict {
  const { problem, plan } = run;
  const rowAt = (row: number) => trace.parameters.map((column) => column[row]!);
  const steps = trace.value.length - 1;
  const point = rowAt(steps);
  const last = epochs.value.length - 1;
  const gradientNorm = epochs.gradientNorm[last]!;
  const atEpochs: Iterates = {
    parameters: trace.parameters.map((column) => Float64Array.from(epochs.step, (step) => column[step]!)),
    value: epochs.value,
  };
  const eigenvalues = point.every(Number.isFinite) ? run.curvature.eigenvalues(point) : undefined;
  const small = rule === 'gradient' || rule === 'gradientMax';
  const settled = eigenvalues && isStationary(eigenvalues, gradientNorm, point, small);
  const kind = eigenvalues && (settled ? kindOfPoint(eigenvalues) : 'not stationary');
  const status = ofEpochs(
    statusOf(problem, atEpochs, rule, undefined, () => false),
    rule,
    settled,
  );
  const constant = plan.schedule.name === 'constant';
  const arrived = problem.settings.stop.gradient ?? 0;
  const hovers = status === 'limit' || status === 'stalled' || status === 'stopped';
  const floor = constant && hovers && !settled ? noiseFloor(epochs, arrived) : undefined;
  const best = bestOf(epochs, signOf(problem));
  const facts: BatchFacts = {
    status,
    rule,
    steps,
    point,
    value: epochs.value[last]!,
    gradientNorm,
    best: { step: epochs.step[best]!, value: epochs.value[best]!, point: rowAt(epochs.step[best]!) },
    evaluations,
    seconds,
    passes: {
      epochs: epochs.epoch[last]!,
      rowEvaluations: perStep * rowsSeen(batch, steps),
      bestEpoch: epochs.epoch[best]!,
      ...(floor && { floor }),
    },
    margins: marginsOf(run, batch, atEpochs, epochs, { rule, evaluations, perStep, seconds }, steps),
    behaviours: floor ? [behaviourOf(floor.since * batch.perEpoch, floorSentence(floor, batch))] : [],
    ...(eigenvalues && kind && { curvature: { kind, eigenvalues } }),
  };
  return { ...facts, sentence: sentenceOf(run, batch, facts), remarks: remarksOf(run, facts) };
}

/** A rule of small changes ends a run that still has a slope where the batches' order keeps it: it has not converged. */
function ofEpochs(status: Status, rule: Rule, settled: boolean | undefined): Status {
  const byChange = rule === 'change' || rule === 'relativeChange' || rule === 'move';
  return status === 'converged' && byChange && settled === false ? 'stalled' : status;
}

function behaviourOf(since: number, sentence: string): Behaviour {
  return { name: 'noise floor', since, sentence };
}

function bestOf({ value }: Epochs, sign: 1 | -1): number {
  let best = 0;
  value.forEach((now, i) => {
    if (sign * now < sign * value[best]!) best = i;
  });
  return best;
}

/** How far each rule was at the last epoch. */
function marginsOf(
  { problem }: Judged,
  batch: BatchPlan,
  atEpochs: Iterates,
  epochs: Epochs,
  { rule, evaluations, seconds }: Ended,
  steps: number,
): Margin[] {
  const { stop } = problem.settings;
  const { value } = atEpochs;
  const last = value.length - 1;
  const before = value[last - 1] ?? Number.NaN;
  const limit = stop.epochs !== undefined && stop.steps === MOST_STEPS ? undefined : mostSteps(problem, batch);
  const found = marginsFrom(
    { ...stop, steps: limit ?? stop.steps },
    value[0]!,
    {
      gradient: () => epochs.gradientNorm[last]!,
      gradientMax: () => largestPartial(problem, atEpochs),
      change: () => Math.abs(value[last]! - before),
      relativeChange: () => relativeChange(value[last]!, before),
      move: () => Math.hypot(...atEpochs.parameters.map((column) => column[last]! - (column[last - 1] ?? Number.NaN))),
      target: () => value[last]!,
      patience: () => last - improvedAt(problem, value),
      steps: () => steps,
      epochs: () => epochs.epoch[last]!,
      evaluations: () => evaluations,
      time: () => seconds,
      divergence: () => Math.abs(value[last]!),
    },
    rule,
  );
  return found
    .filter((margin) => margin.rule !== 'steps' || limit !== undefined)
    .map((margin) => ({ ...margin, name: NAMES[margin.rule] ?? margin.name }));
}

/** What rules look at where they look at the full objective, once an epoch. */
const NAMES: Partial<Record<Rule, string>> = {
  gradient: 'gradient norm of the full objective',
  gradientMax: 'largest partial derivative of the full objective',
  change: 'change of the full objective in an epoch',
  relativeChange: 'relative change of the full objective in an epoch',
  move: 'move of the parameters in an epoch',
  target: 'full objective',
  patience: 'epochs without an improvement',
  divergence: 'size of the full objective',
};
