/** The verdict of a run in batches, in words. */

import { brief, grouped, pointText } from '../numerals.ts';
import type { Judged } from '../words/facts.ts';
import { plural } from '../words/facts.ts';
import type { BatchPlan } from './batch.ts';
import type { Floor } from './floor.ts';
import type { BatchFacts } from './judge.ts';

/** `batches of 32`, `single rows`. */
export function batchesOf({ size }: Pick<BatchPlan, 'size'>): string {
  return size === 1 ? 'single rows' : `batches of ${grouped(size)}`;
}

/** In one sentence: what ended the run, after how many epochs, steps and rows, where, how far the rules were. */
export function sentenceOf({ problem }: Judged, batch: BatchPlan, facts: BatchFacts): string {
  const { passes, steps, value, status } = facts;
  const work = `${plural(steps, 'step')}, ${plural(passes.rowEvaluations, 'row')} evaluated`;
  const after = `after ${epochsText(passes.epochs)} of ${batchesOf(batch)} (${work})`;
  const full = `the full objective is ${brief(value)}`;
  const at = `at ${pointText(problem.parameters, facts.point)}, where ${full}`;
  switch (status) {
    case 'converged':
      return `Converged ${after} ${at}: ${reasonOf(facts)}.${othersOf(facts)}`;
    case 'stalled':
      return `Stalled ${after} ${at}: ${reasonOf(facts)}.${othersOf(facts)}`;
    case 'stopped':
      return `Stopped by you ${after} ${at}.${othersOf(facts)}`;
    case 'diverged':
      return `Diverged ${after}, ${at}.`;
    case 'unbounded':
      return `The objective seems to have no ${problem.sense === 'maximize' ? 'maximum' : 'minimum'} this way: it is ${brief(value)} ${after}.`;
    case 'undefined':
      return `Left the objective’s domain ${after}, ${at}.`;
    default: {
      const how = passes.floor ? 'it hovers at its noise floor' : `the limit of ${limitOf(facts)} was reached`;
      return `Not converged: ${how} ${after}, ${at}.${othersOf(facts)}`;
    }
  }
}

/** Why it hovers, and what would settle. */
export function floorSentence({ since, least, greatest }: Floor, batch: BatchPlan): string {
  const where =
    brief(least) === brief(greatest)
      ? `stays at ${brief(least)}`
      : `stays between ${brief(least)} and ${brief(greatest)} without a trend`;
  const why =
    batch.order === 'sequential'
      ? 'each batch pulls to its own minimum, in the same order in every epoch'
      : 'each batch pulls to its own minimum';
  return `Since epoch ${grouped(Math.ceil(since))} the full objective ${where}: ${why}, and at a constant rate that noise does not fade. A falling rate would settle (schedule inverse, cosine or exponential); so would larger batches, at a lower floor.`;
}

/** Further sentences. */
export function remarksOf({ problem }: Judged, facts: BatchFacts): string[] {
  const { behaviours, best, passes, status, curvature, value } = facts;
  const remarks = behaviours.map(({ sentence }) => sentence);
  if (status === 'converged' && curvature && curvature.kind !== 'not stationary') {
    const shown = curvature.eigenvalues.slice(0, 6).map(brief).join(', ');
    const what =
      curvature.kind === 'saddle'
        ? 'a saddle'
        : `a ${curvature.kind === 'degenerate' ? 'point with a flat direction' : curvature.kind}`;
    remarks.push(`This point is ${what} of the full objective (Hessian eigenvalues ${shown}).`);
  }
  if (brief(best.value) !== brief(value) && Number.isFinite(best.value)) {
    const which = problem.sense === 'maximize' ? 'greatest' : 'least';
    remarks.push(
      `The ${which} full objective was ${brief(best.value)} after ${epochsText(passes.bestEpoch)}, ${pointText(problem.parameters, best.point)}.`,
    );
  }
  remarks.push('The full objective is measured once an epoch; those evaluations are not counted.');
  return remarks;
}

function epochsText(epochs: number): string {
  if (Number.isInteger(epochs)) return plural(epochs, 'epoch');
  return `${epochs < 10 ? epochs.toFixed(2) : epochs.toFixed(1)} epochs`;
}

function reasonOf({ rule, margins }: BatchFacts): string {
  const margin = margins.find((one) => one.fired);
  const last = brief(margin?.last ?? Number.NaN);
  const threshold = brief(margin?.threshold ?? Number.NaN);
  if (rule === 'target') return `the full objective has reached the target ${threshold}`;
  if (rule === 'patience') return `it has not improved for ${plural(margin?.last ?? 0, 'epoch')}`;
  const noMore = rule === 'relativeChange' ? 'no more than' : 'below';
  return `the ${margin?.name ?? rule} is ${last}, ${noMore} ${threshold}`;
}

function limitOf({ rule, margins, steps }: BatchFacts): string {
  const threshold = margins.find((one) => one.fired)?.threshold ?? steps;
  if (rule === 'time') return `${brief(threshold)} s`;
  return plural(threshold, rule === 'evaluations' ? 'evaluation' : rule === 'epochs' ? 'epoch' : 'step');
}

function othersOf({ margins }: BatchFacts): string {
  const parts = margins.flatMap(({ rule, name, threshold, last, fired }) => {
    if (fired || rule === 'divergence' || rule === 'evaluations' || rule === 'time' || Number.isNaN(last)) return [];
    if (rule === 'steps' || rule === 'epochs') {
      const left = threshold - last;
      const noun = rule === 'steps' ? 'step' : 'epoch';
      return left > 0 ? [`${Number.isInteger(left) ? plural(left, noun) : `${left.toFixed(1)} epochs`} were left`] : [];
    }
    if (rule === 'patience') return [`${plural(last, 'epoch')} had passed without an improvement (rule: ${threshold})`];
    if (rule === 'target') return [`the target was ${brief(threshold)}`];
    return [`the ${name} was ${brief(last)} (rule: below ${brief(threshold)})`];
  });
  if (parts.length === 0) return '';
  const text = parts.join('; ');
  return ` ${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
