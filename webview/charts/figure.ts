/** One chart with its caption, legend and remarks; the cursor over it costs no redrawing of the canvas. */
import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from 'chart.js';
import { element, setAttribute, setText } from '../element.ts';
import { count } from '../numbers.ts';
import type { Theme } from '../theme.ts';
import { optionsOf } from './axes.ts';
import { legend, readout } from './legend.ts';
import type { Point } from './reduction.ts';
import { describe } from './remarks.ts';
import { colourOf, type Drawing, dashOf, type Series } from './series.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export interface Pointing {
  /** The step under the pointer, or undefined when it leaves. */
  hover(step: number | undefined): void;
  /** A step was clicked. */
  select(step: number): void;
  /** The canvas has another size: it has to be drawn again. */
  resized(): void;
}

export class Figure {
  readonly element: HTMLElement;
  private readonly canvas = element('canvas', { role: 'img' });
  private readonly cursor = element('div', { class: 'cursor', hidden: true });
  private readonly mark = element('div', { class: 'mark', hidden: true });
  private readonly readout = element('div', { class: 'readout', hidden: true });
  private readonly title = element('h3');
  private readonly legend = element('ul', { class: 'legend' });
  private readonly remark = element('p', { class: 'remark', hidden: true });
  private readonly plot: HTMLElement;
  private readonly pointing: Pointing;
  private chart: Chart<'line', Point[]> | undefined;
  private drawing: Drawing | undefined;
  private theme: Theme | undefined;
  /** What the readout says now. */
  private told: { readonly drawing: Drawing; readonly step: number } | undefined;

  /** `tools` stand in the caption beside the title. */
  constructor(pointing: Pointing, ...tools: readonly HTMLElement[]) {
    this.pointing = pointing;
    this.plot = element(
      'div',
      {
        class: 'plot',
        on: {
          pointermove: (event) => pointing.hover(this.stepAt(event.offsetX)),
          pointerleave: () => pointing.hover(undefined),
          click: (event) => {
            const step = this.stepAt(event.offsetX);
            if (step !== undefined) pointing.select(step);
          },
        },
      },
      this.canvas,
      this.mark,
      this.cursor,
      this.readout,
    );
    const caption = element('figcaption', {}, this.title, ...tools);
    this.element = element('figure', { class: 'chart' }, caption, this.plot, this.legend, this.remark);
  }

  draw(drawing: Drawing, theme: Theme): void {
    this.drawing = drawing;
    this.theme = theme;
    setText(this.title, drawing.title);
    setAttribute(this.canvas, 'aria-label', describe(drawing));
    setAttribute(this.canvas, 'data-chart', drawing.name);
    setText(this.remark, drawing.remarks.join(' '));
    this.remark.hidden = drawing.remarks.length === 0;
    legend(this.legend, drawing, theme);
    this.paint(drawing, theme);
  }

  /** Shows the cursor at the step under the pointer and the mark at the step that is selected; -1 hides them. */
  point(hovered: number, selected: number, here: boolean): void {
    const { drawing, theme } = this;
    if (!drawing || !theme) return;
    this.place(this.cursor, hovered);
    this.place(this.mark, selected);
    this.readout.hidden = !here || hovered < 0;
    if (this.readout.hidden) return;
    if (this.told?.drawing !== drawing || this.told.step !== hovered) {
      this.told = { drawing, step: hovered };
      const title = drawing.unit === 'row' ? `${count(hovered)} rows evaluated` : `step ${count(hovered)}`;
      readout(this.readout, drawing, theme, hovered, title);
    }
    const x = this.chart?.scales.x?.getPixelForValue(hovered) ?? 0;
    const width = this.readout.offsetWidth;
    const left = x + 12 + width <= this.plot.clientWidth ? x + 12 : Math.max(0, x - 12 - width);
    this.readout.style.transform = `translate(${left}px, 0)`;
  }

  private paint(drawing: Drawing, theme: Theme): void {
    const columns = Math.max(
      100,
      Math.round((this.chart?.chartArea?.width ?? this.plot.clientWidth) * devicePixelRatio),
    );
    const datasets = drawing.series.map((series) => {
      const data = pointsOf(series, columns, drawing.last);
      const colour = colourOf(series, theme);
      return {
        label: series.name,
        data,
        borderColor: colour,
        // A line that goes up and down in every pixel column is a band, which dashes would only litter.
        borderDash: data.length > 2.5 * columns ? [] : [...dashOf(series)],
        borderWidth: series.faint || series.thin ? 1 : 1.5,
        pointRadius: lonely(data),
        pointBackgroundColor: colour,
        pointBorderColor: colour,
      };
    });
    const options = optionsOf(drawing, theme, this.pointing.resized);
    if (this.chart) {
      this.chart.data = { datasets };
      this.chart.options = options;
      this.chart.update('none');
    } else this.chart = new Chart(this.canvas, { type: 'line', data: { datasets }, options });
  }

  private place(line: HTMLElement, step: number): void {
    const area = this.chart?.chartArea;
    const x = step < 0 ? Number.NaN : (this.chart?.scales.x?.getPixelForValue(step) ?? Number.NaN);
    line.hidden = !area || !(x >= area.left - 0.5 && x <= area.right + 0.5);
    if (!area || line.hidden) return;
    line.style.transform = `translate(${x}px, ${area.top}px)`;
    line.style.height = `${area.bottom - area.top}px`;
  }

  private stepAt(x: number): number | undefined {
    const area = this.chart?.chartArea;
    const step = this.chart?.scales.x?.getValueForPixel(x);
    if (!area || step === undefined || x < area.left - 4 || x > area.right + 8) return undefined;
    return Math.min(this.drawing?.last ?? 0, Math.max(0, Math.round(step)));
  }
}

/** What is drawn of a series, at its places. */
function pointsOf({ reduction, places }: Series, columns: number, last: number): Point[] {
  if (!places) return reduction.points(columns, last);
  const points = reduction.points(columns, Math.max(1, places.back(last)));
  return points.map(({ x, y }) => ({ x: places.of(x), y }));
}

/** The radius of every point: a point without neighbours is a dot, because a line does not show it. */
function lonely(points: readonly Point[]): number | number[] {
  const drawn = (index: number) => !Number.isNaN(points[index]?.y ?? Number.NaN);
  const alone = (index: number) => drawn(index) && !drawn(index - 1) && !drawn(index + 1);
  return points.some((_, index) => alone(index)) ? points.map((_, index) => (alone(index) ? 2.5 : 0)) : 0;
}
