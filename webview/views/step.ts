/** One step of a run as arithmetic: gradient, state and update, in the order in which they are computed. */
import type { Equation, StepView } from '../../src/protocol/step.ts';
import { element, setText } from '../element.ts';
import { icons } from '../icons.ts';
import { typeset } from '../math.ts';
import { count } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import type { Model } from '../state.ts';
import { notesOn, partTitle, piecesOf, stepSummary, stepText } from '../step-text.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { trialsTable } from './step-trials.ts';

export function stepView(actions: Actions): View {
  const title = element('span');
  const label = element('span', { class: 'muted' });
  const said = element('span', { class: 'hidden-title', role: 'status' });
  const previous = moveButton('previous-step', 'Previous', 'Explain the previous step', -1);
  const next = moveButton('next-step', 'Next', 'Explain the next step', 1);
  const buttons = element(
    'div',
    { class: 'actions', on: { keydown: onKey } },
    previous,
    next,
    copyButton('text', 'Text'),
    copyButton('tex', 'TeX'),
  );
  const rule = element('div', { class: 'rule', role: 'group', tabindex: '0', 'aria-label': 'Update rule' });
  const parts = element('div', {
    class: 'step-parts',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Equations of the step',
  });
  const remarks = element('ul', { class: 'remarks' });
  const body = element(
    'div',
    { class: 'step-body' },
    element('div', { class: 'caption' }, label, buttons),
    rule,
    parts,
    remarks,
  );
  const details = disclosure(actions, 'step', title, body, true);
  details.element.classList.add('section');
  details.element.dataset.view = 'step';
  let shown: StepView | undefined;
  /** The last row from which the run that is shown makes a step. */
  let last = 0;

  function moveButton(name: string, text: string, about: string, by: number): HTMLButtonElement {
    const attributes = { type: 'button', class: 'quiet', 'data-action': name, title: about, 'aria-label': about };
    return element('button', { ...attributes, on: { click: () => move(by) } }, text);
  }

  function copyButton(form: 'text' | 'tex', text: string): HTMLElement {
    const click = () => shown && actions.post({ type: 'copy', text: stepText(shown, form) });
    const about = `Copy the step as ${form === 'tex' ? 'TeX' : 'text'}`;
    const attributes = { type: 'button', class: 'quiet', 'aria-label': about, title: about, on: { click } };
    return element('button', attributes, icons.copy(), text);
  }

  function move(by: number): void {
    const row = (shown?.row ?? 0) + by;
    if (!shown || row < 0 || row > last) return;
    actions.choose({ row });
    actions.post({ type: 'explainStep', runId: shown.runId, row, attend: false });
  }

  function onKey(event: KeyboardEvent): void {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0 || (event.target !== previous && event.target !== next)) return;
    event.preventDefault();
    move(by);
  }

  function fill(step: StepView): void {
    setText(said, stepSummary(step));
    rule.replaceChildren(typeset({ tex: step.tex, text: '' }));
    const sections = step.parts.map((part) =>
      element(
        'section',
        { class: 'step-part', 'data-part': part.part },
        element('h3', {}, partTitle(part, step.row)),
        element('ul', {}, ...part.equations.map(item)),
        part.part === 'search' && step.trials ? trialsTable(step.trials) : undefined,
      ),
    );
    parts.replaceChildren(...sections);
    remarks.replaceChildren(...step.remarks.map((remark) => element('li', { class: 'muted' }, remark)));
  }

  /** Opens the section once for each time that it was asked for; whether it did. */
  function attend({ state: { attention }, choices }: Model): boolean {
    if (attention?.section !== 'step' || attention.id === choices.attended) return false;
    actions.choose({ attended: attention.id, open: { ...choices.open, step: true } });
    details.element.open = true;
    details.summary.focus({ preventScroll: true });
    return true;
  }

  return {
    element: element('div', { class: 'step-holder' }, said, details.element),
    update(model: Model) {
      const { step, runs } = model.state;
      const run = runs.find((one) => one.run.runId === step?.runId);
      details.element.hidden = step === undefined || run === undefined;
      if (!step || !run) {
        shown = undefined;
        setText(said, '');
        return;
      }
      details.update(model);
      last = rowsOf(run.slices).length - 2;
      setText(title, `Step ${count(step.row)}`);
      setText(label, `${run.run.label}: how step ${count(step.row)} becomes step ${count(step.row + 1)}`);
      previous.disabled = step.row <= 0;
      next.disabled = step.row >= last;
      const asked = attend(model);
      if (details.element.open && step !== shown) {
        shown = step;
        fill(step);
      }
      // Only now it has its height.
      if (asked) details.element.scrollIntoView({ block: 'nearest' });
    },
  };
}

function item(equation: Equation): HTMLElement {
  const pieces = piecesOf(equation).map((piece, index, all) => {
    const set = typeset(piece);
    if (piece.title !== undefined) set.title = piece.title;
    if (index === all.length - 1) set.classList.add('value');
    return set;
  });
  const notes = notesOn(equation).map((note) => element('span', { class: 'said' }, note));
  return element('li', {}, element('span', { class: 'equation' }, ...pieces), ...notes);
}
