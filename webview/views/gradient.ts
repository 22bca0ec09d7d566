/** The partial derivatives. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { count } from '../numbers.ts';
import { objectiveName } from '../reading.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { type Entry, formulas } from './formulas.ts';
import { checkButton } from './gradient-check.ts';

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

function explainButton(actions: Actions): HTMLElement {
  const click = () => actions.post({ type: 'explain' });
  const title = 'Show how the derivatives come about, rule by rule';
  return element(
    'button',
    { type: 'button', class: 'explain', 'data-action': 'explain', title, on: { click } },
    'Explain',
  );
}

export function gradient(actions: Actions): View {
  const list = formulas(actions);
  const kinks = element('ul', { class: 'kinks', 'aria-label': 'Where the formula has no derivative' });
  const details = disclosure(actions, 'gradient', 'Gradient', element('div', {}, list.element, kinks), true);
  details.element.append(explainButton(actions));
  details.element.classList.add('section');
  details.element.dataset.view = 'gradient';
  details.element.append(checkButton(actions));
  let shown: ProblemView['gradient'] | undefined;
  let filled: ProblemView['gradient'] | undefined;
  let told: ProblemView['kinks'] | undefined;

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
      if (problem.kinks !== told) {
        told = problem.kinks;
        kinks.hidden = told.length === 0;
        kinks.replaceChildren(...told.map((sentence) => element('li', {}, sentence)));
      }
      details.update(model);
      if (details.element.open && filled !== shown) {
        filled = shown;
        list.fill(entries(problem));
      }
    },
  };
}
