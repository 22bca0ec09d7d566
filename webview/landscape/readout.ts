/** What is under the pointer, in numbers. */
import { element, setText } from '../element.ts';
import { short } from '../numbers.ts';
import type { Pixel } from './gestures.ts';
import type { Ground } from './ground.ts';
import type { Place } from './path.ts';

/** From the pointer. Pixels. */
const GAP = 14;

export class Readout {
  readonly element = element('div', { class: 'readout', hidden: true });

  hide(): void {
    this.element.hidden = true;
  }

  /** @param names of the parameters along the axes: one or two. @returns what it says. */
  show(names: readonly string[], place: Place, ground: Ground | undefined, at: Pixel): string {
    const box = this.element;
    const coordinates = names.map((name, i) => `${name} ${short(i === 0 ? place.x : place.y, 4)}`);
    const value = ground?.heightAt(place) ?? Number.NaN;
    const height = Number.isFinite(value) ? [`f ≈ ${short(value, 4)}`] : ground ? ['f is not known here'] : [];
    const text = [...coordinates, ...height].join('   ');
    box.hidden = false;
    setText(box, text);
    const { clientWidth = 0, clientHeight = 0 } = box.parentElement ?? {};
    const beside = at.x + GAP + box.offsetWidth <= clientWidth;
    const left = beside ? at.x + GAP : Math.max(0, at.x - GAP - box.offsetWidth);
    const top = Math.max(0, Math.min(clientHeight - box.offsetHeight, at.y - box.offsetHeight - GAP));
    box.style.transform = `translate(${left}px, ${top}px)`;
    return text;
  }
}
