/** The rate finder: the largest safe rate first, then the picture of all that were tried, and their numbers. */
import type { RateOutcome, RateReport, TriedRate } from '../../src/protocol/rates.ts';
import { currentSentence } from '../charts/rate-curve.ts';
import { RateFigure } from '../charts/rates.ts';
import { element, setText } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import { icons } from '../icons.ts';
import { full, short } from '../numbers.ts';
import { ratesPatch } from '../settings.ts';
import { type Model, selectedRun } from '../state.ts';
import { watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';
import { disclosure } from './disclosure.ts';
import { prose } from './prose.ts';

const OUTCOMES: Readonly<Record<RateOutcome, string>> = {
  descends: 'descends',
  oscillates: 'oscillates',
  diverges: 'diverges',
  unbounded: 'falls without end',
  rests: 'does not move',
};

const HEADINGS = ['Rate', 'Outcome', 'Value', 'Best value'] as const;

/** The button that asks for a sweep. */
export function findRateButton(actions: Actions): HTMLElement {
  const title = 'Try rates of many sizes and find the largest safe one';
  const click = () => actions.post({ type: 'findRates' });
  return element('button', { type: 'button', 'data-action': 'find-rate', title, on: { click } }, 'Find');
}

export function rateFinder(actions: Actions): View {
  let model: Model | undefined;
  let shown: RateReport | undefined;
  let drawn: readonly unknown[] = [];

  const use = (rate: number | undefined) => {
    const settings = model?.state.problem?.settings;
    if (settings && rate !== undefined) actions.post({ type: 'change', patch: ratesPatch(settings, [rate]) });
  };
  const button = (action: string, click: () => void) =>
    element('button', { type: 'button', 'data-action': action, on: { click } });
  const useSafe = button('use-safe-rate', () => use(shown?.safe));
  const useFastest = button('use-fastest-rate', () => use(fastestOf(shown)));
  const stop = button('stop-rate-finder', () => actions.post({ type: 'stop' }));
  stop.append(icons.stop(), 'Stop');

  const sign = element('span', { class: 'sign' });
  const sentence = element('span', { role: 'status' });
  const current = element('p');
  const remarks = element('ul', { class: 'remarks' });
  const figure = new RateFigure();
  const body = element('tbody');
  const head = HEADINGS.map((title) => element('th', { scope: 'col' }, title));
  const table = element('table', { class: 'summary tried' }, element('thead', {}, element('tr', {}, ...head)), body);
  const scroller = element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': 'Rates that were tried' },
    table,
  );
  const numbers = disclosure(actions, 'tried-rates', 'All rates that were tried', scroller, false);
  const found = element(
    'div',
    { class: 'found' },
    current,
    element('div', { class: 'actions' }, useSafe, useFastest),
    figure.element,
    remarks,
    numbers.element,
  );
  const view = element(
    'section',
    { class: 'rate-finder', 'data-view': 'rate-finder', 'aria-label': 'Rate finder', tabindex: '-1', hidden: true },
    element('h2', {}, 'Rate finder'),
    element('p', { class: 'answer' }, sign, sentence, stop),
    found,
  );

  function row({ rate, outcome, value, best }: TriedRate): HTMLElement {
    const number = (one: number) => element('td', { class: 'number', title: full(one) }, short(one));
    return element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'number', title: full(rate) }, short(rate)),
      element('td', { class: outcome === 'descends' ? undefined : 'finding' }, OUTCOMES[outcome]),
      number(value),
      number(best),
    );
  }

  function fill(report: RateReport): void {
    const safe = report.safe !== undefined;
    sign.replaceChildren(safe ? icons.good() : icons.warning());
    sign.className = `sign ${safe ? 'good' : 'warning'}`;
    sentence.replaceChildren(...prose(report.sentence));
    remarks.replaceChildren(...report.remarks.map((remark) => element('li', { class: 'muted' }, ...prose(remark))));
    body.replaceChildren(...report.tried.map(row));
    const fastest = fastestOf(report);
    useSafe.hidden = !safe;
    useFastest.hidden = fastest === undefined;
    setText(useSafe, safe ? `Use this rate, ${short(report.safe)}` : '');
    setText(useFastest, fastest === undefined ? '' : `Use the fastest, ${short(fastest)}`);
  }

  const redrawSoon = oncePerFrame(() => {
    drawn = [];
    if (model) update(model);
  });
  watchTheme(redrawSoon);

  function update(next: Model): void {
    model = next;
    numbers.update(next);
    const { rates, findingRates } = next.state;
    view.hidden = rates === undefined && findingRates === undefined;
    stop.hidden = findingRates === undefined;
    found.hidden = rates === undefined || findingRates !== undefined;
    if (findingRates) {
      shown = undefined;
      sign.replaceChildren(icons.pending());
      sign.className = 'sign';
      const { done, of } = findingRates;
      setText(sentence, `Trying rates: ${of === 0 ? 'when the run has ended' : `${done} of about ${of}`}.`);
    } else if (rates) show(rates, selectedRun(next)?.run.rate);
  }

  function show(report: RateReport, rate: number | undefined): void {
    if (report !== shown) fill(report);
    if (drawn[0] === report && drawn[1] === rate) return;
    shown = report;
    drawn = [report, rate];
    const { safe } = report;
    setText(current, rate === undefined || safe === undefined ? '' : currentSentence(rate, safe));
    figure.draw(report, rate);
  }

  return { element: view, update };
}

/** As good as the safe rate itself. */
const NEARLY = 0.95;

/** The rate of the best value, to three digits, where it is another than the safe one. */
function fastestOf(report: RateReport | undefined): number | undefined {
  const { fastest, safe } = report ?? {};
  if (fastest === undefined || safe === undefined || fastest > NEARLY * safe) return undefined;
  return Number(fastest.toPrecision(3));
}
