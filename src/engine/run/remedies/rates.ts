/** Rates that may suit a run better than its own. */
import { methodNamed } from '../../methods/index.ts';
import type { Problem } from '../../problem.ts';
import { reachable } from '../../program/graph.ts';
import { automaticRate } from '../rate.ts';
import type { Change } from './change.ts';
import type { Failed } from './failed.ts';

/** Shares of the run's own rate. */
const SHARES = [0.5, 0.2, 0.1, 0.03, 0.01, 1e-3, 1e-4];

/**
 * The rate 1/λ for the largest curvature along the path of gradient descent (see rate.ts), the best constant rate
 * 2/(λmin + λmax) where it was looked at, and shares of the run's own rate. None for a search.
 */
export function safeRates({ problem, plan, rate, curvature, verdict }: Failed): Change[] {
  if (methodNamed(plan.method.name).kind === 'search' || rate === undefined) return [];
  const along = isCostly(problem)
    ? 1 / curvature.radius(problem.settings.start)
    : automaticRate(problem, plan.method, curvature).rate;
  const best = verdict.conditioning?.bestRate;
  const found = [along, ...(best === undefined ? [] : [best * 0.99]), ...SHARES.map((share) => share * rate)];
  const rates = found.filter((one) => Number.isFinite(one) && one > 0).map(roundedDown);
  return [...new Set(rates)].filter((one) => one !== rate).map((one) => ({ rate: one }));
}

/** Numbers that one evaluation may compute for an automatic rate, whose pilot runs make some ten thousand, to be quick. */
const MOST_NUMBERS = 2e4;

/** Whether the pilot runs of an automatic rate would keep all else waiting. */
export function isCostly({ objective }: Problem): boolean {
  return reachable([objective]).reduce((sum, { rows }) => sum + Math.max(1, rows), 0) > MOST_NUMBERS;
}

/** A number with two significant digits, none larger: what is safe stays safe. */
export function roundedDown(value: number): number {
  const digits = Number(value.toPrecision(2));
  if (digits <= value) return digits;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((digits - unit).toPrecision(2));
}

/** The power of ten at or below a number. */
export function powerBelow(value: number): number {
  return Number(`1e${Math.floor(Math.log10(value))}`);
}
