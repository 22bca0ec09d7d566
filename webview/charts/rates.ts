/** The chart of a sweep of rates: what a run of some steps comes to at each, and where the safe ones end. */
import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from 'chart.js';
import type { RateReport } from '../../src/protocol/rates.ts';
import { drawing, element, setAttribute } from '../element.ts';
import { readTheme, type Theme } from '../theme.ts';
import { canvasOf, logarithmic, shared, ticks } from './axes.ts';
import { describeRates, type RateCurve, rateCurve } from './rate-curve.ts';
import type { Point } from './reduction.ts';
import { colourOf } from './series.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** The looks of the series, by their places among the theme's colours. */
const LOOKS = { descends: 0, oscillates: 1, diverges: 4, safe: 2 } as const;
const SAFE_DASH = [7, 3];
const CURRENT_DASH = [2, 3];

type Line = ChartDataset<'line', Point[]>;

export class RateFigure {
  readonly element: HTMLElement;
  readonly #canvas = element('canvas', { role: 'img', 'data-chart': 'rates' });
  readonly #legend = element('ul', { class: 'legend', 'aria-hidden': 'true' });
  readonly #title = element('h3');
  #chart: Chart<'line', Point[]> | undefined;

  constructor() {
    const caption = element('figcaption', {}, this.#title);
    this.element = element(
      'figure',
      { class: 'chart' },
      caption,
      element('div', { class: 'plot' }, this.#canvas),
      this.#legend,
    );
  }

  draw(report: RateReport, current: number | undefined): void {
    const theme = readTheme();
    const curve = rateCurve(report);
    this.#title.textContent = `Value after ${report.steps} steps, by learning rate`;
    setAttribute(this.#canvas, 'aria-label', describeRates(report, current));
    const lines = { safe: report.safe, current };
    this.#key(curve, lines, theme);
    const datasets = datasetsOf(curve, lines, theme);
    const options = {
      ...canvasOf(),
      scales: { x: rateAxis(curve, theme), y: valueAxis(curve, theme) },
    };
    if (this.#chart) {
      this.#chart.data = { datasets };
      this.#chart.options = options;
      this.#chart.update('none');
    } else this.#chart = new Chart(this.#canvas, { type: 'line', data: { datasets }, options });
  }

  #key(curve: RateCurve, { safe, current }: Lines, theme: Theme): void {
    const item = (text: string, d: string, stroke: string, dash?: readonly number[]) =>
      element(
        'li',
        {},
        drawing(22, 8, 'swatch', {
          d,
          stroke,
          'stroke-width': 2,
          fill: 'none',
          ...(dash && { 'stroke-dasharray': dash.join(' ') }),
        }),
        text,
      );
    const colour = (look: keyof typeof LOOKS) => colourOf({ look: LOOKS[look] }, theme);
    this.#legend.replaceChildren(
      item('descends', 'M0 4h22', colour('descends')),
      ...(curve.swinging.length > 0 ? [item('oscillates', 'M7 7.5 11 .5 15 7.5z', colour('oscillates'))] : []),
      ...(curve.diverging.length > 0 ? [item('diverges (at the edge)', 'M8 1l6 6M14 1l-6 6', colour('diverges'))] : []),
      ...(safe === undefined ? [] : [item('largest safe rate', 'M0 4h22', colour('safe'), SAFE_DASH)]),
      ...(current === undefined ? [] : [item('rate in force', 'M0 4h22', theme.foreground, CURRENT_DASH)]),
    );
  }
}

interface Lines {
  readonly safe: number | undefined;
  readonly current: number | undefined;
}

function datasetsOf(curve: RateCurve, { safe, current }: Lines, theme: Theme): Line[] {
  const colour = (look: keyof typeof LOOKS) => colourOf({ look: LOOKS[look] }, theme);
  const marks = (
    places: readonly Point[],
    look: 'oscillates' | 'diverges',
    pointStyle: 'triangle' | 'crossRot',
  ): Line => ({
    data: [...places],
    showLine: false,
    clip: 8,
    pointStyle,
    pointRadius: 4,
    pointBorderWidth: 1.5,
    pointBackgroundColor: 'transparent',
    pointBorderColor: colour(look),
  });
  const upright = (rate: number | undefined, borderColor: string, borderDash: number[]): Line => ({
    data: rate === undefined ? [] : curve.values.map((y) => ({ x: rate, y })),
    borderColor,
    borderDash,
    pointRadius: 0,
  });
  return [
    {
      data: [...curve.descending],
      borderColor: colour('descends'),
      pointRadius: 2,
      pointBackgroundColor: colour('descends'),
      pointBorderColor: colour('descends'),
    },
    marks(curve.swinging, 'oscillates', 'triangle'),
    marks(curve.diverging, 'diverges', 'crossRot'),
    upright(safe, colour('safe'), SAFE_DASH),
    upright(current, theme.foreground, CURRENT_DASH),
  ];
}

function rateAxis({ rates }: RateCurve, theme: Theme) {
  return { ...logarithmic(theme), min: rates[0], max: rates[1], grid: { ...shared(theme).grid, display: false } };
}

function valueAxis({ axis, values }: RateCurve, theme: Theme) {
  const [min, max] = values;
  if (axis === 'log') return { ...logarithmic(theme), min, max };
  return { type: 'linear' as const, ...shared(theme), min, max, ticks: { ...ticks(theme), maxTicksLimit: 6 } };
}
