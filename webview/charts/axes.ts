/** How a chart looks: Chart.js options from the theme. */
import type { ChartOptions, Scale } from 'chart.js';
import { count, entry, tickText } from '../numbers.ts';
import type { Theme } from '../theme.ts';
import { logTicks, widened } from './log-ticks.ts';
import type { Drawing } from './series.ts';

type Ticks = readonly { readonly value: number }[];

function spacing(ticks: Ticks): number {
  const [first, second] = ticks;
  return first && second ? Math.abs(second.value - first.value) : Math.abs(first?.value ?? 1) || 1;
}

function greatest(ticks: Ticks): number {
  return Math.max(...ticks.map(({ value }) => Math.abs(value)));
}

/** What all axes have in common. */
export function shared(theme: Theme) {
  return {
    border: { color: theme.axis, width: 1 },
    grid: { color: theme.grid, tickColor: theme.axis, tickLength: 3, lineWidth: 1 },
  } as const;
}

export function ticks(theme: Theme) {
  return { color: theme.muted, font: { family: theme.font, size: theme.fontSize }, padding: 3 } as const;
}

function valueAxis(drawing: Drawing, theme: Theme) {
  if (drawing.axis === 'linear') return linear(theme);
  return {
    ...logarithmic(theme),
    afterDataLimits: (scale: Scale) => {
      [scale.min, scale.max] = widened(scale.min, scale.max);
    },
  };
}

/** An axis of numbers. */
export function linear(theme: Theme) {
  return {
    type: 'linear' as const,
    ...shared(theme),
    ticks: {
      ...ticks(theme),
      maxTicksLimit: 6,
      callback: (value: string | number, _: number, all: Ticks) => tickText(Number(value), spacing(all), greatest(all)),
    },
  };
}

/** An axis of powers of ten. */
export function logarithmic(theme: Theme) {
  return {
    type: 'logarithmic' as const,
    ...shared(theme),
    // Chart.js would take the bounds from ticks of its own, which below 1e-22 can come to 0 or NaN.
    bounds: 'data' as const,
    // Chart.js would label 3 and 7 and thin out powers of ten.
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = logTicks(scale.min, scale.max).map((value) => ({ value }));
    },
    ticks: {
      ...ticks(theme),
      autoSkip: false,
      callback: (value: string | number) => entry(Number(value)),
    },
  };
}

/** What every chart of the panel is, whatever its axes. */
export function canvasOf() {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    parsing: false,
    normalized: true,
    spanGaps: false,
    events: [],
    layout: { padding: { top: 6, right: 8 } },
    elements: {
      point: { radius: 0, hitRadius: 0, hoverRadius: 0 },
      line: { borderWidth: 1.5, borderJoinStyle: 'round' },
    },
  } satisfies ChartOptions<'line'>;
}

export function optionsOf(drawing: Drawing, theme: Theme, resized: () => void): ChartOptions<'line'> {
  return {
    ...canvasOf(),
    onResize: resized,
    scales: {
      x: {
        type: 'linear',
        min: 0,
        max: Math.max(1, drawing.last),
        ...shared(theme),
        grid: { ...shared(theme).grid, display: false },
        title: {
          display: drawing.unit === 'row',
          text: 'rows evaluated',
          color: theme.muted,
          font: { family: theme.font, size: theme.fontSize },
          padding: 0,
        },
        ticks: {
          ...ticks(theme),
          includeBounds: false,
          maxTicksLimit: 7,
          maxRotation: 0,
          callback: (value: string | number) => (Number.isInteger(Number(value)) ? count(Number(value)) : ''),
        },
      },
      y: valueAxis(drawing, theme),
    },
  };
}
