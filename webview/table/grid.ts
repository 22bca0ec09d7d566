/** The trace as a grid that holds only the rows in sight, with the keys of a table. */
import { element, setAttribute, setText } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import { typeset } from '../math.ts';
import type { Rows } from '../rows.ts';
import { type Column, cellText, cellValue, fullText, rowText, Widths } from './columns.ts';
import {
  contentHeight,
  type Extent,
  isScaled,
  lastTop,
  pageOf,
  reveal,
  rowsInSight,
  scrollTopAt,
  topAt,
} from './window.ts';

/** Pixels; the style sheet gives rows the same height. */
const ROW_HEIGHT = 22;

/** Rows drawn beyond either edge, so that a fast scroll does not show the ground. */
const MARGIN = 8;

export interface GridActions {
  /** A person moved: the row at the upper edge, and whether that is the end. */
  moved(top: number, atEnd: boolean): void;
  selected(row: number): void;
  /** A person wants to know how the row becomes the next. */
  opened(row: number): void;
  copy(text: string): void;
}

interface RowElements {
  readonly element: HTMLElement;
  readonly cells: readonly { readonly element: HTMLElement; readonly whole: HTMLElement; readonly rest: HTMLElement }[];
}

export class Grid {
  readonly element: HTMLElement;
  private readonly header = element('div', { class: 'row head', role: 'row', 'aria-rowindex': 1 });
  private readonly body = element('div', { class: 'body', role: 'rowgroup' });
  private readonly content: HTMLElement;
  private readonly actions: GridActions;
  private readonly widths = new Widths();
  private readonly drawSoon = oncePerFrame(() => this.draw());
  private pool: RowElements[] = [];
  private columns: readonly Column[] = [];
  private rows: Rows = { slices: [], starts: [], length: 0 };
  private top = 0;
  private row = -1;
  /** The scroll position that this grid set last: a scroll event with another one is a person's. */
  private placed = 0;

  constructor(actions: GridActions) {
    this.actions = actions;
    const head = element('div', { role: 'rowgroup', class: 'head-group' }, this.header);
    this.content = element('div', { class: 'content', role: 'presentation' }, head, this.body);
    this.element = element(
      'div',
      {
        class: 'grid',
        role: 'grid',
        tabindex: 0,
        'aria-label': 'Trace',
        'aria-readonly': 'true',
        on: {
          keydown: (event) => this.onKey(event),
          scroll: () => this.onScroll(),
          mousedown: (event) => this.onMouseDown(event),
          dblclick: (event) => this.onDoubleClick(event),
        },
      },
      this.content,
    );
    this.element.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    new ResizeObserver(this.drawSoon).observe(this.element);
  }

  /** Shows rows from `top` on (a real number), with one of them selected; -1 for none. */
  show(columns: readonly Column[], rows: Rows, top: number, row: number): void {
    if (columns !== this.columns) this.build(columns);
    if (rows.slices[0] !== this.rows.slices[0]) this.widths.reset();
    this.rows = rows;
    this.row = row;
    this.top = top;
    this.draw();
  }

  /** The `top` at which a row is in sight. */
  topFor(row: number): number {
    return reveal(row, this.top, this.extent());
  }

  /** The `top` at which the last row is in sight, for a number of rows. */
  endOf(rows: number): number {
    return lastTop({ ...this.extent(), rows });
  }

  private extent(): Extent {
    const viewHeight = Math.max(ROW_HEIGHT, this.element.clientHeight - ROW_HEIGHT);
    return { rows: this.rows.length, rowHeight: ROW_HEIGHT, viewHeight };
  }

  private build(columns: readonly Column[]): void {
    this.columns = columns;
    this.widths.reset();
    this.pool = [];
    this.body.replaceChildren();
    const cells = columns.map(({ title, tex, about }) =>
      element(
        'div',
        { role: 'columnheader', class: 'cell', title: about, 'aria-label': about },
        ...headingOf(title, tex),
      ),
    );
    this.header.replaceChildren(...cells);
    setAttribute(this.element, 'aria-colcount', columns.length);
  }

  private draw(): void {
    const extent = this.extent();
    const top = Math.min(this.top, lastTop(extent));
    setAttribute(this.element, 'aria-rowcount', extent.rows + 1);
    this.content.style.height = `${contentHeight(extent) + ROW_HEIGHT}px`;
    const scrollTop = scrollTopAt(top, extent);
    if (Math.abs(this.element.scrollTop - scrollTop) > 1) this.element.scrollTop = scrollTop;
    this.placed = this.element.scrollTop;
    const { first, end } = rowsInSight(top, extent, MARGIN);
    this.body.style.transform = `translateY(${this.placed + (first - top) * ROW_HEIGHT}px)`;
    while (this.pool.length < end - first) this.pool.push(this.makeRow());
    let grown = false;
    this.pool.forEach((elements, index) => {
      elements.element.hidden = first + index >= end;
      if (!elements.element.hidden) grown = this.fill(elements, first + index) || grown;
    });
    if (grown) this.layOut();
    const active = this.row >= first && this.row < end ? `trace-row-${this.row}` : undefined;
    setAttribute(this.element, 'aria-activedescendant', active);
  }

