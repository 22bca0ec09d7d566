/** A section that people open and close, and that stays as they left it. */
import { type Child, element } from '../element.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';

export interface Disclosure extends View {
  readonly element: HTMLDetailsElement;
  readonly summary: HTMLElement;
  /** Whether it is open while no person has chosen. */
  byDefault: boolean;
}

export function disclosure(actions: Actions, name: string, title: Child, body: Child, byDefault: boolean): Disclosure {
  const summary = element('summary', {}, title);
  const details = element('details', { 'data-section': name }, summary, body);
  let open: Readonly<Record<string, boolean>> = {};
  const made: Disclosure = {
    element: details,
    summary,
    byDefault,
    update({ choices }: Model) {
      open = choices.open;
      const wanted = open[name] ?? made.byDefault;
      if (details.open !== wanted) details.open = wanted;
    },
  };
  // `toggle` also follows a change by code; a click or a key on the summary is a person's choice.
  summary.addEventListener('click', () => actions.choose({ open: { ...open, [name]: !details.open } }));
  return made;
}
