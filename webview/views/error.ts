/** What is wrong with the text, where, and what to write instead. */
import type { ErrorView } from '../../src/protocol/view.ts';
import { element } from '../element.ts';
import { icons } from '../icons.ts';
import type { Actions, View } from '../view.ts';

/** A suggestion longer than this is not repeated on its button. */
const LONGEST = 40;

export function errorView(actions: Actions): View {
  const view = element('section', { class: 'error', 'data-view': 'error', role: 'alert', hidden: true });
  let shown: ErrorView | undefined;
  let old = false;

  /** @param stale the text is another by now: its places and the suggestion are not of it. */
  function content(error: ErrorView, stale: boolean): HTMLElement[] {
    const reveal = element(
      'button',
      {
        type: 'button',
        'data-action': 'reveal',
        on: { click: () => actions.post({ type: 'reveal', start: error.start, end: error.end }) },
      },
      'Show in the text',
    );
    const sentence = element('p', {}, icons.bad(), element('span', {}, error.message));
    // What went wrong may be at no place: a run that was stopped before it began.
    const buttons = element('div', { class: 'actions' }, ...(error.end > error.start && !stale ? [reveal] : []));
    if (error.suggestion !== undefined && !stale) {
      const short = error.suggestion.length <= LONGEST && !error.suggestion.includes('\n');
      const text = short ? element('code', {}, error.suggestion) : 'the suggestion';
      const fix = { type: 'button', class: 'primary', 'data-action': 'fix', title: error.suggestion };
      buttons.prepend(
        element('button', { ...fix, on: { click: () => actions.post({ type: 'fix' }) } }, 'Write ', text),
      );
    }
    return [sentence, buttons];
  }

  return {
    element: view,
    update({ state: { error, stale } }) {
      if (error === shown && stale === old) return;
      shown = error;
      old = stale;
      view.hidden = error === undefined;
      view.replaceChildren(...(error ? content(error, stale) : []));
    },
  };
}
