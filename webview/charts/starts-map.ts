/** A map of many starts: each where it lies, in the look of the point that its run ended at. */
import { Chart, LinearScale, PointElement, ScatterController } from 'chart.js';
import type { StartsView } from '../../src/protocol/starts.ts';
import { element, setAttribute } from '../element.ts';
import { short } from '../numbers.ts';
import type { Theme } from '../theme.ts';
import { colourOf } from './series.ts';

Chart.register(ScatterController, PointElement, LinearScale);

/** Groups beyond this many share the last look. */
export const MOST_LOOKS = 8;
const SHAPES = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'cross', 'crossRot', 'line'] as const;

/** What the marks are in words, so that nobody has to tell colours apart. */
export const SHAPE_SIGNS = ['●', '▲', '■', '◆', '✳', '+', '×', '–'] as const;

export interface StartsMap {
  readonly element: HTMLElement;
  draw(view: StartsView, names: readonly string[], theme: Theme): void;
}

export function startsMap(): StartsMap {
  const canvas = element('canvas', { role: 'img', 'data-chart': 'starts' });
  const plot = element('div', { class: 'plot' }, canvas);
  let chart: Chart<'scatter'> | undefined;

  return {
    element: element('figure', { class: 'chart starts-map' }, plot),
    draw(view, names, theme) {
      const [across, down] = view.points;
      if (!across) return;
      const [x = 'x', y] = names;
      const label = `Starts by ${x}${y === undefined ? '' : ` and ${y}`}, each marked by where its run ended. ${view.sentence}`;
      setAttribute(canvas, 'aria-label', label);
      const looks = Math.min(MOST_LOOKS, view.groups.length);
      const points = (wanted: (end: number) => boolean) => {
        const found: { x: number; y: number }[] = [];
        view.ends.forEach((end, k) => {
          // With one parameter the second axis tells the groups apart.
          if (wanted(end)) found.push({ x: across[k]!, y: down ? down[k]! : end });
        });
        return found;
      };
      const groups = Array.from({ length: looks }, (_, look) => ({
        label: short(view.groups[look]!.value),
        data: points((end) => (look === looks - 1 ? end >= look : end === look)),
        pointStyle: SHAPES[look]!,
        pointRadius: 3,
        backgroundColor: colourOf({ look }, theme),
        borderColor: colourOf({ look }, theme),
      }));
      const failed = {
        label: 'not converged',
        data: points((end) => end < 0 && end > -4),
        pointStyle: 'crossRot' as const,
        pointRadius: 3,
        backgroundColor: theme.muted,
        borderColor: theme.muted,
      };
      const [[left, right] = [0, 1], [bottom, top] = [-1, view.groups.length]] = view.box;
      const axis = (title: string, min: number, max: number) => ({
        min,
        max,
        title: { display: true, text: title, color: theme.foreground },
        grid: { color: theme.grid },
        ticks: { color: theme.foreground, maxTicksLimit: 6 },
      });
      const data = { datasets: [...groups, failed] };
      const options = {
        animation: false as const,
        // A start on the border is shown whole.
        clip: false as const,
        responsive: true,
        maintainAspectRatio: false,
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: { x: axis(x, left, right), y: axis(y ?? 'point', bottom, top) },
      };
      if (chart) {
        chart.data = data;
        chart.options = options;
        chart.update('none');
      } else chart = new Chart(canvas, { type: 'scatter', data, options });
    },
  };
}
