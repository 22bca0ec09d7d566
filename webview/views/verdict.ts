/** The answer to "what happened?": the first thing to read. */
import type { Remedy, Status, Verdict } from '../../src/engine/run/verdict.ts';
import type { RunState } from '../../src/protocol/view.ts';
import { element, setText } from '../element.ts';
import { type IconName, icons } from '../icons.ts';
import { count } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import { type Model, selectedRun } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { margins } from './margins.ts';
import { prose } from './prose.ts';
import { rates } from './rates.ts';

/** The sign and the tone of a status. The words are in the sentence. */
const SIGNS: Readonly<Record<Status, readonly [IconName, 'good' | 'bad' | 'warning']>> = {
  converged: ['good', 'good'],
  limit: ['warning', 'warning'],
  stopped: ['warning', 'warning'],
  stalled: ['warning', 'warning'],
  oscillating: ['warning', 'warning'],
  diverged: ['bad', 'bad'],
  unbounded: ['bad', 'bad'],
  undefined: ['bad', 'bad'],
};

/** Whether a run came to rest where it should not. */
function missed({ status, curvature }: Verdict, climbs: boolean): boolean {
  if (status !== 'converged' || !curvature) return false;
  return curvature.kind === 'saddle' || curvature.kind === (climbs ? 'minimum' : 'maximum');
}

export function verdictView(actions: Actions): View {
  const sign = element('span', { class: 'sign' });
  const sentence = element('span', { role: 'status' });
  const progress = element('span', { class: 'muted' });
  const remarks = element('ul', { class: 'remarks' });
  const remedyText = element('span');
  const apply = element('button', { type: 'button', on: { click: () => applied?.() } });
  // It comes after the verdict: a screen reader says it when it does.
  const remedy = element('p', { class: 'remedy', role: 'status', hidden: true }, remedyText, apply);
  let applied: (() => void) | undefined;
  const body = element('div');
  const details = disclosure(actions, 'margins', 'How far each stopping rule was', body, false);
  const view = element(
    'section',
    { class: 'verdict', 'data-view': 'verdict', 'aria-label': 'Verdict' },
    element('p', {}, sign, sentence, progress),
    remedy,
    remarks,
    details.element,
  );
  let shown: Verdict | undefined;
  let offered: Remedy | undefined;

  function pending({ run, slices }: RunState, running: boolean): void {
    // The height stays while a run goes, so that what is below does not jump at every change of a setting.
    if (shown) view.style.minHeight = `${view.offsetHeight}px`;
    shown = undefined;
    sign.replaceChildren(icons.pending());
    sign.className = 'sign';
    setText(sentence, '');
    const steps = Math.max(0, rowsOf(slices).length - 1);
    setText(progress, `${running ? 'Running' : 'Waiting'}: step ${count(steps)} of at most ${count(run.steps)}.`);
    mend(undefined);
    remarks.replaceChildren();
    details.element.hidden = true;
  }

  function ended(run: RunState, verdict: Verdict, { runs, problem }: Model['state']): void {
    shown = verdict;
    const climbs = problem?.sense === 'maximize';
    const [icon, tone] = missed(verdict, climbs) ? SIGNS.stalled : SIGNS[verdict.status];
    sign.replaceChildren(icons[icon]());
    sign.className = `sign ${tone}`;
    sentence.replaceChildren(...prose(runs.length > 1 ? `${run.run.label}: ${verdict.sentence}` : verdict.sentence));
    setText(progress, '');
    remarks.replaceChildren(...verdict.remarks.map((remark) => element('li', {}, ...prose(remark))));
    body.replaceChildren(...margins(verdict), ...rates(verdict));
    details.element.hidden = false;
    view.style.minHeight = '';
  }

  function mend(found: Remedy | undefined): void {
    offered = found;
    remedy.hidden = found === undefined;
    remedyText.replaceChildren(...prose(found?.sentence ?? ''));
    const action = found?.apply;
    apply.hidden = action === undefined;
    setText(apply, action ? `Apply: ${action.label}` : '');
    applied = action && (() => actions.post({ type: 'change', patch: action.patch }));
  }

  return {
    element: view,
    update(model: Model) {
      const run = selectedRun(model);
      view.hidden = run === undefined;
      if (!run) return;
      details.update(model);
      if (!run.verdict) pending(run, model.state.running);
      else {
        if (run.verdict !== shown) ended(run, run.verdict, model.state);
        if (run.remedy !== offered) mend(run.remedy);
      }
    },
  };
}
