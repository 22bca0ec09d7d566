/** Filled contours on a canvas of their own, which the chart draws into its axes, stretched while a newer one is made. */
import { contours } from 'd3-contour';
import { element } from '../element.ts';
import type { Theme } from '../theme.ts';
import type { Box } from './box.ts';
import type { Levels } from './levels.ts';
import { rampOf } from './ramp.ts';

export interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly box: Box;
  /** The bands' colours, the lowest first. */
  readonly colours: readonly string[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a map.
 *
 * @param cells how many values there are across and down. @param size of the canvas, in pixels.
 */
export function pictureOf(levels: Levels, cells: Size, box: Box, size: Size, theme: Theme): Picture {
  const canvas = element('canvas', { width: size.width, height: size.height });
  const colours = rampOf(theme, levels.thresholds.length + 1);
  const context = canvas.getContext('2d');
  if (!context) return { canvas, box, colours };
  // The lowest values stand in the first row, and are drawn at the bottom.
  context.setTransform(size.width / cells.width, 0, 0, -size.height / cells.height, 0, size.height);
  // NaN is below every threshold: it has no part in any of the polygons, and stays blank.
  const trace = contours().size([cells.width, cells.height]).smooth(true);
  const heights = Array.from(levels.heights);
  for (const [band, threshold] of [-1, ...levels.thresholds].entries()) {
    context.beginPath();
    for (const polygon of trace.contour(heights, threshold).coordinates) {
      for (const ring of polygon) {
        ring.forEach(([x = 0, y = 0], i) => {
          if (i === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        });
        context.closePath();
      }
    }
    context.fillStyle = colours[band]!;
    context.fill('evenodd');
    if (band > 0) outline(context, theme);
  }
  return { canvas, box, colours };
}

function outline(context: CanvasRenderingContext2D, theme: Theme): void {
  context.save();
  context.resetTransform();
  context.lineWidth = Math.max(1, devicePixelRatio * 0.75);
  context.strokeStyle = theme.contour;
  context.stroke();
  context.restore();
}
