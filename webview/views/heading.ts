/** The first line: the formula as it was read, and what can be done with it. */
import type { Formula } from '../../src/protocol/view.ts';
import { element, setAttribute, setText } from '../element.ts';
import { icons } from '../icons.ts';
import { typeset } from '../math.ts';
import { type Model, selectedRun } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { exportMenu } from './export-menu.ts';

export function heading(actions: Actions): View {
  const title = element('h1', { class: 'hidden-title' });
  const formula = element('div', { class: 'formula', 'data-view': 'formula', role: 'group', tabindex: '0' });
  const run = element(
    'button',
    { type: 'button', class: 'primary', 'data-action': 'run', on: { click: () => actions.post({ type: 'run' }) } },
    icons.run(),
    'Run',
  );
  const stop = element(
    'button',
    { type: 'button', 'data-action': 'stop', on: { click: () => actions.post({ type: 'stop' }) } },
    icons.stop(),
    'Stop',
  );
  const save = exportMenu((format) => actions.post({ type: 'export', format }));
  const view = element(
    'header',
    { class: 'heading' },
    title,
    formula,
    element('div', { class: 'actions' }, run, stop, save.element),
  );
  const lead = element('span', { class: 'sense' });
  let reading: Formula | undefined;

  return {
    element: view,
    update(model: Model) {
      const { problem, running, document, error } = model.state;
      setText(title, document ? `Downhill: ${document}` : 'Downhill');
      const sense = problem?.sense === 'maximize' ? 'Maximize' : 'Minimize';
      formula.hidden = problem === undefined;
      if (problem && problem.reading !== reading) {
        reading = problem.reading;
        formula.replaceChildren(lead, typeset(reading));
      }
      // With an error, what was read last is not what the text says now.
      const said = error ? 'Read before:' : sense;
      setText(lead, said);
      setAttribute(formula, 'aria-label', `${said} ${reading?.text ?? ''}`);
      formula.classList.toggle('muted', error !== undefined);
      // A text that could not be read, or was stopped before it was, can be tried again.
      run.disabled = problem === undefined && error === undefined;
      stop.disabled = !running;
      save.enable(error === undefined && selectedRun(model) !== undefined);
    },
  };
}
