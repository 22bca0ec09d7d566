/** One point of a gradient check: why it does not agree, its partial derivatives in three ways, its Taylor remainder. */
import type { CheckedPoint, PartialCheck, Taylor } from '../../src/protocol/check.ts';
import { taylorFigure } from '../charts/taylor.ts';
import { element } from '../element.ts';
import { full, short } from '../numbers.ts';
import { prose } from './prose.ts';

const number = (value: number, digits?: number) =>
  element('td', { class: 'number', title: full(value) }, short(value, digits));

const headed = (titles: readonly string[]) =>
  element('thead', {}, element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))));

export function pointDetails(point: CheckedPoint, names: readonly string[]): HTMLElement[] {
  const why = point.cause && element('p', {}, ...prose(`${capitalized(point.cause.sentence)}.`));
  const tables = element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': `Partial derivatives at ${point.label}` },
    partials(point.partials, point.point, names),
  );
  const picture = element('div', {}, taylorFigure(point.taylor), numbers(point.taylor));
  return [...(why ? [why] : []), element('div', { class: 'checked-point' }, tables, picture)];
}

function partials(found: readonly PartialCheck[], point: readonly number[], names: readonly string[]): HTMLElement {
  const rows = found.map((partial) => {
    const name = names[partial.parameter] ?? '';
    return element(
      'tr',
      { class: partial.agrees ? undefined : 'failing' },
      element('th', { scope: 'row' }, `∂/∂${name}`),
      number(point[partial.parameter] ?? Number.NaN),
      number(partial.symbolic),
      number(partial.dual),
      number(partial.central),
      number(partial.uncertainty, 1),
      number(partial.deviation, 2),
    );
  });
  const titles = ['Derivative', 'At', 'Symbolic', 'Dual numbers', 'Difference', '± up to', 'Deviation'];
  return element('table', { class: 'margins' }, headed(titles), element('tbody', {}, ...rows));
}

function numbers({ steps, remainders, floors }: Taylor): HTMLElement {
  const rows = steps.map((h, k) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', title: full(h) }, short(h, 3)),
      number(remainders[k]!, 3),
      number(floors[k]!, 2),
    ),
  );
  return element(
    'details',
    {},
    element('summary', {}, 'Numbers'),
    element('table', { class: 'margins' }, headed(['h', 'Remainder', 'Rounding']), element('tbody', {}, ...rows)),
  );
}

function capitalized(sentence: string): string {
  // A name of an operation or of the objective is written as it is.
  return /^(the|a) /.test(sentence) ? sentence[0]!.toUpperCase() + sentence.slice(1) : sentence;
}
