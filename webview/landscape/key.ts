/** What the landscape's colours and lines stand for. */
import { swatch } from '../charts/legend.ts';
import { element } from '../element.ts';
import { full, short } from '../numbers.ts';
import type { Theme } from '../theme.ts';
import type { Levels } from './levels.ts';
import type { Scene } from './scene.ts';

/** The bands' colours from the best value to the worst. */
export function colourKey(levels: Levels, colours: readonly string[], climbs: boolean): readonly HTMLElement[] {
  const bands = colours.map((colour) => {
    const band = element('i');
    band.style.background = colour;
    return band;
  });
  const number = (value: number) => element('span', { class: 'number', title: full(value) }, short(value, 4));
  const [best, worst] = climbs ? [levels.greatest, levels.least] : [levels.least, levels.greatest];
  return [number(best), element('span', { class: 'bands', 'aria-hidden': 'true' }, ...bands), number(worst)];
}

/** The runs' names beside their lines; one run alone needs none. */
export function pathKey({ paths }: Scene, theme: Theme): readonly HTMLElement[] {
  if (paths.length < 2) return [];
  return paths.map((path) => element('li', {}, swatch(path, theme), path.label));
}
