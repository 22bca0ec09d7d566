/** Where the forms of one optimizer part, and why: one entry for every two that were run. */
import type { Parting } from '../../src/engine/run/conventions.ts';
import { element } from '../element.ts';
import type { View } from '../view.ts';
import { prose } from './prose.ts';

export function conventions(): View {
  const list = element('ul', { class: 'remarks' });
  const view = element(
    'section',
    { class: 'conventions', 'data-view': 'conventions', 'aria-label': 'Conventions', tabindex: '-1', hidden: true },
    element('h2', {}, 'Conventions'),
    list,
  );
  let shown: readonly Parting[] | undefined;

  return {
    element: view,
    update({ state: { partings } }) {
      view.hidden = partings === undefined;
      if (partings === shown) return;
      shown = partings;
      list.replaceChildren(...(partings ?? []).map(item));
    },
  };
}

function item({ sentence, reasons }: Parting): HTMLElement {
  const why = reasons.map((reason) => element('li', { class: 'muted' }, ...prose(reason)));
  return element('li', {}, ...prose(sentence), why.length > 0 ? element('ul', {}, ...why) : undefined);
}
