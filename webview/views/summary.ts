/** Several runs side by side; a row selects the run that the rest of the panel is about. */
import type { Status } from '../../src/engine/run/verdict.ts';
import type { RunState } from '../../src/protocol/view.ts';
import { swatch } from '../charts/legend.ts';
import { element, setAttribute } from '../element.ts';
import { count, full, short } from '../numbers.ts';
import { at, columns, rowsOf } from '../rows.ts';
import type { Model } from '../state.ts';
import { readTheme, watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';

const STATUS: Readonly<Record<Status, string>> = {
  converged: 'converged',
  limit: 'step limit',
  stopped: 'stopped',
  stalled: 'stalled',
  diverged: 'diverged',
  unbounded: 'unbounded',
  oscillating: 'oscillating',
  undefined: 'not a number',
};

const HEADINGS = ['Run', 'Status', 'Steps', 'Objective', 'Gradient norm', 'Rate'] as const;

export function summary(actions: Actions): View {
  const body = element('tbody');
  const head = HEADINGS.map((title) => element('th', { scope: 'col' }, title));
  const table = element('table', { class: 'summary' }, element('thead', {}, element('tr', {}, ...head)), body);
  const view = element('section', { class: 'runs', 'data-view': 'runs', hidden: true, 'aria-label': 'Runs' }, table);
  let theme = readTheme();
  let shown: readonly unknown[] = [];
  let model: Model | undefined;

  watchTheme(() => {
    theme = readTheme();
    shown = [];
    if (model) update(model);
  });

  const number = (value: number) => element('td', { class: 'number', title: full(value) }, short(value));

  function row({ run, slices, verdict }: RunState, index: number, selected: boolean): HTMLElement {
    const rows = rowsOf(slices);
    const last = rows.length - 1;
    const choose = () => actions.choose({ selected: index });
    const name = element(
      'button',
      { type: 'button', class: 'link', 'aria-pressed': String(selected), 'data-run': index },
      swatch({ look: index }, theme),
      run.label,
    );
    return element(
      'tr',
      { class: selected ? 'selected' : undefined, on: { click: choose } },
      element('th', { scope: 'row' }, name),
      element('td', {}, verdict ? STATUS[verdict.status] : 'running'),
      element('td', { class: 'number' }, count(verdict?.steps ?? Math.max(0, last))),
      number(verdict?.value ?? at(rows, last, columns.value)),
      number(verdict?.gradientNorm ?? at(rows, last, columns.gradientNorm)),
      // A search has none.
      run.rate === undefined || Number.isNaN(run.rate) ? element('td', { class: 'muted' }, '–') : number(run.rate),
    );
  }

  function update(next: Model): void {
    model = next;
    const { runs } = next.state;
    view.hidden = runs.length < 2;
    const key = [next.choices.selected, ...runs];
    if (view.hidden || (key.length === shown.length && key.every((part, index) => part === shown[index]))) return;
    shown = key;
    const focused = document.activeElement?.getAttribute('data-run');
    const selected = Math.min(next.choices.selected, runs.length - 1);
    body.replaceChildren(...runs.map((run, index) => row(run, index, index === selected)));
    setAttribute(table, 'aria-rowcount', runs.length + 1);
    const again = focused == null ? null : body.querySelector(`[data-run="${CSS.escape(focused)}"]`);
    if (again instanceof HTMLElement) again.focus();
  }

  return { element: view, update };
}
