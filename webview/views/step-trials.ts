/** The points that a search tried in one step. */
import type { StepView } from '../../src/protocol/step.ts';
import { element } from '../element.ts';
import { full, short } from '../numbers.ts';

const HEADINGS = ['Trial', 'Length', 'Value', ''] as const;

/** A table of trials, in a box that scrolls. */
export function trialsTable(trials: NonNullable<StepView['trials']>): HTMLElement {
  const number = (value: number) => element('td', { class: 'number', title: full(value) }, short(value));
  const rows = trials.map(({ length, value, accepted }, k) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, String(k + 1)),
      number(length),
      number(value),
      element('td', {}, accepted ? 'accepted' : ''),
    ),
  );
  const head = HEADINGS.map((title) => (title ? element('th', { scope: 'col' }, title) : element('td')));
  return element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': 'Points that the step tried' },
    element(
      'table',
      { class: 'margins' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}
