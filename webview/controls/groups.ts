/** The groups of a list to choose from, in plain words. */
import type { ChoiceInfo } from '../../src/protocol/view.ts';
import { element } from '../element.ts';

const WORDS: Readonly<Record<string, string>> = {
  descent: 'Against the gradient',
  momentum: 'With momentum',
  adaptive: 'A step length for each parameter',
  'line search': 'Searching along a line',
  'second order': 'Using curvature',
  'least squares': 'For sums of squares',
  kinks: 'For formulas with kinks',
};

/** What a group is called. */
export function groupTitle(group: string): string {
  return WORDS[group] ?? group.replace(/^./u, (letter) => letter.toUpperCase());
}

/** The entries of a list: those of one group below its title, those without a group first. */
export function entries(infos: readonly ChoiceInfo[]): HTMLElement[] {
  const groups = [...new Set(infos.flatMap(({ group }) => group ?? []))];
  const option = ({ name, title }: ChoiceInfo) => element('option', { value: name }, title);
  return [
    ...infos.filter(({ group }) => group === undefined).map(option),
    ...groups.map((group) =>
      element('optgroup', { label: groupTitle(group) }, ...infos.filter((info) => info.group === group).map(option)),
    ),
  ];
}
