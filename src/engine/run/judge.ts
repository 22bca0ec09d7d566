/** The verdict of a run: its status, its point, its rules' margins; sentences.ts says it in words. */
import type { Problem } from '../problem.ts';
import { kinksMet } from './crossings.ts';
import { isStationary, kindOfPoint } from './curvature.ts';
import { type AtEnd, marginsOf } from './margins.ts';
import { findOscillation, findSwing, type Oscillation } from './oscillation.ts';
import { type Facts, type Judged, remarksOf, sentenceOf } from './sentences.ts';
import type { Iterates } from './trace.ts';
import type { Rule, Status, Verdict } from './verdict.ts';

/** The value grew by this much over the start's: the run was leaving, not arriving. */
const GROWN = 1e3;

/** Judges a run that has ended. @param trace all its rows. */
export function makeVerdict(run: Judged, trace: Iterates, last: AtEnd, rule: Rule): Verdict {
  const { gradientNorm, bestStep } = last;
  const { problem } = run;
  const steps = trace.value.length - 1;
  const point = trace.parameters.map((column) => column[steps]!);
  const value = trace.value[steps]!;
  const cycle = rule === 'gradient' ? undefined : findOscillation(trace);
  const oscillation = cycle ?? (rule === 'change' ? findSwing(trace) : undefined);
  const status = statusOf(problem, trace, rule, oscillation);
  const eigenvalues = point.every(Number.isFinite) ? run.curvature.eigenvalues(point) : undefined;
  const settled = eigenvalues && isStationary(eigenvalues, gradientNorm, point, rule === 'gradient');
  const kind = eigenvalues && (settled ? kindOfPoint(eigenvalues) : 'not stationary');
  const kinks = kinksMet(problem, trace);
  const margins = marginsOf(problem, trace, last, rule);
  const verdict: Facts = {
    status,
    rule,
    steps,
    point,
    value,
    gradientNorm,
    best: {
      step: bestStep,
      value: trace.value[bestStep]!,
      point: trace.parameters.map((column) => column[bestStep]!),
    },
    evaluations: last.evaluations,
    seconds: last.seconds,
    margins,
    ...(last.stuck !== undefined && { stuck: last.stuck }),
    ...(kinks.length > 0 && { kinks }),
    ...(eigenvalues && kind && { curvature: { kind, eigenvalues } }),
  };
  return {
    ...verdict,
    sentence: sentenceOf(problem, trace, verdict, oscillation),
    remarks: remarksOf(run, verdict, oscillation),
  };
}

function statusOf(problem: Problem, trace: Iterates, rule: Rule, oscillation: Oscillation | undefined): Status {
  if (rule === 'user') return 'stopped';
  const last = trace.value.length - 1;
  const value = trace.value[last]!;
  const first = trace.value[0]!;
  const sign = problem.sense === 'maximize' ? -1 : 1;
  if (rule === 'nonFinite' || rule === 'divergence') {
    if (sign * value < 0 && Math.abs(value) > Math.abs(first)) return 'unbounded';
    return rule === 'nonFinite' && !overflowed(trace) ? 'undefined' : 'diverged';
  }
  if (rule === 'gradient' || rule === 'gradientMax' || rule === 'target') return 'converged';
  if (rule === 'evaluations' || rule === 'time') return 'limit';
  if (oscillation) return 'oscillating';
  if (rule === 'steps') {
    const rising = sign * (value - first) > GROWN * (1 + Math.abs(first));
    return rising && last > 0 && sign * (value - trace.value[last - 1]!) > 0 ? 'diverged' : 'limit';
  }
  if (rule === 'patience' || rule === 'stuck') return 'stalled';
  return 'converged';
}

/** Whether the values grew without bound before they ceased to be finite. */
function overflowed(trace: Iterates): boolean {
  const last = trace.value.length - 1;
  const before = Math.abs(trace.value[Math.max(0, last - 1)]!);
  return Math.abs(trace.value[last]!) === Number.POSITIVE_INFINITY || before > GROWN * (1 + Math.abs(trace.value[0]!));
}
