/** The verdict of a run: its status, its point, what it did; words/ says it. */

import { signOf } from './behaviours/course.ts';
import { behavioursOf } from './behaviours/index.ts';
import { conditioningOf } from './conditioning.ts';
import { observedContraction, predictedContraction } from './contraction.ts';
import { kinksMet } from './crossings.ts';
import { isStationary, kindOfPoint } from './curvature.ts';
import { decreaseOf } from './decrease.ts';
import { heldOutValues } from './held-out.ts';
import { linearTheory } from './linear-theory.ts';
import { type AtEnd, marginsOf } from './margins.ts';
import { findOscillation, findSwing } from './oscillation.ts';
import { isAtPrecision, isSettled } from './rest.ts';
import { statusOf } from './status.ts';
import type { Iterates } from './trace.ts';
import type { Conditioning, Contraction, Rule, Status, Verdict } from './verdict.ts';
import type { Facts, Judged } from './words/facts.ts';
import { remarksOf } from './words/remarks.ts';
import { sentenceOf } from './words/sentence.ts';

/** Judges a run that has ended. @param trace all its rows. */
export function makeVerdict(run: Judged, trace: Iterates, last: AtEnd, rule: Rule): Verdict {
  const { gradientNorm, bestStep } = last;
  const { problem } = run;
  const steps = trace.value.length - 1;
  const rowAt = (row: number) => trace.parameters.map((column) => column[row]!);
  const point = rowAt(steps);
  const eigenvalues = point.every(Number.isFinite) ? run.curvature.eigenvalues(point) : undefined;
  const cycle = rule === 'gradient' || rule === 'gradientMax' ? undefined : findOscillation(trace);
  const oscillation = cycle ?? (rule === 'change' || rule === 'relativeChange' ? findSwing(trace) : undefined);
  const minimized = eigenvalues && ofMinimized(eigenvalues, signOf(problem));
  const rests = eigenvalues !== undefined && isSettled(problem, run.curvature, point);
  const status = statusOf(
    problem,
    trace,
    rule,
    oscillation,
    () => rests || isAtPrecision(problem, point, gradientNorm, minimized),
  );
  // A norm that a rule asked for, or that rounding allows, is small where curvature cannot tell.
  const small = rule === 'gradient' || rule === 'gradientMax' || (rule === 'stuck' && status === 'converged');
  const settled = eigenvalues && isStationary(eigenvalues, gradientNorm, point, small);
  const byEigenvalues = eigenvalues && (settled ? kindOfPoint(eigenvalues) : 'not stationary');
  const kind = rests ? (signOf(problem) > 0 ? 'minimum' : 'maximum') : byEigenvalues;
  const heldOut = heldOutValues(problem, point);
  const kinks = kinksMet(problem, trace);
  const course = { problem, trace, status, rule, gradientNorm, kinks, ...(minimized && { eigenvalues: minimized }) };
  const facts: Facts = {
    status,
    rule,
    steps,
    point,
    value: trace.value[steps]!,
    gradientNorm,
    best: { step: bestStep, value: trace.value[bestStep]!, point: rowAt(bestStep) },
    evaluations: last.evaluations,
    seconds: last.seconds,
    margins: marginsOf(problem, trace, last, rule),
    behaviours: behavioursOf({ ...course, ...(kind && { kind }), ...(oscillation && { oscillation }) }),
    ...(last.stuck !== undefined && { stuck: last.stuck }),
    ...(heldOut && { heldOut }),
    ...(kinks.length > 0 && { kinks }),
    ...(eigenvalues && kind && { curvature: { kind, eigenvalues } }),
    ...rates(run, trace, status, minimized),
  };
  return {
    ...facts,
    sentence: sentenceOf(problem, trace, facts, oscillation),
    remarks: remarksOf(run, facts, oscillation),
  };
}

/** The ends of a run at which its curvature no longer is that of where it was. */
const LEFT: ReadonlySet<Status> = new Set(['diverged', 'unbounded', 'undefined']);

/** What curvature and trace say of the rate. */
function rates(
  { problem, plan, rate, curvature }: Judged,
  trace: Iterates,
  status: Status,
  minimized: readonly number[] | undefined,
): Pick<Facts, 'conditioning' | 'contraction' | 'decrease'> {
  const at: Conditioning['at'] = LEFT.has(status) ? 'start' : 'end';
  const there = at === 'end' ? minimized : atStart();
  const theory = linearTheory(plan.method);
  const constant = plan.schedule.name === 'constant' ? rate : undefined;
  const predicted =
    there && theory && constant !== undefined ? predictedContraction(there, theory, constant) : undefined;
  const contraction: Contraction = {
    ...(predicted !== undefined && { predicted }),
    ...observedContraction(trace),
  };
  const plain = plan.method.name === 'gd' && theory?.decay === 0;
  const decrease = decreaseOf(trace, signOf(problem), plain ? constant : undefined);
  return {
    ...(there && { conditioning: conditioningOf(there, theory, plan.method.name, at) }),
    ...(Object.keys(contraction).length > 0 && { contraction }),
    ...(decrease && { decrease }),
  };

  function atStart(): readonly number[] | undefined {
    const found = curvature.eigenvalues(trace.parameters.map((column) => column[0]!));
    return found && ofMinimized(found, signOf(problem));
  }
}

function ofMinimized(eigenvalues: readonly number[], sign: 1 | -1): readonly number[] {
  return sign === 1 ? eigenvalues : eigenvalues.map((value) => -value).reverse();
}
