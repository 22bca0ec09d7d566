/** What a sweep of rates found, in words. */
import { brief, grouped } from '../numerals.ts';
import type { RateReport, TriedRate } from './report.ts';

type Facts = Omit<RateReport, 'sentence' | 'remarks'>;

/** The answer in one sentence. */
export function rateSentence(facts: Facts): string {
  const { method, tried, safe } = facts;
  if (tried.every(({ outcome }) => outcome === 'rests')) {
    return 'No rate moves from the start: the gradient is zero there.';
  }
  const endless = tried.find(({ outcome }) => outcome === 'unbounded');
  if (endless) {
    return `The objective falls beyond every limit at rate ${brief(endless.rate)}: it seems to have no minimum this way, and no rate is safe.`;
  }
  if (safe === undefined) {
    const [least] = tried;
    return `${method} ${saying(least!)} at every rate from ${brief(least!.rate)} on: there is no safe rate to name.`;
  }
  const beyond = tried.find(({ rate, outcome }) => rate > safe && outcome !== 'descends');
  if (!beyond) return `${method} descends at every rate that was tried, up to ${brief(safe)}.`;
  return `The largest safe rate is ${brief(safe)}: ${method} descends at every rate that was tried up to it, and ${saying(beyond)} at ${brief(beyond.rate)}.`;
}

function saying({ outcome }: TriedRate): string {
  switch (outcome) {
    case 'rests':
      return 'does not move';
    default:
      return outcome;
  }
}

/** What was done, and what the curvature says. */
export function rateRemarks(
  { tried, steps, longSteps, safe, fastest, first, bound }: Facts,
  name: string,
  kinked: boolean,
): string[] {
  const ends = [tried[0]!, tried.at(-1)!].map(({ rate }) => brief(rate));
  const remarks = [
    `${tried.length} rates from ${ends[0]} to ${ends[1]} were tried from the start, each held constant for ${grouped(steps)} steps, those at the edge for ${grouped(longSteps)}.`,
  ];
  const best = tried.find(({ rate }) => rate === fastest);
  if (best) {
    remarks.push(
      `The best value after ${grouped(steps)} steps, ${name} = ${brief(best.value)}, was reached at rate ${brief(best.rate)}; at the start it is ${brief(first)}.`,
    );
  }
  const beyond = tried.find(({ outcome }) => outcome !== 'descends');
  if (kinked && safe !== undefined && beyond?.outcome === 'oscillates') {
    remarks.push(
      `The formula has a kink. A run with a constant rate that reaches it swings about it for ever, so the edge is where it is not reached in ${grouped(longSteps)} steps; with a falling rate a run can settle there.`,
    );
  }
  if (bound !== undefined) {
    const compared =
      safe === undefined ? '' : `; the rate that was found is ${brief(Number((safe / bound).toPrecision(3)))} of that`;
    remarks.push(
      `On a quadratic, gradient descent is stable below 2/λ. For the largest curvature at the start, λ = ${brief(2 / bound)}, that is ${brief(bound)}${compared}.`,
    );
  }
  return remarks;
}
