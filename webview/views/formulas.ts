/** A list of formulas, typeset, each with buttons that copy it as text, TeX and MathML. */
import type { Formula } from '../../src/protocol/view.ts';
import { element } from '../element.ts';
import { icons } from '../icons.ts';
import { mathml, typeset } from '../math.ts';
import type { Actions } from '../view.ts';

/** Beyond this many the formulas are shown as text only. */
const MOST_TYPESET = 60;

/** `left = right`; the buttons copy the right side. */
export interface Entry {
  readonly left: Formula;
  readonly right: Formula;
}

export interface Formulas {
  readonly element: HTMLElement;
  /** Shows these formulas; what is the same at its place as before stays as it is. */
  fill(entries: readonly Entry[]): void;
}

export function formulas(actions: Actions): Formulas {
  const list = element('ul', { class: 'gradient' });
  let shown: readonly Entry[] = [];
  return {
    element: list,
    fill(entries) {
      while (list.children.length > entries.length) list.lastElementChild?.remove();
      entries.forEach((entry, index) => {
        const before = shown[index];
        if (before?.right === entry.right && before.left.text === entry.left.text) return;
        const old = list.children[index];
        const made = item(actions, entry, index < MOST_TYPESET);
        if (old) exchange(old, made);
        else list.append(made);
      });
      shown = entries;
    },
  };
}

/** Puts an item in another's place; the focus stays on the button that had it. */
function exchange(old: Element, made: HTMLElement): void {
  const focused = [...old.querySelectorAll<Element>('button')].indexOf(document.activeElement ?? old);
  old.replaceWith(made);
  if (focused >= 0) made.querySelectorAll('button')[focused]?.focus();
}

function item(actions: Actions, { left, right }: Entry, isTypeset: boolean): HTMLElement {
  const whole = {
    tex: `${left.tex} = ${right.tex}`,
    text: `${left.text} = ${right.text || 'too long to show'}`,
  };
  const copy = (title: string, what: string, make: () => string | Promise<string>) =>
    element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': `Copy ${left.text} as ${what}`,
        title: `Copy as ${what}`,
        on: {
          click: async () => {
            try {
              actions.post({ type: 'copy', text: await make() });
            } catch (error) {
              console.warn(`There is no ${what} of ${right.tex}`, error);
            }
          },
        },
      },
      icons.copy(),
      title,
    );
  const copies =
    right.text === ''
      ? []
      : [
          copy('Text', 'text', () => right.text),
          copy('TeX', 'TeX', () => right.tex),
          copy('MathML', 'MathML', () => mathml(right.tex)),
        ];
  const title = right.simplified && 'Simplified; it agrees with the unsimplified form at 20 points.';
  return element(
    'li',
    {},
    element(
      'div',
      { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': whole.text, title },
      isTypeset ? typeset(whole) : element('span', { class: 'math' }, whole.text),
    ),
    ...copies,
  );
}
