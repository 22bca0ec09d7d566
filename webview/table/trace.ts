/** The trace table with its caption and the way to a step. */
import type { ProblemView, RunView } from '../../src/protocol/view.ts';
import { isBatched } from '../charts/x-axis.ts';
import { textField } from '../controls/field.ts';
import { element, setText } from '../element.ts';
import { count } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import { parseStep } from '../settings.ts';
import { type Model, selectedRun } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { type Column, columnsOf, MOST_PARAMETERS } from './columns.ts';
import { Grid } from './grid.ts';

export function trace(actions: Actions): View {
  let problem: ProblemView | undefined;
  let own: RunView['columns'] | undefined;
  let columns: readonly Column[] = [];
  let length = 0;
  let running = false;
  let batched = false;
  let row: number | undefined;
  let runId: number | undefined;

  const grid = new Grid({
    moved: (top, follow) => actions.choose({ top, follow }),
    selected: (chosen) => select(chosen),
    opened: (chosen) => explain(chosen),
    copy: (text) => actions.post({ type: 'copy', text }),
  });
  const goTo = textField({
    label: 'Go to step',
    attributes: { 'data-setting': 'go-to-step', inputmode: 'numeric', size: 8 },
    parse: (text) => parseStep(text, length - 1),
    send: (step) => select(step),
  });
  const explainButton = element(
    'button',
    {
      type: 'button',
      class: 'quiet',
      'data-action': 'explain-step',
      title: 'Show how the marked step becomes the next, in numbers (Enter on its row)',
      on: { click: () => explain(Math.max(0, row ?? 0)) },
    },
    'Explain step',
  );
  const title = element('h2', {}, 'Trace');
  const about = element('span', { class: 'muted' });
  const caption = element('div', { class: 'caption' }, title, about, explainButton, goTo.element);
  const more = element('p', { class: 'about', hidden: true });
  const view = element('section', { class: 'trace', 'data-view': 'trace' }, caption, grid.element, more);

  const select = (chosen: number) => actions.choose({ row: chosen });
  // No step begins at the last row: the one that led there is meant.
  const explain = (chosen: number) => {
    if (runId === undefined || length < 2) return;
    actions.post({ type: 'explainStep', runId, row: Math.min(chosen, length - 2), attend: true });
  };

  return {
    element: view,
    update(model: Model) {
      const run = selectedRun(model);
      const next = model.state.problem;
      view.hidden = run === undefined || next === undefined;
      if (!run || !next) return;
      const ofBatches = isBatched(run);
      if (next !== problem) {
        // Another formula's rows have nothing to do with the place that was looked at in these.
        if (problem && problem.reading.text !== next.reading.text) {
          row = -1;
          goTo.replace('');
          actions.choose({ row: -1, top: 0, follow: false });
        }
        more.hidden = next.parameters.length <= MOST_PARAMETERS;
        const total = count(next.parameters.length);
        setText(more, `Columns for the first ${MOST_PARAMETERS} of ${total} parameters; an export has all of them.`);
      }
      if (next !== problem || run.run.columns !== own || ofBatches !== batched) {
        const made = columnsOf(next, run.run, ofBatches);
        if (!sameHeadings(made, columns)) columns = made;
        own = run.run.columns;
        batched = ofBatches;
        problem = next;
      }
      // While a run goes the table does not become lower than it was, so that the page does not jump under the pointer.
      if (model.state.running !== running) {
        running = model.state.running;
        grid.element.style.minHeight = running ? `${grid.element.offsetHeight}px` : '';
      }
      const rows = rowsOf(run.slices);
      const { top, follow } = model.choices;
      length = rows.length;
      runId = run.run.runId;
      explainButton.disabled = length < 2;
      const of = model.state.runs.length > 1 ? `${run.run.label}, ` : '';
      setText(about, `${of}${count(length)} ${length === 1 ? 'row' : 'rows'}`);
      grid.show(columns, rows, follow ? grid.endOf(length) : top, model.choices.row);
      if (model.choices.row === row) return;
      // A row that is chosen, in the table, in a chart or by its number, comes into sight; one that is recalled does not
      // move the table away from where it was left.
      const recalled = row === undefined;
      row = model.choices.row;
      goTo.replace(row < 0 ? '' : String(row));
      const wanted = grid.topFor(row);
      if (!recalled && row >= 0 && row < length && wanted !== top) actions.choose({ top: wanted, follow: false });
    },
  };
}

function sameHeadings(made: readonly Column[], shown: readonly Column[]): boolean {
  const headings = (columns: readonly Column[]) =>
    JSON.stringify(columns.map(({ title, tex, about, ofStep }) => [title, tex, about, ofStep]));
  return headings(made) === headings(shown);
}
