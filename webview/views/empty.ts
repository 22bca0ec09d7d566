/** What to do before there is anything to see. */
import { element } from '../element.ts';
import type { View } from '../view.ts';

export function empty(): View {
  const view = element(
    'section',
    { class: 'empty', 'data-view': 'empty', hidden: true },
    element('h2', {}, 'Nothing has been minimized yet'),
    element(
      'p',
      {},
      'Put the cursor on a formula, or select one, such as ',
      element('code', {}, '(1 - x)^2 + 100*(y - x^2)^2'),
      ', and run the command ',
      element('b', {}, 'Downhill: Minimize'),
      '.',
    ),
  );
  return {
    element: view,
    update({ state: { problem, error, running } }) {
      view.hidden = problem !== undefined || error !== undefined || running;
    },
  };
}
