/** The map itself: Chart.js axes with the picture of the contours, or a curve, beneath the paths. */
import { Chart, type ChartDataset, LinearScale, LineElement, PointElement, ScatterController } from 'chart.js';
import { canvasOf, linear } from '../charts/axes.ts';
import { colourOf, dashOf } from '../charts/series.ts';
import { element } from '../element.ts';
import type { Theme } from '../theme.ts';
import type { Box } from './box.ts';
import type { Pixel } from './gestures.ts';
import type { Place } from './path.ts';
import type { Picture } from './picture.ts';
import type { Scene } from './scene.ts';

Chart.register(ScatterController, LineElement, PointElement, LinearScale);

type Dataset = ChartDataset<'scatter', Place[]>;

/** What lies beneath the paths. */
export interface Base {
  readonly box: Box;
  readonly titles: readonly [across: string, up: string];
  readonly picture: Picture | undefined;
  /** Of one parameter: the objective along the line. */
  readonly curve: readonly Place[] | undefined;
}

export class MapChart {
  readonly canvas = element('canvas', { role: 'img', 'data-chart': 'landscape' });
  private chart: Chart<'scatter', Place[]> | undefined;
  private picture: Picture | undefined;
  private readonly resized: () => void;

  constructor(resized: () => void) {
    this.resized = resized;
  }

  draw(scene: Scene, base: Base, theme: Theme): void {
    this.picture = base.picture;
    const { titles, box } = base;
    const axis = (title: string, [min, max]: Box['x']) => {
      const { ticks, ...rest } = linear(theme);
      return {
        ...rest,
        min,
        max,
        title: { display: true, text: title, color: theme.muted, font: { family: theme.font, size: theme.fontSize } },
        ticks: { ...ticks, includeBounds: false, maxRotation: 0 },
      };
    };
    const datasets = [...curve(base, theme), ...paths(scene, base, theme), ...marks(scene, theme)];
    const options = {
      ...canvasOf(),
      // Chart.js would take what is not parsed to be in the order of x.
      parsing: { xAxisKey: 'x', yAxisKey: 'y' },
      normalized: false,
      onResize: this.resized,
      scales: { x: axis(titles[0], box.x), y: axis(titles[1], box.y) },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    };
    if (this.chart) {
      this.chart.data = { datasets };
      this.chart.options = options;
      this.chart.update('none');
      return;
    }
    this.chart = new Chart(this.canvas, {
      type: 'scatter',
      data: { datasets },
      options,
      plugins: [{ id: 'picture', beforeDatasetsDraw: (chart) => this.paint(chart) }],
    });
  }

  /** The area between the axes, in pixels of the plot. */
  get area(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
    return this.chart?.chartArea ?? { left: 0, top: 0, width: 0, height: 0 };
  }

  get middle(): Pixel {
    const { left, top, width, height } = this.area;
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** The place under a pixel; undefined beyond the axes. */
  placeAt({ x, y }: Pixel): Place | undefined {
    const { left, top, width, height } = this.area;
    const scales = this.chart?.scales;
    if (!scales?.x || !scales.y || x < left || y < top || x > left + width || y > top + height) return undefined;
    return { x: scales.x.getValueForPixel(x)!, y: scales.y.getValueForPixel(y)! };
  }

  pixelOf({ x, y }: Place): Pixel {
    const scales = this.chart?.scales;
    return { x: scales?.x?.getPixelForValue(x) ?? Number.NaN, y: scales?.y?.getPixelForValue(y) ?? Number.NaN };
  }

  private paint({ ctx, chartArea, scales }: Chart): void {
    if (!this.picture || !scales.x || !scales.y) return;
    const { canvas, box } = this.picture;
    const left = scales.x.getPixelForValue(box.x[0]);
    const top = scales.y.getPixelForValue(box.y[1]);
    const right = scales.x.getPixelForValue(box.x[1]);
    const bottom = scales.y.getPixelForValue(box.y[0]);
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    ctx.drawImage(canvas, left, top, right - left, bottom - top);
    ctx.restore();
  }
}

function curve({ curve }: Base, theme: Theme): Dataset[] {
  if (!curve) return [];
  return [
    { data: [...curve], showLine: true, order: 9, borderColor: theme.foreground, borderWidth: 1.25, pointRadius: 0 },
  ];
}

const SHAPES = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'cross'] as const;

/** Each path is a line with a rim of the background's colour, since it runs over many colours; on a curve it is points. */
function paths(scene: Scene, { curve }: Base, theme: Theme): Dataset[] {
  return scene.paths.flatMap((path): Dataset[] => {
    const colour = colourOf(path, theme);
    const data = [...path.points];
    if (curve) {
      const pointStyle = SHAPES[path.look % SHAPES.length]!;
      return [{ data, order: 5, pointStyle, pointRadius: 2.5, pointBackgroundColor: colour, pointBorderColor: colour }];
    }
    // The few steps of a short path are seen one by one.
    const pointRadius = data.length <= 60 ? 1.75 : 0;
    const line = { data, showLine: true, pointBackgroundColor: colour, pointBorderColor: colour };
    return [
      { ...line, order: 7, borderColor: theme.background, borderWidth: 4, pointRadius: 0 },
      { ...line, order: 6, borderColor: colour, borderWidth: 1.75, borderDash: [...dashOf(path)], pointRadius },
    ];
  });
}

function marks({ paths, start, mark }: Scene, theme: Theme): Dataset[] {
  const ends = paths.flatMap((path): Dataset[] => {
    if (!path.end) return [];
    const colour = colourOf(path, theme);
    const look = path.settled
      ? { pointStyle: 'circle' as const, pointRadius: 5, pointBorderColor: theme.background, pointBorderWidth: 1.5 }
      : { pointStyle: 'crossRot' as const, pointRadius: 6, pointBorderColor: colour, pointBorderWidth: 2.5 };
    return [{ data: [path.end], order: 3, pointBackgroundColor: colour, ...look }];
  });
  const handle: Dataset = {
    data: [start],
    order: 2,
    pointRadius: 6,
    pointBackgroundColor: theme.background,
    pointBorderColor: theme.foreground,
    pointBorderWidth: 2,
  };
  if (!mark) return [...ends, handle];
  const diamond = { data: [mark], pointStyle: 'rectRot' as const, pointBackgroundColor: 'transparent' };
  return [
    ...ends,
    handle,
    { ...diamond, order: 1, pointRadius: 8, pointBorderColor: theme.background, pointBorderWidth: 4 },
    { ...diamond, order: 0, pointRadius: 8, pointBorderColor: theme.foreground, pointBorderWidth: 1.75 },
  ];
}
