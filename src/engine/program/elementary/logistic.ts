import { exp } from './exp.ts';
import { CELL, table, VALUE } from './numbers.ts';

/**
 * 1 / (1 + e^−z), within 2 ulp and without overflow for any z. With e = e^−|z| it is 1 − e/(1 + e), or e − e·e/(1 + e) where
 * z is negative: the quotient's roundings weigh less in the difference.
 */
export function sigmoid(z: number): number {
  const e = exp(-Math.abs(z));
  const whole = z < 0 ? e : 1;
  return whole - whole * (e / (1 + e));
}

/**
 * log((1 + s)/(1 − s)) = 2s + s·z·(SOFTPLUS_COEFFICIENTS[0] + SOFTPLUS_COEFFICIENTS[1]·z + …) with z = s², as in log.ts but
 * for s up to 1/3: minimax of degree 9, fitted for this file by Remez' exchange to a relative error of 3.6e-18.
 */
export const SOFTPLUS_COEFFICIENTS = table(
  0.6666666666666631,
  0.400000000001574,
  0.28571428547833055,
  0.22222223971091673,
  0.18181743874782616,
  0.15386561034876628,
  0.1330095846022504,
  0.12106209786367368,
  0.08339545899122791,
  0.17019632790391942,
);

// Constants of this file's own; see exp.ts.
const coefficients = SOFTPLUS_COEFFICIENTS;
const cell = CELL;
const value = VALUE;

/** Leaves log(1 + e) for the e in the cell, from 0 to 1. */
function logOfMore(): void {
  const c = coefficients;
  const e = cell[0]!;
  const s = e / (2 + e);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const half = 0.5 * e * e;
  const head = c[0]! + c[1]! * z + z2 * (c[2]! + c[3]! * z);
  const middle = c[4]! + c[5]! * z + z2 * (c[6]! + c[7]! * z);
  value[0] = e - (half - s * (half + z * (head + z4 * (middle + z4 * (c[8]! + c[9]! * z)))));
}

/** log(1 + e^z), within 2 ulp, without overflow for large z and without loss of digits for very negative z. */
export function softplus(z: number): number {
  cell[0] = exp(-Math.abs(z));
  logOfMore();
  return z > 0 ? z + value[0]! : value[0]!;
}
