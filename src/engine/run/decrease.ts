/** Whether the steps of a run decreased what is minimized. */
import type { Iterates } from './trace.ts';
import type { Decrease } from './verdict.ts';

/** Armijo's share of the predicted decrease. Nocedal & Wright (2006), eq. 3.4. */
const SUFFICIENT = 1e-4;
/** Numbers that are looked at: some hundredths of a second. */
const MOST_NUMBERS = 1e6;
/** Changes of this share of the value may be rounding. */
const ROUNDING = 16 * Number.EPSILON;

/**
 * Counts the steps that did not decrease the value as they should.
 *
 * @param sign −1 where the objective is maximized. @param rate of gradient descent at a constant rate: its step is −η∇f,
 *   so that η‖∇f‖² is the square of its length over η; undefined for other methods, whose steps are asked for a decrease.
 */
export function decreaseOf(trace: Iterates, sign: 1 | -1, rate: number | undefined): Decrease | undefined {
  const { value, parameters } = trace;
  const numbers = rate === undefined ? 1 : 1 + parameters.length;
  const looked = Math.min(value.length - 1, Math.floor(MOST_NUMBERS / numbers));
  if (looked < 1) return undefined;
  let violations = 0;
  let first: number | undefined;
  for (let step = 1; step <= looked; step++) {
    const [before, now] = [value[step - 1]!, value[step]!];
    let demanded = 0;
    if (rate !== undefined) {
      for (const column of parameters) demanded += (column[step]! - column[step - 1]!) ** 2;
      demanded *= SUFFICIENT / rate;
    }
    const allowed = ROUNDING * Math.max(Math.abs(before), Math.abs(now));
    if (sign * (now - before) <= allowed - demanded) continue;
    violations++;
    first ??= step;
  }
  return { rule: rate === undefined ? 'monotone' : 'Armijo', violations, looked, ...(first && { first }) };
}
