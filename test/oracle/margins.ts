/**
 * How near an evaluation comes to a jump, beside how far rounding moves it: where a floor, a comparison or the end of a
 * domain is within reach of rounding, both sides are right.
 */
import type { Noise, Order } from './hyperdual.ts';

interface Margin {
  readonly value: number;
  readonly distance: number;
  readonly order: Order;
  readonly bySign: boolean;
}

/** What an evaluation met, in its order. */
export type Margins = readonly Margin[];

/** The same noise, with a list that what is met is written to. */
export function watched(noise: Noise, margins: Margin[]): Noise {
  const own: Noise = () => noise();
  return Object.assign(own, {
    meet: (value: number, distance: number, order: Order, bySign = false) => {
      margins.push({ value, distance, order, bySign });
    },
  });
}

/**
 * The order from which on derivatives may lie on either side of a jump: 0 if the value does, 3 if none to the second.
 *
 * @param exact what was met without noise. @param disturbed the same with noise, some times.
 * @param allowance how much more than in these rounding may do elsewhere.
 */
export function orderOfJump(exact: Margins, disturbed: readonly Margins[], allowance: number): Order | 3 {
  // Another branch was taken.
  if (disturbed.some((margins) => margins.length !== exact.length)) return 0;
  let lowest: Order | 3 = 3;
  exact.forEach(({ value, distance, order, bySign }, i) => {
    if (order >= lowest) return;
    if (bySign && distance === 0) lowest = order;
    const spread = disturbed.reduce((most, margins) => Math.max(most, moved(value, margins[i]!.value)), 0);
    if (spread > 0 && Math.abs(distance) <= allowance * spread) lowest = order;
  });
  return lowest;
}

function moved(from: number, to: number): number {
  if (Object.is(from, to)) return 0;
  const by = Math.abs(to - from);
  return Number.isNaN(by) ? Number.POSITIVE_INFINITY : by;
}
