import { exp } from './elementary/exp.ts';

const ERF_SMALL_P = [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655];
const ERF_SMALL_Q = [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122];
const ERFC_MIDDLE_P = [
  1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001, 66.11919063714163,
  8.883149794388377, 0.5641884969886701,
];
const ERFC_MIDDLE_Q = [
  1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903, 537.1811018620099,
  117.6939508913125, 15.744926110709835,
];
const ERFC_LARGE_P = [
  0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236,
];
const ERFC_LARGE_Q = [
  0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234673, 2.568520192289822,
];

/** Beyond this it is 0 in doubles. */
const FARTHEST = 28;

function erfcTail(y: number): number {
  if (y > FARTHEST) return 0;
  let numerator: number;
  let denominator: number;
  let ratio: number;
  if (y <= 4) {
    numerator = 2.1531153547440383e-8;
    denominator = 1;
    for (let i = 7; i >= 0; i--) {
      numerator = numerator * y + ERFC_MIDDLE_P[i]!;
      denominator = denominator * y + ERFC_MIDDLE_Q[i]!;
    }
    ratio = numerator / denominator;
  } else {
    const s = 1 / (y * y);
    numerator = 0.016315387137302097;
    denominator = 1;
    for (let i = 4; i >= 0; i--) {
      numerator = numerator * s + ERFC_LARGE_P[i]!;
      denominator = denominator * s + ERFC_LARGE_Q[i]!;
    }
    ratio = (1 / Math.sqrt(Math.PI) - (s * numerator) / denominator) / y;
  }
  // e^(−y²) from y rounded to sixteenths, which squares exactly, and the rest.
  const head = Math.trunc(y * 16) / 16;
  return exp(-head * head) * exp(-(y - head) * (y + head)) * ratio;
}

/** The error function. Rational approximations of W. J. Cody, Math. Comp. 23 (1969) 631–637. */
export function erf(x: number): number {
  const y = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (y <= 0.46875) {
    const s = x * x;
    let numerator = 0.18577770618460315;
    let denominator = 1;
    for (let i = 3; i >= 0; i--) {
      numerator = numerator * s + ERF_SMALL_P[i]!;
      denominator = denominator * s + ERF_SMALL_Q[i]!;
    }
    return (x * numerator) / denominator;
  }
  const value = y > 6 ? 1 : 1 - erfcTail(y);
  return x < 0 ? -value : value;
}

/** 1 − erf(x), with all its digits where erf is near 1. From the same approximations. */
export function erfc(x: number): number {
  if (!(Math.abs(x) > 0.46875)) return 1 - erf(x);
  return x < 0 ? 2 - erfcTail(-x) : erfcTail(x);
}
