/** Runs as the plain data that the panel shows. */
import { type Choice, withDefaults } from '../engine/methods/choice.ts';
import { CONVENTION_TITLES, type Convention } from '../engine/methods/convention.ts';
import { methodNamed, scheduleNamed } from '../engine/methods/index.ts';
import type { Options, Problem } from '../engine/problem.ts';
import { type BatchPlan, mostSteps } from '../engine/run/batches/batch.ts';
import { batchesOf } from '../engine/run/batches/words.ts';
import type { Descent } from '../engine/run/descent.ts';
import { brief } from '../engine/run/numerals.ts';
import type { RunView } from '../protocol/view.ts';

/** The convention that was chosen, and what sets an option apart from its default: `β 0.8`. */
function differing(choice: Choice, options: Options): string[] {
  const { convention } = options;
  const usual = withDefaults(choice, convention === undefined ? {} : { convention });
  const set = choice.options
    .filter(({ name }) => options[name] !== undefined && String(options[name]) !== String(usual[name]))
    .map(({ name }) => `${name} ${options[name]}`);
  return convention === undefined ? set : [CONVENTION_TITLES[convention as Convention] ?? String(convention), ...set];
}

/** The runs' views; labels say what tells them apart. */
export function runViews(problem: Problem, descents: readonly Descent[], firstId: number): RunView[] {
  return descents.map((descent, i) => {
    const { method, schedule, batch } = descent.plan;
    const rule = methodNamed(method.name);
    const scheduled = schedule.name === 'constant' ? [] : [scheduleNamed(schedule.name).title.toLowerCase()];
    const rate = descent.rate === undefined ? [] : [`rate ${brief(descent.rate)}`];
    const mixed = (problem.settings.batch?.sizes.length ?? 1) > 1;
    const rows = batch ? [batchesOf(batch)] : mixed ? ['all rows'] : [];
    const parts = [rule.title, ...rows, ...rate, ...differing(rule, method.options), ...scheduled];
    return {
      runId: firstId + i,
      label: parts.join(', '),
      method,
      schedule,
      ...(descent.rate !== undefined && { rate: descent.rate }),
      columns: descent.stateColumns,
      ...(rule.kind === 'search' && { searches: true as const }),
      steps: mostSteps(problem, batch),
      ...batchView(problem, batch),
      ...(descent.rateNote !== undefined && { rateNote: descent.rateNote }),
    };
  });
}

/** What the panel is told of the rows that steps use; nothing where the problem has no data. */
function batchView({ columns }: Problem, batch: BatchPlan | undefined): Pick<RunView, 'batch'> {
  if (batch) {
    const { rows, size, perEpoch, order } = batch;
    return { batch: { rows, size, perEpoch, order } };
  }
  const rows = Math.max(0, ...columns.map(({ values }) => values.length));
  return rows === 0 ? {} : { batch: { rows, size: rows, perEpoch: 1, order: 'sequential' } };
}
