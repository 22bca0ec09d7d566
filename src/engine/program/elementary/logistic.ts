import { exp } from './exp.ts';
import { log1p } from './log.ts';

/** 1 / (1 + e^−z), within 2 ulp and without overflow for any z. */
export function sigmoid(z: number): number {
  const e = exp(-Math.abs(z));
  return (z < 0 ? e : 1) / (1 + e);
}

/** log(1 + e^z), without overflow for large z and without loss of digits for very negative z. */
export function softplus(z: number): number {
  const rest = log1p(exp(-Math.abs(z)));
  return z > 0 ? z + rest : rest;
}
