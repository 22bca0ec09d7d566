/** The table that the problem names: how far it is read, then its rows and the columns that the objective uses. */
import type { ReadingProgress } from '../../src/protocol/data.ts';
import type { TableView } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { count } from '../numbers.ts';
import type { View } from '../view.ts';

export function dataView(): View {
  const text = element('p', { role: 'status' });
  const view = element('section', { class: 'data', 'data-view': 'data', 'aria-label': 'Data', hidden: true }, text);
  return {
    element: view,
    update({ state: { problem, reading, error } }) {
      const table = error ? undefined : problem?.table;
      view.hidden = reading === undefined && table === undefined;
      setText(text, reading ? progressText(reading) : table ? tableText(table) : '');
    },
  };
}

/** `Reading salary.csv: 42 %`. */
export function progressText({ name, done, size }: ReadingProgress): string {
  return `Reading ${name}: ${Math.floor((100 * done) / Math.max(1, size))} %`;
}

/** `salary.csv: 497 of 500 rows; experience, salary of 12 columns`. */
export function tableText({ name, names, used, rows, usedRows }: TableView): string {
  const lines =
    usedRows === rows ? `${count(rows)} ${rows === 1 ? 'row' : 'rows'}` : `${count(usedRows)} of ${count(rows)} rows`;
  const shown = used.length > 12 ? `${used.slice(0, 12).join(', ')}, …` : used.join(', ');
  return `${name}: ${lines}; ${shown} of ${count(names.length)} ${names.length === 1 ? 'column' : 'columns'}`;
}
