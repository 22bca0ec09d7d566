/** Settings that take the place of a text's: what a panel sets. */
import { type Choice, findChoice, findOption, optionFault } from './methods/choice.ts';
import { METHODS } from './methods/index.ts';
import { findSchedule } from './methods/schedules/index.ts';
import {
  type Options,
  type Origin,
  type Problem,
  ProblemError,
  type ScheduleChoice,
  type Settings,
  type SettingsPatch,
  type StopRules,
} from './problem.ts';
import { batchFault, usesBatches } from './read/batch.ts';
import { refuseBatches } from './read/batched.ts';
import { faultOf } from './read/schedule-options.ts';
import { checkEpochs, checkRate, checkSteps, MOST_STEPS } from './read/settings.ts';
import { checkStart } from './read/start.ts';
import { startsFault } from './read/starts.ts';
import { countsEpochs } from './read/stop.ts';
import { refuseUnsuited } from './read/suited.ts';
import { withScheduleNotes } from './run/schedule-notes.ts';

/**
 * The problem with some settings replaced.
 *
 * @throws {ProblemError} for a setting that is out of its range, at the objective, since it stands nowhere in the text.
 */
export function withSettings(problem: Problem, patch: SettingsPatch): Problem {
  const at = problem.range;
  const { methods, rates, schedule, start, starts, stop, batch } = patch;
  const batchIsWrong = batch && batchFault(batch);
  if (batchIsWrong) throw new ProblemError(batchIsWrong, at);
  const startsAreWrong = starts && startsFault(starts);
  if (startsAreWrong) throw new ProblemError(startsAreWrong, at);
  for (const rate of [...(rates ?? []), ...(methods ?? []).map((method) => method.rate ?? 'auto')]) {
    if (rate !== 'auto') checkRate(rate, at);
  }
  for (const method of methods ?? []) checkChoice(METHODS, method.name, method.options, problem);
  if (schedule) checkSchedule(schedule, problem);
  if (stop?.steps !== undefined) checkSteps(stop.steps, at);
  if (stop?.epochs !== undefined) checkEpochs(stop.epochs, at);
  // A common rate set in the panel counts: the methods' own rates of the text give way to it.
  const own = problem.settings.methods.map(({ name, options }) => ({ name, options }));
  const { starts: before, ...others } = problem.settings;
  const many = starts ?? before;
  const passes = batch && usesBatches(batch) ? inPasses(problem) : undefined;
  const settings: Settings = {
    ...others,
    ...(many && many.count > 0 && { starts: many }),
    ...(rates && { methods: own, rates, schedule: withoutRate(problem.settings.schedule) }),
    ...(methods && { methods }),
    ...(schedule && { schedule }),
    ...(start && { start }),
    ...(batch && { batch }),
    ...((stop || passes) && { stop: withRules(passes ?? problem.settings.stop, stop ?? {}) }),
  };
  const origins = { ...problem.origins };
  for (const key of Object.keys(patch) as (keyof Settings)[]) {
    if (patch[key] !== undefined) (origins as Record<keyof Settings, Origin>)[key] = 'panel';
  }
  const changed: Problem = { ...problem, settings, origins };
  if (methods) refuseUnsuited(changed);
  refuseBatches(changed);
  if (start) {
    if (start.length !== problem.parameters.length || !start.every(Number.isFinite)) {
      throw new ProblemError(`A start is a number for each of ${problem.parameters.join(', ')}.`, at);
    }
    checkStart(changed, start);
  }
  return withScheduleNotes(changed);
}

/** With batches, the epochs of a text that had none are passes over the rows, as if the text were read with them. */
function inPasses({ text, written, settings }: Problem): StopRules | undefined {
  if (settings.batch && usesBatches(settings.batch)) return undefined;
  const says = written.some(
    ({ setting, range }) => setting === 'stop' && wordsOf(text.slice(range.start, range.end)).some(countsEpochs),
  );
  const { steps } = settings.stop;
  return says ? { ...settings.stop, steps: MOST_STEPS, epochs: steps } : undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}_]+/gu) ?? [];
}

function withRules(rules: StopRules, patch: NonNullable<SettingsPatch['stop']>): StopRules {
  const merged: Partial<Record<keyof StopRules, number>> = { ...rules };
  for (const [rule, limit] of Object.entries(patch) as [keyof StopRules, number | undefined][]) {
    if (limit === undefined) delete merged[rule];
    else merged[rule] = limit;
  }
  return { ...merged, steps: merged.steps ?? rules.steps, divergence: merged.divergence ?? rules.divergence };
}

function checkChoice(choices: readonly Choice[], name: string, options: Options, problem: Problem): void {
  const choice = findChoice(choices, name);
  if (!choice) throw new ProblemError(`There is no ${name} to choose.`, problem.range);
  for (const [key, value] of Object.entries(options)) {
    const option = findOption(choice, key);
    const fault = option ? optionFault(option, value) : `${choice.title} has no option ${key}.`;
    if (fault) throw new ProblemError(fault, problem.range);
  }
}

/** @throws {ProblemError} for a schedule that cannot be made, at the objective. */
function checkSchedule({ name, options, rate = 'auto' }: ScheduleChoice, problem: Problem): void {
  const found = findSchedule(name);
  if (!found) throw new ProblemError(`There is no ${name} to choose.`, problem.range);
  if (rate !== 'auto') checkRate(rate, problem.range);
  const fault = faultOf(found.schedule, options);
  if (fault) throw new ProblemError(fault, problem.range);
  if (typeof options.formula === 'string') {
    const { graph } = problem;
    problem.scheduleFormula(options.formula, graph.constant(0), graph.constant(1));
  }
}

function withoutRate({ name, options }: ScheduleChoice): ScheduleChoice {
  return { name, options };
}
