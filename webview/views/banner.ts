/** Says that what is shown, a run or an error, is of an older text, and offers to run again. */
import { element } from '../element.ts';
import type { Actions, View } from '../view.ts';

export function banner(actions: Actions): View {
  const again = element('button', { type: 'button', on: { click: () => actions.post({ type: 'run' }) } }, 'Run again');
  const view = element(
    'div',
    { class: 'banner', 'data-view': 'stale', role: 'status', hidden: true },
    element('span', {}, 'The text has changed since it was read.'),
    again,
  );
  return {
    element: view,
    update({ state: { stale, running, error, runs } }) {
      view.hidden = !stale || running || (error === undefined && runs.length === 0);
    },
  };
}
