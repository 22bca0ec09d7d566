/**
 * What the elementary functions share, in TypeScript and in WebAssembly: how a double is rounded and scaled.
 */

/** 3·2⁵¹: a double below 2⁵¹ in size plus this has no digits after the point, and minus this is rounded, half to even. */
export const ROUNDING = 6755399441055744;

/** log 2 in two parts; the first has 42 bits after the point, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;

/** The least exponent in the table of powers. */
export const LEAST_POWER = -1024;

/** 2^k at k − LEAST_POWER, up to k = 1023. */
export const POWERS = new Float64Array(2048);
POWERS[-LEAST_POWER] = 1;
for (let k = 1; k <= 1024; k++) {
  if (k < 1024) POWERS[k - LEAST_POWER] = POWERS[k - 1 - LEAST_POWER]! * 2;
  POWERS[-k - LEAST_POWER] = POWERS[1 - k - LEAST_POWER]! / 2;
}
