/** The gradient check: the answer first, then every point with its three gradients and its Taylor remainder. */
import type { CheckedPoint, GradientReport } from '../../src/protocol/check.ts';
import { slopeText } from '../charts/taylor.ts';
import { element, setText } from '../element.ts';
import { type IconName, icons } from '../icons.ts';
import { full, short } from '../numbers.ts';
import type { Actions, View } from '../view.ts';
import { pointDetails } from './checked-point.ts';
import { prose } from './prose.ts';

const SIGNS: Readonly<Record<GradientReport['outcome'], readonly [IconName, 'good' | 'bad' | 'warning']>> = {
  agree: ['good', 'good'],
  explained: ['warning', 'warning'],
  defect: ['bad', 'bad'],
};

const FINDINGS: Readonly<Record<NonNullable<CheckedPoint['cause']>['kind'], string>> = {
  kink: 'a kink',
  jump: 'a jump',
  domain: 'outside the domain',
  cancellation: 'cancellation',
  roughness: 'too rough to tell',
  defect: 'a wrong derivative',
};

const HEADINGS = ['Point', 'Finding', 'Deviation', 'Taylor remainder', 'Objective'] as const;

/** The button that asks for a check. */
export function checkButton(actions: Actions): HTMLElement {
  const title = 'Compare this gradient with dual numbers and differences';
  const click = () => actions.post({ type: 'check' });
  return element(
    'button',
    { type: 'button', class: 'check-gradient', 'data-action': 'check', title, on: { click } },
    'Check',
  );
}

export function gradientCheck(actions: Actions): View {
  const sign = element('span', { class: 'sign' });
  const sentence = element('span', { role: 'status' });
  const stop = element(
    'button',
    { type: 'button', 'data-action': 'stop-check', on: { click: () => actions.post({ type: 'stop' }) } },
    icons.stop(),
    'Stop',
  );
  const remarks = element('ul', { class: 'remarks' });
  const body = element('tbody');
  const head = HEADINGS.map((title) => element('th', { scope: 'col' }, title));
  const table = element('table', { class: 'summary checks' }, element('thead', {}, element('tr', {}, ...head)), body);
  const scroller = element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': 'Points of the gradient check' },
    table,
  );
  const view = element(
    'section',
    {
      class: 'gradient-check',
      'data-view': 'gradient-check',
      'aria-label': 'Gradient check',
      tabindex: '-1',
      hidden: true,
    },
    element('h2', {}, 'Gradient check'),
    element('p', { class: 'answer' }, sign, sentence, stop),
    remarks,
    scroller,
  );
  let shown: GradientReport | undefined;
  let names: readonly string[] = [];

  function row(point: CheckedPoint, open: boolean): HTMLElement[] {
    const details = element('tr', { class: 'details', hidden: !open });
    const cell = element('td', { colspan: HEADINGS.length });
    details.append(cell);
    const fill = () => {
      if (cell.childElementCount === 0) cell.append(...pointDetails(point, names));
    };
    if (open) fill();
    const toggle = element(
      'button',
      {
        type: 'button',
        class: 'link',
        'aria-expanded': String(open),
        on: {
          click: () => {
            fill();
            details.hidden = !details.hidden;
            toggle.setAttribute('aria-expanded', String(!details.hidden));
          },
        },
      },
      point.label,
    );
    const number = (value: number, digits?: number) =>
      element('td', { class: 'number', title: full(value) }, short(value, digits));
    return [
      element(
        'tr',
        { class: point.cause ? 'failing' : undefined },
        element('th', { scope: 'row' }, toggle),
        element(
          'td',
          { class: 'finding', title: point.cause?.sentence },
          point.cause ? FINDINGS[point.cause.kind] : 'agrees',
        ),
        number(point.deviation, 2),
        element('td', { title: full(point.taylor.slope) }, slopeText(point.taylor)),
        number(point.value),
      ),
      details,
    ];
  }

  function fill(report: GradientReport): void {
    const [icon, tone] = SIGNS[report.outcome];
    sign.replaceChildren(icons[icon]());
    sign.className = `sign ${tone}`;
    sentence.replaceChildren(...prose(report.sentence));
    remarks.replaceChildren(...report.remarks.map((remark) => element('li', { class: 'muted' }, remark)));
    // The first point that has something to say is open.
    const open = report.points.find(({ cause }) => cause) ?? report.points[0];
    body.replaceChildren(...report.points.flatMap((point) => row(point, point === open)));
  }

  return {
    element: view,
    update({ state: { check, checking, problem } }) {
      view.hidden = check === undefined && checking === undefined;
      stop.hidden = checking === undefined;
      scroller.hidden = remarks.hidden = checking !== undefined || check === undefined;
      if (checking) {
        shown = undefined;
        sign.replaceChildren(icons.pending());
        sign.className = 'sign';
        const { done, of } = checking;
        const doing = of === 0 ? 'when the run has ended' : `point ${done + 1} of ${of}`;
        setText(sentence, `Checking the gradient: ${doing}.`);
      } else if (check && check !== shown) {
        shown = check;
        names = problem?.parameters.map(({ name }) => name) ?? [];
        fill(check);
      }
    },
  };
}