  private makeRow(): RowElements {
    const cells = this.columns.map((_, index) => {
      const whole = element('span', { class: 'whole' });
      const rest = element('span', { class: 'rest' });
      const cell = element('div', { role: 'gridcell', class: 'cell', 'aria-colindex': index + 1 }, whole, rest);
      const [before, after] = this.widths.of(index);
      whole.style.width = `${before}ch`;
      rest.style.width = `${after}ch`;
      return { element: cell, whole, rest };
    });
    const row = element('div', { role: 'row', class: 'row' }, ...cells.map((cell) => cell.element));
    this.body.append(row);
    return { element: row, cells };
  }

  /** Puts a row's numbers into its cells; true when a column has to grow for them. */
  private fill({ element: row, cells }: RowElements, index: number): boolean {
    let grown = false;
    row.id = `trace-row-${index}`;
    setAttribute(row, 'aria-rowindex', index + 2);
    setAttribute(row, 'aria-selected', String(index === this.row));
    this.columns.forEach((column, place) => {
      const cell = cells[place];
      if (!cell) return;
      const value = cellValue(column, this.rows, index);
      const text = cellText(column, value);
      grown = this.widths.fit(place, text) || grown;
      setText(cell.whole, text[0]);
      setText(cell.rest, text[1]);
      setAttribute(cell.element, 'title', fullText(column, value) || undefined);
    });
    return grown;
  }

  private layOut(): void {
    const template = this.columns.map(({ title }, index) => {
      const [whole, rest] = this.widths.of(index);
      for (const { cells } of this.pool) {
        const cell = cells[index];
        if (!cell) continue;
        cell.whole.style.width = `${whole}ch`;
        cell.rest.style.width = `${rest}ch`;
      }
      return `calc(${Math.max(whole + rest, title.length + 1)}ch + 20px)`;
    });
    this.element.style.setProperty('--columns', template.join(' '));
  }

  private move(top: number): void {
    const end = lastTop(this.extent());
    this.top = Math.min(end, Math.max(0, top));
    this.actions.moved(this.top, end > 0 && this.top >= end - 0.5);
    this.drawSoon();
  }

  private select(row: number): void {
    this.actions.selected(Math.min(this.rows.length - 1, Math.max(0, row)));
  }

  private onScroll(): void {
    if (Math.abs(this.element.scrollTop - this.placed) < 1) return;
    this.move(topAt(this.element.scrollTop, this.extent()));
  }

  /** Where the scroll bar is scaled, the browser's own scrolling would leap over rows. */
  private onWheel(event: WheelEvent): void {
    if (!isScaled(this.extent()) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * ROW_HEIGHT : event.deltaY;
    this.move(this.top + pixels / ROW_HEIGHT);
  }

  private onMouseDown(event: MouseEvent): void {
    const row = rowUnder(event);
    if (row !== undefined && event.button === 0) this.select(row);
  }

  private onDoubleClick(event: MouseEvent): void {
    const row = rowUnder(event);
    if (row !== undefined) this.actions.opened(row);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.rows.length === 0) return;
    const from = this.row >= 0 && this.row < this.rows.length ? this.row : Math.ceil(this.top) - 1;
    const page = pageOf(this.extent());
    const command = event.ctrlKey || event.metaKey;
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: this.rows.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) this.select(target);
    else if (event.key === 'Enter' && this.row >= 0 && this.row < this.rows.length) this.actions.opened(this.row);
    else if (command && event.key.toLowerCase() === 'c' && this.row >= 0 && this.row < this.rows.length) {
      this.actions.copy(rowText(this.columns, this.rows, this.row));
    } else return;
    event.preventDefault();
  }
}

function rowUnder(event: MouseEvent): number | undefined {
  const row = event.target instanceof Element ? event.target.closest('.body .row') : null;
  return row ? Number(row.getAttribute('aria-rowindex')) - 2 : undefined;
}

/** A heading as it is seen; a typeset one has its words beside it, which checkers and readers of the text find. */
function headingOf(title: string, tex: string | undefined): (HTMLElement | string)[] {
  if (tex === undefined) return [title];
  const seen = typeset({ tex, text: title });
  seen.setAttribute('aria-hidden', 'true');
  return [element('span', { class: 'hidden-title' }, title), seen];
}
