/** Two lists to choose the parameters along the axes from. */
import type { ProblemView } from '../../src/protocol/view.ts';
import { element } from '../element.ts';
import type { Plane } from './scene.ts';

/** More parameters than this are not listed. */
const MOST = 200;

export interface PlaneControl {
  readonly element: HTMLElement;
  show(problem: ProblemView, plane: Plane): void;
}

export function planeControl(choose: (plane: readonly [number, number]) => void): PlaneControl {
  let shown: readonly [number, number] = [0, 1];
  let listed = '';

  function changed(axis: 0 | 1, index: number): void {
    // The parameter that was on the other axis changes places with this one.
    const other = shown[1 - axis] === index ? shown[axis]! : shown[1 - axis]!;
    choose(axis === 0 ? [index, other] : [other, index]);
  }

  const list = (axis: 0 | 1, label: string) => {
    const select: HTMLSelectElement = element('select', {
      'data-plane': axis,
      'aria-label': label,
      title: label,
      on: { change: () => changed(axis, Number(select.value)) },
    });
    return select;
  };
  const lists = [list(0, 'Parameter from left to right'), list(1, 'Parameter from below to above')] as const;
  const view = element('span', { class: 'plane', hidden: true }, lists[0], '×', lists[1]);

  return {
    element: view,
    show({ parameters }, { across, down = 0 }) {
      view.hidden = parameters.length < 3;
      if (view.hidden) return;
      shown = [across, down];
      const names = parameters.slice(0, MOST).map(({ name }) => name);
      if (listed !== names.join(' ')) {
        listed = names.join(' ');
        for (const select of lists) {
          select.replaceChildren(...names.map((name, value) => element('option', { value }, name)));
        }
      }
      lists.forEach((select, axis) => {
        select.value = String(shown[axis]);
      });
    },
  };
}
