/** The few signs of the panel, drawn on a grid of 16. */
import { drawing } from './element.ts';

const solid = (d: string) => drawing(16, 16, 'icon', { d, fill: 'currentColor' });
const line = (d: string) =>
  drawing(16, 16, 'icon', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.4, 'stroke-linecap': 'round' });

export const icons = {
  run: () => solid('M4 2.5v11l9-5.5z'),
  stop: () => solid('M3.5 3.5h9v9h-9z'),
  export: () => line('M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10'),
  copy: () => line('M5.5 5.5h7.5v8h-7.5zM3 10.5v-8h7'),
  good: () => line('M3 8.5l3.3 3.3L13 4.7'),
  bad: () => line('M4 4l8 8M12 4l-8 8'),
  warning: () => line('M8 2.5 14.3 13.5H1.7zM8 6.5v3.3M8 11.7v.1'),
  pending: () => line('M8 2.5a5.5 5.5 0 1 0 5.5 5.5'),
} as const;

export type IconName = keyof typeof icons;
