/** The second derivatives of problems with few parameters, each mixed one once, as they are symmetric. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { objectiveName } from '../reading.ts';
import type { Model } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { type Entry, formulas } from './formulas.ts';

function entries({ reading, parameters, hessian = [] }: ProblemView): Entry[] {
  const [text, tex] = [objectiveName(reading.text), objectiveName(reading.tex)];
  return hessian.flatMap((row, i) =>
    row.map((right, k) => {
      const [first, second] = [parameters[i]!, parameters[i + k]!];
      const below =
        k === 0
          ? { text: `∂${first.name}²`, tex: `\\partial {${first.tex}}^2` }
          : { text: `∂${first.name}∂${second.name}`, tex: `\\partial ${first.tex}\\,\\partial ${second.tex}` };
      const left = { text: `∂²${text}/${below.text}`, tex: `\\frac{\\partial^2 ${tex}}{${below.tex}}` };
      return { left, right };
    }),
  );
}

export function secondDerivatives(actions: Actions): View {
  const list = formulas(actions);
  const details = disclosure(actions, 'second-derivatives', 'Second derivatives', list.element, false);
  details.element.classList.add('section');
  details.element.dataset.view = 'second-derivatives';
  let filled: ProblemView['hessian'];

  return {
    element: details.element,
    update(model: Model) {
      const { problem } = model.state;
      details.element.hidden = !problem?.hessian?.length;
      if (!problem?.hessian) return;
      details.update(model);
      if (!details.element.open || filled === problem.hessian) return;
      filled = problem.hessian;
      list.fill(entries(problem));
    },
  };
}
