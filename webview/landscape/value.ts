/** The objective between the values of a relief. */
import type { Relief, ReliefChoice } from '../../src/protocol/landscape.ts';

/** The value at a point, linear between its neighbours; NaN outside, and beside what is not a number. */
export function valueIn({ values, width, height }: Relief, choice: ReliefChoice, x: number, y: number): number {
  const line = choice.down === undefined;
  const [left, right] = choice.x;
  const [bottom, top] = choice.y ?? [0, 1];
  if (x < left || x > right || (!line && (y < bottom || y > top))) return Number.NaN;
  const along = ((x - left) / (right - left)) * (line ? width - 1 : width) - (line ? 0 : 0.5);
  const up = line ? 0 : ((y - bottom) / (top - bottom)) * height - 0.5;
  const [column, across] = split(along, width);
  const [row, down] = split(up, height);
  const at = (i: number, j: number) => values[Math.min(j, height - 1) * width + Math.min(i, width - 1)]!;
  const lower = mix(at(column, row), at(column + 1, row), across);
  return mix(lower, mix(at(column, row + 1), at(column + 1, row + 1), across), down);
}

function split(place: number, count: number): readonly [index: number, share: number] {
  const held = Math.min(Math.max(0, place), count - 1);
  const index = Math.floor(held);
  return [index, held - index];
}

function mix(a: number, b: number, share: number): number {
  return share === 0 ? a : a + share * (b - a);
}
