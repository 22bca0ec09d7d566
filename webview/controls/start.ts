/** The start: one number a parameter. */
import type { Origin, Settings } from '../../src/engine/problem.ts';
import type { ProblemView } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { count, entry } from '../numbers.ts';
import { parseFinite } from '../settings.ts';
import { type TextField, textField } from './field.ts';

/** More parameters than this scroll in a row of their own. */
const FEW = 8;

/** More parameters than this are started in the text. */
const MOST = 200;

export interface StartControl {
  readonly element: HTMLElement;
  show(parameters: ProblemView['parameters'], settings: Settings, origin: Origin): void;
}

export function startControl(send: (index: number, value: number) => void): StartControl {
  const row = element('div', { class: 'start-row', role: 'group', 'aria-label': 'Start' });
  const more = element('p', { class: 'about', hidden: true });
  const view = element('div', { class: 'start' }, row, more);
  let names = '';
  let fields: readonly TextField[] = [];

  function build(parameters: ProblemView['parameters']): void {
    const shown = parameters.slice(0, MOST);
    const key = JSON.stringify(shown.map(({ name }) => name));
    if (key === names) return;
    names = key;
    fields = shown.map(({ name }, index) =>
      textField({
        label: `Start ${name}`,
        attributes: { 'data-setting': 'start', 'data-index': index, inputmode: 'decimal', size: 8 },
        parse: parseFinite,
        send: (value) => send(index, value),
      }),
    );
    row.replaceChildren(...fields.map((field) => field.element));
    view.classList.toggle('many', parameters.length > FEW);
    more.hidden = parameters.length <= MOST;
    setText(
      more,
      `The first ${MOST} of ${count(parameters.length)} parameters. Write the start of others in the text.`,
    );
  }

  return {
    element: view,
    show(parameters, { start }, origin) {
      build(parameters);
      fields.forEach((field, index) => {
        field.show(entry(start[index] ?? Number.NaN), index === 0 ? origin : undefined);
      });
    },
  };
}
