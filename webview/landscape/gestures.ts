/** What pointer, wheel and keys mean on the map. Places are in pixels from the plot's corner. */

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface Gestures {
  /** Whether the start is under the pointer. */
  holdsStart(at: Pixel): boolean;
  /** The pointer is here; undefined when it has left. */
  hover(at: Pixel | undefined): void;
  /** The start goes along with the pointer. */
  drag(at: Pixel): void;
  /** The start is put down where it was dragged to last. */
  drop(): void;
  /** The start is set here; without a place at the middle. */
  choose(at?: Pixel): void;
  /** The view moves by shares of its width and height. */
  pan(right: number, up: number): void;
  /** The view becomes `factor` times as wide, about a place or its middle. */
  zoom(factor: number, about?: Pixel): void;
  fit(): void;
}

/** A press that moves less is a click. Pixels. */
const STILL = 4;
const KEY_PAN = 0.1;
const KEY_ZOOM = 1.25;

/** Listens on the plot. */
export function listen(plot: HTMLElement, gestures: Gestures): void {
  let pressed: { readonly at: Pixel; last: Pixel; readonly start: boolean; moved: boolean } | undefined;

  const place = (event: MouseEvent): Pixel => {
    const { left, top } = plot.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const at = place(event);
    pressed = { at, last: at, start: gestures.holdsStart(at), moved: false };
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener('pointermove', (event) => {
    const at = place(event);
    if (pressed) {
      pressed.moved ||= Math.hypot(at.x - pressed.at.x, at.y - pressed.at.y) >= STILL;
      if (pressed.moved && pressed.start) gestures.drag(at);
      else if (pressed.moved) {
        gestures.pan((pressed.last.x - at.x) / plot.clientWidth, (at.y - pressed.last.y) / plot.clientHeight);
      }
      if (pressed.moved) pressed.last = at;
    }
    gestures.hover(at);
  });
  plot.addEventListener('pointerup', () => {
    const press = pressed;
    pressed = undefined;
    if (press?.moved && press.start) gestures.drop();
    else if (press && !press.moved && !press.start) gestures.choose(press.at);
  });
  plot.addEventListener('pointercancel', () => {
    if (pressed?.moved && pressed.start) gestures.drop();
    pressed = undefined;
  });
  plot.addEventListener('pointerleave', () => gestures.hover(undefined));

  // A wheel that only passes over the map scrolls the page: it zooms on the map that has the focus, or with Ctrl.
  plot.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== plot) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / 100 : event.deltaY / 3;
      gestures.zoom(KEY_ZOOM ** Math.max(-3, Math.min(3, lines)), place(event));
    },
    { passive: false },
  );

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => gestures.pan(-KEY_PAN, 0),
    ArrowRight: () => gestures.pan(KEY_PAN, 0),
    ArrowUp: () => gestures.pan(0, KEY_PAN),
    ArrowDown: () => gestures.pan(0, -KEY_PAN),
    '+': () => gestures.zoom(1 / KEY_ZOOM),
    '=': () => gestures.zoom(1 / KEY_ZOOM),
    '-': () => gestures.zoom(KEY_ZOOM),
    '0': () => gestures.fit(),
    Enter: () => gestures.choose(),
  };
  plot.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act || event.target !== plot) return;
    event.preventDefault();
    act();
  });
}
