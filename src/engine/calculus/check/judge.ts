/** Whether what was found at a point agrees, within what rounding and truncation explain. */
import { uncertaintyOf } from './differences.ts';
import type { Found, Measured } from './measure.ts';
import type { PartialCheck } from './report.ts';

/** Estimates of an error are of its size and no bounds: beyond this multiple they do not explain a deviation. */
const MARGIN = 4;
/** Rounding units that a sum of terms by dual numbers can be off by; each term passes through some operations. */
const DUAL_UNITS = 64;
/** A difference that can be off by more of the derivative than this has no digit of it. */
export const BLIND = 0.1;
/** With a right gradient the Taylor remainder falls with slope 2, with a wrong one or at a kink with slope 1. */
export const LEAST_SLOPE = 1.5;

/** The size that a derivative usually has, by parameter: near a stationary point a relative deviation is of that. */
export function usualSizes(measured: readonly Measured[], compared: readonly number[]): number[] {
  return compared.map((_, i) => {
    const sizes = measured
      .map(({ found }) => Math.abs(found[i]!.dual))
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    return sizes[Math.floor((3 * sizes.length) / 4)] ?? 0;
  });
}

/** What a deviation is relative to: of a derivative that is rounding only, the terms that cancel in it. */
export function sizeOf({ symbolic, dual, central, terms }: Found, usual: number): number {
  if (Math.max(usual, Math.abs(dual)) <= roundingOf(terms)) return terms;
  return Math.max(usual, Math.abs(symbolic), Number.isFinite(central.value) ? Math.abs(central.value) : 0);
}

/** What rounding can make of a derivative by dual numbers. */
function roundingOf(terms: number): number {
  return DUAL_UNITS * Number.EPSILON * terms;
}

/** Whether symbolic and dual derivative are the same but for rounding. */
export function sameAsDual({ symbolic, dual, symbolicError, terms }: Found): boolean {
  if (Object.is(symbolic, dual)) return true;
  const distance = Math.abs(symbolic - dual);
  // Where rounding cannot be bounded, half of the digits have to be the same.
  const explained = Number.isFinite(symbolicError)
    ? MARGIN * symbolicError + roundingOf(terms)
    : Math.sqrt(Number.EPSILON) * Math.abs(dual);
  return distance <= explained;
}

/** Whether the symbolic derivative is within what the difference can tell. */
export function sameAsCentral({ symbolic, symbolicError, central }: Found): boolean {
  return Math.abs(symbolic - central.value) <= MARGIN * (uncertaintyOf(central) + symbolicError);
}

/** Whether the difference can tell anything about the derivative. */
export function canTell(found: Found, usual: number): boolean {
  const size = sizeOf(found, usual);
  return size === 0 || uncertaintyOf(found.central) <= BLIND * size;
}

export function judge(found: Found, usual: number): PartialCheck {
  const { parameter, symbolic, dual, central } = found;
  const size = sizeOf(found, usual);
  const relative = (distance: number) => (distance === 0 ? 0 : distance / size);
  const dualDeviation = relative(Math.abs(symbolic - dual));
  return {
    parameter,
    symbolic,
    dual,
    central: central.value,
    uncertainty: uncertaintyOf(central),
    deviation: Math.max(dualDeviation, relative(Math.abs(symbolic - central.value))),
    dualDeviation,
    agrees: Number.isFinite(symbolic) && sameAsDual(found) && sameAsCentral(found) && canTell(found, usual),
  };
}
