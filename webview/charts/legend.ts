/** The names of a chart's lines, and their values at a step. */
import { drawing as draw, element } from '../element.ts';
import { full } from '../numbers.ts';
import type { Theme } from '../theme.ts';
import { colourOf, type Drawing, dashOf, indexAt, type Look, valueAt } from './series.ts';

/** A short piece of a series' line. */
export function swatch(series: Look, theme: Theme): SVGSVGElement {
  const stroke = colourOf(series, theme);
  const dash = dashOf(series).join(' ');
  return draw(22, 8, 'swatch', { d: 'M0 4h22', stroke, 'stroke-width': 2, 'stroke-dasharray': dash });
}

/** Fills the legend; a chart with one line needs none. */
export function legend(list: HTMLUListElement, drawing: Drawing, theme: Theme): void {
  const shown = drawing.series.length > 1 || drawing.name === 'parameters' ? drawing.series : [];
  const key = JSON.stringify([shown.map((series) => [series.name, series.look, series.faint]), theme.series]);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.hidden = shown.length === 0;
  list.replaceChildren(...shown.map((series) => element('li', {}, swatch(series, theme), series.name)));
}

/** Fills the box beside the cursor with every line's exact value at a step. */
export function readout(box: HTMLElement, drawing: Drawing, theme: Theme, step: number, title: string): void {
  const lines = drawing.series.map((series) => {
    const index = indexAt(series, step);
    const value = index < series.reduction.length ? full(valueAt(series, index)) : '–';
    return element('div', {}, swatch(series, theme), element('span', {}, series.name), element('b', {}, value));
  });
  box.replaceChildren(element('p', {}, title), ...lines);
}
