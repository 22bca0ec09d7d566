/** The partial derivatives, typeset, each with buttons that copy it. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { icons } from '../icons.ts';
import { typeset } from '../math.ts';
import { count } from '../numbers.ts';
import { objectiveName } from '../reading.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';

/** Beyond this many the section starts closed. */
const FEW = 4;

/** Beyond this many the derivatives are shown as text only. */
const MOST_TYPESET = 60;

export function gradient(actions: Actions): View {
  const list = element('ul', { class: 'gradient' });
  const kinks = element('ul', { class: 'kinks', 'aria-label': 'Where the formula has no derivative' });
  const details = disclosure(actions, 'gradient', 'Gradient', element('div', {}, list, kinks), true);
  details.element.classList.add('section');
  details.element.dataset.view = 'gradient';
  let shown: ProblemView['gradient'] | undefined;
  let filled: ProblemView['gradient'] | undefined;

  function item(problem: ProblemView, index: number): HTMLElement {
    const { name = '', tex = '' } = problem.parameters[index] ?? {};
    const formula = problem.gradient[index] ?? { tex: '', text: '' };
    const left = `∂${objectiveName(problem.reading.text)}/∂${name}`;
    const fraction = `\\frac{\\partial ${objectiveName(problem.reading.tex)}}{\\partial ${tex}}`;
    const whole = { tex: `${fraction} = ${formula.tex}`, text: `${left} = ${formula.text || 'too long to show'}` };
    const copy = (title: string, what: string, text: string) =>
      element(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'aria-label': `Copy ${left} as ${what}`,
          title: `Copy as ${what}`,
          on: { click: () => actions.post({ type: 'copy', text }) },
        },
        icons.copy(),
        title,
      );
    const shownAs = index < MOST_TYPESET ? typeset(whole) : element('span', { class: 'math' }, whole.text);
    const copies = formula.text === '' ? [] : [copy('Text', 'text', formula.text), copy('TeX', 'TeX', formula.tex)];
    return element(
      'li',
      {},
      element('div', { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': whole.text }, shownAs),
      ...copies,
    );
  }

  return {
    element: details.element,
    update(model: Model) {
      const { problem } = model.state;
      details.element.hidden = problem === undefined || problem.gradient.length === 0;
      if (!problem) return;
      if (problem.gradient !== shown) {
        shown = problem.gradient;
        details.byDefault = shown.length <= FEW;
        setText(details.summary, shown.length <= FEW ? 'Gradient' : `Gradient (${count(shown.length)} derivatives)`);
      }
      details.update(model);
      if (details.element.open && filled !== shown) {
        filled = shown;
        list.replaceChildren(...problem.gradient.map((_, index) => item(problem, index)));
        kinks.hidden = problem.kinks.length === 0;
        kinks.replaceChildren(...problem.kinks.map((sentence) => element('li', {}, sentence)));
      }
    },
  };
}
