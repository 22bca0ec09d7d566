/** The partial derivatives. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { count } from '../numbers.ts';
import { objectiveName } from '../reading.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { type Entry, formulas } from './formulas.ts';

/** Beyond this many the section starts closed. */
const FEW = 4;

function entries({ reading, parameters, gradient }: ProblemView): Entry[] {
  const [text, tex] = [objectiveName(reading.text), objectiveName(reading.tex)];
  return parameters.map((parameter, i) => ({
    left: {
      text: `∂${text}/∂${parameter.name}`,
      tex: `\\frac{\\partial ${tex}}{\\partial ${parameter.tex}}`,
    },
    right: gradient[i] ?? { tex: '', text: '' },
  }));
}

export function gradient(actions: Actions): View {
  const list = formulas(actions);
  const kinks = element('ul', { class: 'kinks', 'aria-label': 'Where the formula has no derivative' });
  const details = disclosure(actions, 'gradient', 'Gradient', element('div', {}, list.element, kinks), true);
  details.element.classList.add('section');
  details.element.dataset.view = 'gradient';
  let shown: ProblemView['gradient'] | undefined;
  let filled: ProblemView['gradient'] | undefined;

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
        list.fill(entries(problem));
        kinks.hidden = problem.kinks.length === 0;
        kinks.replaceChildren(...problem.kinks.map((sentence) => element('li', {}, sentence)));
      }
    },
  };
}
