/** What a verdict says beside its sentence, the most important first. */
import { methodNamed } from '../../methods/index.ts';
import { heldOutRemark } from '../held-out.ts';
import { brief, grouped, pointText } from '../numerals.ts';
import type { Oscillation } from '../oscillation.ts';
import { scheduleRemarks } from '../schedule-notes.ts';
import { type Facts, type Judged, plural } from './facts.ts';
import { kinkRemarks } from './kinks.ts';

/** Further sentences: what the run did, the rate, the kinks, the kind of point, a better value on the way. */
export function remarksOf(run: Judged, facts: Facts, oscillation: Oscillation | undefined): string[] {
  const point = pointRemarks(facts);
  const settled = facts.status === 'converged';
  return [
    ...heldOutRemark(run.problem, facts.value, facts.heldOut),
    ...(settled ? point : []),
    ...behaviourRemarks(facts, oscillation),
    ...rateRemark(run, facts, oscillation),
    ...(run.rate === undefined ? [] : scheduleRemarks(run.problem, run.plan, run.rate, facts.steps)),
    ...kinkRemarks(facts, oscillation),
    ...(settled ? [] : point),
    ...bestRemark(run, facts),
  ];
}

/** What the run did, but for what the verdict's sentence and the kinks' remarks say. */
function behaviourRemarks({ behaviours }: Facts, oscillation: Oscillation | undefined): string[] {
  return behaviours
    .filter(({ name }) => name !== 'kink' && !(name === 'oscillation' && oscillation))
    .map(({ sentence }) => sentence);
}

/** What the curvature says of the rate, for the methods it speaks of. */
function rateRemark({ plan, rate }: Judged, facts: Facts, oscillation: Oscillation | undefined): string[] {
  const { conditioning, status } = facts;
  if (!conditioning?.safeRate || rate === undefined || plan.schedule.name !== 'constant') return [];
  const { at, largest, safeRate } = conditioning;
  const place = at === 'end' ? 'here' : 'at the start';
  const { title } = methodNamed(plan.method.name);
  const method = title.startsWith('Nesterov') ? title : `${title[0]!.toLowerCase()}${title.slice(1)}`;
  const bound = plan.method.name === 'gd' ? `2/${brief(largest)} = ${brief(safeRate)}` : brief(safeRate);
  const stable = `The largest curvature ${place} is ${brief(largest)}: ${method} is stable for rates below ${bound}`;
  const above = rate >= safeRate * (1 - 1e-6);
  if (status === 'diverged' || oscillation) {
    if (above) return [`${stable}, and the rate was ${brief(rate)}.`];
    const crossed = oscillation && facts.kinks?.some((kink) => kink.kind === 'kink');
    return crossed ? [`${stable}, and the rate, ${brief(rate)}, is below that.`] : [];
  }
  if (at === 'start' || above) return above ? [`${stable}; the rate is ${brief(rate)}.`] : [];
  const inside = `Rate ${brief(rate)} is inside the safe range (0, ${brief(safeRate)}) here: the largest curvature is ${brief(largest)}`;
  const missed = facts.decrease?.rule === 'Armijo' && !facts.kinks ? facts.decrease.violations : 0;
  if (status === 'converged' || missed === 0) return [`${inside}.`];
  // Where the curvature between two iterates is below 2(1 − c₁)/η, the step decreases the value enough.
  const steps = `${grouped(missed)} of ${plural(facts.decrease?.looked ?? 0, 'step')}`;
  return [`${inside}. But ${steps} did not decrease the value enough: elsewhere on the path the curvature is larger.`];
}

const KINDS: Readonly<Record<string, string>> = {
  minimum: 'This point is a minimum',
  maximum: 'This point is a maximum',
  saddle: 'This point is a saddle, neither a minimum nor a maximum',
  degenerate: 'The curvature here is zero in some direction, so it alone cannot tell the kind of point',
};

function pointRemarks({ curvature, status, rule, gradientNorm, behaviours }: Facts): string[] {
  if (!curvature) return [];
  if (curvature.kind !== 'not stationary') {
    const shown = curvature.eigenvalues
      .slice(0, 6)
      .map((value) => brief(value))
      .join(', ');
    const more = curvature.eigenvalues.length > 6 ? ', …' : '';
    const values = curvature.eigenvalues.length === 1 ? 'second derivative' : 'Hessian eigenvalues';
    return [`${KINDS[curvature.kind]} (${values} ${shown}${more}).`];
  }
  // Beside a plateau's own sentence this would be said twice; at a kink there is no slope that could vanish.
  if (status !== 'converged' || behaviours.some(({ name }) => name === 'plateau' || name === 'kink')) return [];
  if (rule === 'gradient' || rule === 'gradientMax') {
    return ['The gradient is small here, but so is the curvature: the point of rest may still be far.'];
  }
  return [
    `The gradient norm is ${brief(gradientNorm)} here: this is where the rule ended the run, not a point of rest.`,
  ];
}

function bestRemark({ problem }: Judged, { best, steps, value }: Facts): string[] {
  if (best.step === 0 || best.step === steps || best.value === value) return [];
  const which = problem.sense === 'maximize' ? 'greatest' : 'least';
  const where = pointText(problem.parameters, best.point);
  return [`The ${which} value on the way was ${brief(best.value)} at step ${grouped(best.step)}, ${where}.`];
}
