/** How the partial derivatives come about: a tree of rules for each, of which every level can be opened. */
import type { DerivationStep, DerivationView } from '../../src/protocol/view.ts';
import { derivationText, remarksOn } from '../derivation-text.ts';
import { element, setText } from '../element.ts';
import { icons } from '../icons.ts';
import { typeset } from '../math.ts';
import { count } from '../numbers.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';

/** Beyond this many derivations only the first starts open. */
const FEW = 4;

/** A step on the page. */
interface Item {
  readonly element: HTMLElement;
  /** Opens or closes it; inner steps are made when they are first seen. Returns them. */
  open(wanted: boolean): readonly Item[];
}

export function derivation(actions: Actions): View {
  const tree = element('ul', { class: 'derivation' });
  const scrolling = element(
    'div',
    { class: 'derivation-scroll', tabindex: '0', role: 'group', 'aria-label': 'Steps of the derivation' },
    tree,
  );
  const remark = element('p', { class: 'muted' });
  const buttons = element(
    'div',
    { class: 'actions' },
    button('expand', 'Expand all', () => setAll(true)),
    button('collapse', 'Collapse all', () => setAll(false)),
    copyButton('text', 'Text'),
    copyButton('tex', 'TeX'),
  );
  const body = element('div', { class: 'derivation-body' }, buttons, scrolling, remark);
  const details = disclosure(actions, 'derivation', 'Derivation', body, true);
  details.element.classList.add('section');
  details.element.dataset.view = 'derivation';
  let shown: readonly DerivationView[] | undefined;
  let filled: readonly DerivationView[] | undefined;
  let items: readonly Item[] = [];

  function button(name: string, title: string, click: () => void): HTMLElement {
    return element('button', { type: 'button', class: 'quiet', 'data-action': name, on: { click } }, title);
  }

  function copyButton(form: 'text' | 'tex', title: string): HTMLElement {
    const click = () => actions.post({ type: 'copy', text: derivationText(shown ?? [], form) });
    const label = `Copy the derivation as ${form === 'tex' ? 'TeX' : 'text'}`;
    const attributes = { type: 'button', class: 'quiet', 'aria-label': label, title: label, on: { click } };
    return element('button', attributes, icons.copy(), title);
  }

  function setAll(open: boolean): void {
    let level = items;
    while (level.length > 0) level = level.flatMap((item) => item.open(open));
  }

  function fill(derivations: readonly DerivationView[]): void {
    items = derivations.flatMap(({ root }) => (root ? [itemOf(root)] : []));
    const remarks = derivations.flatMap(({ root, remark: why }) => (root ? [] : [element('li', {}, why ?? '')]));
    tree.replaceChildren(...items.map((item) => item.element), ...remarks);
    for (const item of items.slice(0, items.length <= FEW ? FEW : 1)) item.open(true);
  }

  /** Shows the section once for each time that it was asked for. */
  function attend({ state: { attention }, choices }: Model): void {
    if (attention?.section !== 'derivation' || attention.id === choices.attended) return;
    actions.choose({ attended: attention.id, open: { ...choices.open, derivation: true } });
    details.element.open = true;
    details.element.scrollIntoView({ block: 'start' });
    details.summary.focus({ preventScroll: true });
  }

  return {
    element: details.element,
    update(model: Model) {
      const { derivations, problem } = model.state;
      details.element.hidden = derivations === undefined || derivations.length === 0;
      if (!derivations || details.element.hidden) return;
      shown = derivations;
      details.update(model);
      const all = problem?.parameters.length ?? derivations.length;
      const explained = derivations.filter(({ root }) => root).length;
      remark.hidden = explained === 0 || explained >= all;
      setText(remark, `The first ${count(explained)} of ${count(all)} derivatives are explained.`);
      attend(model);
      if (details.element.open && filled !== derivations) {
        filled = derivations;
        fill(derivations);
      }
    },
  };
}

function itemOf(step: DerivationStep): Item {
  const about = remarksOn(step).map((text) => element('span', { class: 'said' }, text));
  const line = [
    element(
      'span',
      { class: 'equation' },
      typeset(step.of),
      ...step.forms.map((form) => typeset({ tex: `{} = ${form.tex}`, text: `= ${form.text || '…'}` })),
    ),
    element('span', { class: 'applied' }, element('span', { class: 'name' }, step.rule), typeset(step.general)),
    ...about,
  ];
  if (step.steps.length === 0) {
    return { element: element('li', { class: 'leaf' }, element('div', { class: 'step' }, ...line)), open: () => [] };
  }
  const list = element('ul');
  const summary = element('summary', { class: 'step' }, ...line);
  const details = element('details', { on: { toggle: () => details.open && inner() } }, summary, list);
  let made: readonly Item[] | undefined;
  function inner(): readonly Item[] {
    if (!made) {
      made = step.steps.map(itemOf);
      list.replaceChildren(...made.map((item) => item.element));
    }
    return made;
  }
  return {
    element: element('li', {}, details),
    open(wanted) {
      details.open = wanted;
      // What was never opened has nothing to close.
      return wanted ? inner() : (made ?? []);
    },
  };
}
