/** What helps at kinks, across which a constant rate jumps for ever: minimizing them exactly, or falling rates. */
import { automaticRate } from '../rate.ts';
import type { Change } from './change.ts';
import type { Failed } from './failed.ts';
import { isCostly, roundedDown } from './rates.ts';

/** Factors γ of an exponential schedule: the path can be η₀‖∇f‖/(1 − γ) long. */
const FACTORS = [0.9, 0.97, 0.99, 0.997, 0.999];
/** The rule by which such a run ends: no gradient vanishes at a kink. */
const MOVE = 1e-9;

/** Proximal gradient, which settings refuse where the kinks are no terms λ|w|. */
export const SPLIT_OFF: Change = { method: { name: 'proximal', options: {} }, rate: 'auto' };

/**
 * Exponential schedules, the quickest first, from the run's rate and larger ones. Geometrically falling steps converge to
 * a sharp minimum at the same geometric rate (Shor 1985, §2.3; Goffin 1977).
 */
export function fallingSchedules(failed: Failed): Change[] {
  const { problem, plan, rate = 0.1, curvature } = failed;
  // Across a kink a value can stay as it was long before the path comes to rest: only a short move tells.
  const early = (['change', 'relativeChange'] as const).filter((rule) => problem.settings.stop[rule] !== undefined);
  const stop = { move: MOVE, ...Object.fromEntries(early.map((rule) => [rule, undefined])) };
  const automatic = isCostly(problem) ? [] : [roundedDown(automaticRate(problem, plan.method, curvature).rate)];
  const rates = [...new Set([rate, ...automatic, roundedDown(10 * rate), roundedDown(rate / 10)])];
  return rates.flatMap((one) =>
    FACTORS.map((factor) => ({
      schedule: { name: 'exponential', options: { factor } },
      ...(one !== rate && { rate: one }),
      stop,
    })),
  );
}
