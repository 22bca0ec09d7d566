/** A button with a menu of the formats that a trace can be saved in. */
import { element, setAttribute } from '../element.ts';
import { icons } from '../icons.ts';

const FORMATS = [
  ['csv', 'CSV', 'for spreadsheets and data frames'],
  ['json', 'JSON', 'with settings and verdict'],
] as const;

type Format = (typeof FORMATS)[number][0];

export function exportMenu(save: (format: Format) => void): {
  readonly element: HTMLElement;
  enable(on: boolean): void;
} {
  const items = FORMATS.map(([format, title, about]) =>
    element(
      'button',
      { type: 'button', role: 'menuitem', tabindex: '-1', 'data-export': format, on: { click: () => pick(format) } },
      title,
      element('small', {}, about),
    ),
  );
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': 'Format', hidden: true }, ...items);
  const button = element(
    'button',
    {
      type: 'button',
      'data-action': 'export',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      on: { click: () => show(Boolean(menu.hidden)) },
    },
    icons.export(),
    'Export',
  );
  const wrapper = element('div', { class: 'menu-holder', on: { keydown: onKey, focusout: onLeave } }, button, menu);

  function show(open: boolean): void {
    menu.hidden = !open;
    setAttribute(button, 'aria-expanded', String(open));
    if (open) items[0]?.focus();
  }

  function pick(format: Format): void {
    show(false);
    button.focus();
    save(format);
  }

  function onKey(event: KeyboardEvent): void {
    if (menu.hidden) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const now = items.indexOf(document.activeElement as HTMLButtonElement);
      items.at((now + step) % items.length)?.focus();
    } else if (event.key === 'Escape') {
      show(false);
      button.focus();
    } else return;
    event.preventDefault();
  }

  function onLeave(event: FocusEvent): void {
    if (!wrapper.contains(event.relatedTarget as Node | null)) show(false);
  }

  return {
    element: wrapper,
    enable: (on) => {
      button.disabled = !on;
    },
  };
}
