/** A place on the map as a start: of as many digits as a pixel tells apart. */
import type { Settings, SettingsPatch } from '../../src/engine/problem.ts';
import type { Box, Interval } from './box.ts';
import type { Place } from './path.ts';
import type { Plane } from './scene.ts';

/** The start with the coordinates of a place. @param area the map's size in pixels. */
export function startAt(
  { start }: Settings,
  { across, down }: Plane,
  place: Place,
  box: Box,
  area: { readonly width: number; readonly height: number },
): SettingsPatch {
  const moved = start.with(across, rounded(place.x, box.x, area.width));
  return { start: down === undefined ? moved : moved.with(down, rounded(place.y, box.y, area.height)) };
}

/** A number to the power of ten that is at most a pixel. */
export function rounded(value: number, [low, high]: Interval, pixels: number): number {
  const decade = Math.floor(Math.log10((high - low) / Math.max(1, pixels)));
  if (!Number.isFinite(decade) || decade < -300) return value;
  // Dividing by 1000 is exact where multiplying by 0.001 is not.
  const rounded =
    decade < 0 ? Math.round(value * 10 ** -decade) / 10 ** -decade : Math.round(value / 10 ** decade) * 10 ** decade;
  return Number.isFinite(rounded) ? rounded : value;
}
