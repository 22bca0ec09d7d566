/** Many starts: the answer first, then each distinct point with its share, and a map of the starts. */
import type { StartsGroup, StartsView } from '../../src/protocol/starts.ts';
import { colourOf } from '../charts/series.ts';
import { MOST_LOOKS, SHAPE_SIGNS, startsMap } from '../charts/starts-map.ts';
import { element } from '../element.ts';
import { count, full, short } from '../numbers.ts';
import { readTheme, watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';
import { prose } from './prose.ts';

/** More rows than this are counted, not listed. */
const MOST_ROWS = 50;

export function startsSection(actions: Actions): View {
  const sentence = element('p', { class: 'answer', role: 'status' });
  const head = element('thead');
  const body = element('tbody');
  const more = element('p', { class: 'muted', hidden: true });
  const map = startsMap();
  const table = element('table', { class: 'summary' }, head, body);
  const scroller = element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': 'Points reached from the starts' },
    table,
    more,
  );
  const view = element(
    'section',
    { class: 'starts', 'data-view': 'starts', 'aria-label': 'Many starts', tabindex: '-1', hidden: true },
    element('h2', {}, 'Many starts'),
    sentence,
    element('div', { class: 'starts-body' }, scroller, map.element),
  );
  let theme = readTheme();
  let shown: StartsView | undefined;
  let names: readonly string[] = [];
  watchTheme(() => {
    theme = readTheme();
    if (shown) fill(shown);
  });

  const number = (value: number) => element('td', { class: 'number', title: full(value) }, short(value));

  function row(group: StartsGroup, index: number, done: number): HTMLElement {
    const look = Math.min(index, MOST_LOOKS - 1);
    const sign = element('span', { class: 'mark-sign', 'aria-hidden': 'true' }, SHAPE_SIGNS[look]!);
    sign.style.color = colourOf({ look }, theme);
    const go = element(
      'button',
      {
        type: 'button',
        class: 'link',
        'data-action': 'start-there',
        title: `Run from ${names.map((name, i) => `${name} = ${full(group.from[i]!)}`).join(', ')}, which ends here`,
        on: { click: () => actions.post({ type: 'change', patch: { start: group.from } }) },
      },
      'Show run',
    );
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, sign, ` ${group.kind}`),
      number(group.value),
      ...names.map((_, i) => number(group.point[i]!)),
      element('td', { class: 'number' }, count(group.count)),
      element('td', { class: 'number' }, `${((100 * group.count) / done).toFixed(1)} %`),
      element('td', {}, go),
    );
  }

  function fill(starts: StartsView): void {
    sentence.replaceChildren(...prose(starts.sentence));
    const titles = ['Point', 'Objective', ...names, 'Starts', 'Share', 'From'];
    head.replaceChildren(element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))));
    const listed = starts.groups.slice(0, MOST_ROWS);
    body.replaceChildren(...listed.map((group, index) => row(group, index, starts.done)));
    const left = starts.groups.length - listed.length;
    more.hidden = left === 0;
    more.textContent = `${count(left)} more points.`;
    scroller.hidden = starts.groups.length === 0;
    map.draw(starts, names, theme);
  }

  return {
    element: view,
    update({ state: { starts, problem } }) {
      view.hidden = starts === undefined;
      if (!starts || starts === shown) return;
      shown = starts;
      names = problem?.parameters.slice(0, 6).map(({ name }) => name) ?? [];
      fill(starts);
    },
  };
}
