/** The elements of the landscape's section. */
import { element, setText } from '../element.ts';
import { type PlaneControl, planeControl } from './plane-control.ts';

export interface Parts {
  readonly section: HTMLElement;
  /** What has the focus and hears gestures. */
  readonly plot: HTMLElement;
  /** Stands in the middle of the map that has the focus. */
  readonly crosshair: HTMLElement;
  /** What is said to people who do not see the map. */
  readonly said: HTMLElement;
  readonly plane: PlaneControl;
  readonly colours: HTMLElement;
  readonly paths: HTMLElement;
  readonly caption: HTMLElement;
  /** The parameters that are on no axis. */
  readonly others: HTMLElement;
  readonly remark: HTMLElement;
}

interface Wishes {
  zoom(factor: number): void;
  fit(): void;
  choosePlane(plane: readonly [number, number]): void;
}

const KEYS =
  'Arrow keys move the view, plus and minus zoom, 0 fits it to the runs, Enter sets the start at the middle.';

export function partsOf(canvas: HTMLElement, readout: HTMLElement, { zoom, fit, choosePlane }: Wishes): Parts {
  const crosshair = element('div', { class: 'crosshair', 'aria-hidden': 'true' });
  const attributes = { class: 'plot', tabindex: '0', role: 'application', 'aria-label': `Landscape. ${KEYS}` };
  const plot = element('div', attributes, canvas, crosshair, readout);
  const said = element('span', { class: 'hidden-title', role: 'status' });
  const plane = planeControl(choosePlane);
  const tools = element(
    'div',
    { class: 'actions' },
    plane.element,
    button('zoom-out', '−', 'Zoom out', () => zoom(1.5)),
    button('zoom-in', '+', 'Zoom in', () => zoom(1 / 1.5)),
    button('fit', 'Fit', 'Fit the view to the runs', fit),
  );
  const colours = element('div', { class: 'colour-key' });
  const paths = element('ul', { class: 'legend' });
  const caption = element('p', { class: 'about' });
  const others = element('p', { class: 'about' });
  const remark = element('p', { class: 'remark' });
  const heading = element('figcaption', {}, element('h2', {}, 'Landscape'), tools);
  const figure = element('figure', { class: 'chart' }, heading, plot, colours, paths, caption, others, remark);
  const section = element(
    'section',
    { class: 'landscape', 'data-view': 'landscape', 'aria-label': 'Landscape', tabindex: '-1', hidden: true },
    said,
    figure,
  );
  return { section, plot, crosshair, said, plane, colours, paths, caption, others, remark };
}

/** A line that takes no room while it is empty. */
export function say(line: HTMLElement, text: string): void {
  line.hidden = text === '';
  setText(line, text);
}

function button(name: string, text: string, about: string, click: () => void): HTMLElement {
  const attributes = { type: 'button', class: 'quiet', 'data-action': name, title: about, 'aria-label': about };
  return element('button', { ...attributes, on: { click } }, text);
}
