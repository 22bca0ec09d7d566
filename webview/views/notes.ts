/** The decisions that were made while reading, each with the way to its place in the text. */
import type { Note } from '../../src/engine/problem.ts';
import { element } from '../element.ts';
import type { Actions, View } from '../view.ts';

export function notes(actions: Actions): View {
  const list = element('ul');
  const view = element(
    'section',
    { class: 'notes', 'data-view': 'notes', 'aria-label': 'Decisions made while reading' },
    list,
  );
  let shown: readonly Note[] | undefined;

  function item({ text, range }: Note): HTMLElement {
    if (!range) return element('li', {}, text);
    const title = 'Show in the text';
    const click = () => actions.post({ type: 'reveal', start: range.start, end: range.end });
    return element('li', {}, element('button', { type: 'button', class: 'link', title, on: { click } }, text));
  }

  return {
    element: view,
    update({ state: { problem } }) {
      const next = problem?.notes ?? [];
      if (next === shown) return;
      shown = next;
      view.hidden = next.length === 0;
      list.replaceChildren(...next.map(item));
    },
  };
}
