/** Which series the four charts show of a model. */
import type { RunState } from '../../src/protocol/view.ts';
import { count } from '../numbers.ts';
import { columns, rowsOf } from '../rows.ts';
import { type Model, selectedRun } from '../state.ts';
import { batchSeries } from './batch-series.ts';
import type { Axis } from './reduction.ts';
import type { Reductions } from './reductions.ts';
import { omissions } from './remarks.ts';
import type { Drawing, Series } from './series.ts';
import { isBatched, placesOf, type Unit, unitOf } from './x-axis.ts';

/** More lines than this cannot be told apart. */
const MOST_PARAMETERS = 12;

/** More runs than this cannot be told apart. */
const MOST_RUNS = 24;

export interface Drawings {
  readonly objective: Drawing;
  readonly gradientNorm: Drawing;
  readonly rate: Drawing;
  readonly parameters: Drawing;
  /** What the x axes count, and whether there is a choice. */
  readonly unit: Unit;
  readonly batched: boolean;
  /** Whether the objective is above zero everywhere, so that a log axis shows all of it. */
  readonly positive: boolean;
}

/** The drawings of a model, or undefined while no run has made a row. */
export function drawingsOf(model: Model, reductions: Reductions): Drawings | undefined {
  const { runs, problem } = model.state;
  const selected = selectedRun(model);
  if (!selected || !problem || runs.every((run) => rowsOf(run.slices).length === 0)) return undefined;
  const shown = runs.slice(0, MOST_RUNS);
  const tooMany = runs.length > MOST_RUNS ? [`The first ${MOST_RUNS} of ${runs.length} runs are drawn.`] : [];
  const unit = unitOf(runs, model.choices.unit);
  const batched = runs.some(isBatched);
  const endOf = (run: RunState) => placesOf(run, unit).of(Math.max(0, rowsOf(run.slices).length - 1));
  const longest = Math.max(...shown.map(endOf));
  const own = endOf(selected);
  const look = Math.max(0, runs.indexOf(selected));

  const overlaid = (name: 'value' | 'gradientNorm', axis: Axis): Series[] =>
    shown.flatMap((run, look) => {
      const label = runs.length > 1 ? run.run.label : undefined;
      const whole = run === selected;
      if (isBatched(run)) return batchSeries({ run, column: name, axis, unit, look, whole, label }, reductions);
      return [placed(series(run, name, columns[name], axis, reductions, run.run.label, look), run)];
    });
  const placed = (one: Series, run: RunState): Series =>
    unit === 'step' ? one : { ...one, places: placesOf(run, unit) };
  const single = (name: string, pick: Series['pick'], title: string, place: number) =>
    placed(series(selected, name, pick, 'linear', reductions, title, place), selected);

  const linear = overlaid('value', 'linear');
  const positive = linear.every(({ reduction }) => reduction.notPositive === 0);
  const axis = model.choices.scale === 'auto' ? (positive ? 'log' : 'linear') : model.choices.scale;
  const objective = axis === 'linear' ? linear : overlaid('value', 'log');
  const norm = overlaid('gradientNorm', 'log');
  const rateTitle = selected.run.searches ? 'Step length' : 'Learning rate';
  const rate = [single('rate', columns.rate, rateTitle, look)];
  const names = problem.parameters.slice(0, MOST_PARAMETERS);
  const parameters = names.map(({ name }, index) => single(`x${index}`, columns.parameter(index), name, index));
  const rest = problem.parameters.length - names.length;
  const first = rest > 0 ? [`The first ${MOST_PARAMETERS} of ${count(names.length + rest)} parameters are drawn.`] : [];
  const of = runs.length > 1 ? `: ${selected.run.label}` : '';
  reductions.sweep();

  const drawing = (
    name: string,
    title: string,
    shownSeries: Series[],
    on: Axis,
    last: number,
    more: string[],
  ): Drawing => ({
    name,
    title,
    series: shownSeries,
    axis: on,
    last,
    unit,
    remarks: [...omissions(shownSeries, on), ...more],
  });
  return {
    objective: drawing('objective', 'Objective', objective, axis, longest, tooMany),
    gradientNorm: drawing('gradientNorm', 'Gradient norm', norm, 'log', longest, tooMany),
    rate: drawing('rate', `${rateTitle}${of}`, rate, 'linear', own, []),
    parameters: drawing('parameters', `Parameters${of}`, parameters, 'linear', own, first),
    positive,
    unit,
    batched,
  };
}

function series(
  { run, slices }: RunState,
  column: string,
  pick: Series['pick'],
  axis: Axis,
  reductions: Reductions,
  name: string,
  look: number,
): Series {
  const rows = rowsOf(slices);
  return { name, reduction: reductions.of(`${run.runId} ${column}`, rows, pick, axis), rows, pick, look };
}
