/** The verdict of a run: its status, its point, its rules' margins, and the sentences that say so. */
import type { Problem } from '../problem.ts';
import { type Curvature, isStationary, kindOfPoint, spectralRadius } from './curvature.ts';
import type { Limits } from './loop.ts';
import { brief, grouped, pointText } from './numerals.ts';
import { findOscillation, findSwing, type Oscillation } from './oscillation.ts';
import type { Trace } from './trace.ts';
import type { Margin, Rule, Status, Verdict } from './verdict.ts';

/** What a verdict is about. */
interface Judged {
  readonly problem: Problem;
  readonly rate: number;
  readonly curvature: Curvature;
}

/** The value grew by this much over the start's: the run was leaving, not arriving. */
const GROWN = 1e3;

/** Judges a run that has ended. @param trace all its rows. */
export function makeVerdict(run: Judged, trace: Trace, rule: Rule, limits: Limits): Verdict {
  const { problem } = run;
  const steps = trace.value.length - 1;
  const point = trace.parameters.map((column) => column[steps]!);
  const value = trace.value[steps]!;
  const gradientNorm = trace.gradientNorm[steps]!;
  const cycle = rule === 'gradient' ? undefined : findOscillation(trace);
  const oscillation = cycle ?? (rule === 'change' ? findSwing(trace) : undefined);
  const status = statusOf(problem, trace, rule, oscillation);
  const eigenvalues = point.every(Number.isFinite) ? run.curvature.eigenvalues(point) : undefined;
  const settled = rule === 'gradient' || (eigenvalues && isStationary(eigenvalues, gradientNorm, point));
  const kind = eigenvalues && (settled ? kindOfPoint(eigenvalues) : 'not stationary');
  const margins = marginsOf(trace, rule, limits);
  const verdict = {
    status,
    rule,
    steps,
    point,
    value,
    gradientNorm,
    best: bestOf(problem, trace),
    margins,
    ...(eigenvalues && kind && { curvature: { kind, eigenvalues } }),
  };
  return {
    ...verdict,
    sentence: sentenceOf(problem, trace, verdict, limits, oscillation),
    remarks: remarksOf(run, trace, verdict, oscillation),
  };
}

type Facts = Omit<Verdict, 'sentence' | 'remarks'>;

function statusOf(problem: Problem, trace: Trace, rule: Rule, oscillation: Oscillation | undefined): Status {
  if (rule === 'user') return 'stopped';
  const last = trace.value.length - 1;
  const value = trace.value[last]!;
  const first = trace.value[0]!;
  const sign = problem.sense === 'maximize' ? -1 : 1;
  if (rule === 'nonFinite' || rule === 'divergence') {
    if (sign * value < 0 && Math.abs(value) > Math.abs(first)) return 'unbounded';
    return rule === 'nonFinite' && !overflowed(trace) ? 'undefined' : 'diverged';
  }
  if (rule === 'gradient') return 'converged';
  if (oscillation) return 'oscillating';
  if (rule === 'steps') {
    const rising = sign * (value - first) > GROWN * (1 + Math.abs(first));
    return rising && last > 0 && sign * (value - trace.value[last - 1]!) > 0 ? 'diverged' : 'limit';
  }
  return 'converged';
}

/** Whether the values grew without bound before they ceased to be finite. */
function overflowed(trace: Trace): boolean {
  const last = trace.value.length - 1;
  const before = Math.abs(trace.value[Math.max(0, last - 1)]!);
  return Math.abs(trace.value[last]!) === Number.POSITIVE_INFINITY || before > GROWN * (1 + Math.abs(trace.value[0]!));
}

function bestOf(problem: Problem, trace: Trace): Verdict['best'] {
  const sign = problem.sense === 'maximize' ? -1 : 1;
  let step = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < trace.value.length; k++) {
    const value = sign * trace.value[k]!;
    if (value < least) [least, step] = [value, k];
  }
  return { step, value: trace.value[step]!, point: trace.parameters.map((column) => column[step]!) };
}

function marginsOf(trace: Trace, fired: Rule, limits: Limits): Margin[] {
  const last = trace.value.length - 1;
  const moved = Math.hypot(
    ...trace.parameters.map((column) => (last > 0 ? column[last]! - column[last - 1]! : Number.NaN)),
  );
  const change = last > 0 ? Math.abs(trace.value[last]! - trace.value[last - 1]!) : Number.NaN;
  const margins: [Rule, string, number, number][] = [
    ['gradient', 'gradient norm', limits.gradient, trace.gradientNorm[last]!],
    ['change', 'change of the value', limits.change, change],
    ['move', 'move of the parameters', limits.move, moved],
    ['steps', 'steps', limits.steps, last],
    ['divergence', 'size of the value', limits.divergence, Math.abs(trace.value[last]!)],
  ];
  return margins
    .filter(([, , threshold]) => threshold >= 0)
    .map(([rule, name, threshold, value]) => ({ rule, name, threshold, last: value, fired: rule === fired }));
}

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function sentenceOf(
  problem: Problem,
  trace: Trace,
  facts: Facts,
  limits: Limits,
  oscillation: Oscillation | undefined,
): string {
  const { steps, gradientNorm, value } = facts;
  const after = `after ${plural(steps, 'step')}`;
  const at = `at ${pointText(problem.parameters, facts.point)}, where ${problem.name ?? 'f'} = ${brief(value)}`;
  const change = steps > 0 ? Math.abs(value - trace.value[steps - 1]!) : Number.NaN;
  const others = othersOf(facts);
  switch (facts.status) {
    case 'converged':
      if (facts.rule === 'gradient') {
        return `Converged ${after} ${at}: the gradient norm ${brief(gradientNorm)} is below ${brief(limits.gradient)}.${others}`;
      }
      return facts.rule === 'change'
        ? `Stopped ${after} ${at}: the value changed by ${brief(change)}, less than ${brief(limits.change)}.${others}`
        : `Stopped ${after} ${at}: the parameters moved by less than ${brief(limits.move)}.${others}`;
    case 'stopped':
      return `Stopped by you ${after} ${at}.${others}`;
    case 'limit':
      return `Not converged: the limit of ${plural(steps, 'step')} was reached ${at}.${others}`;
    case 'oscillating': {
      const { parameter, between, since, settled } = oscillation!;
      const name = problem.parameters[parameter]!;
      const [a, b] = between;
      const ended =
        facts.rule === 'steps'
          ? `the limit of ${plural(steps, 'step')} ended it`
          : `the ${facts.rule === 'change' ? 'value' : 'parameter'} rule ended it ${after}`;
      return `Oscillates${settled ? ' for ever' : ''}: since step ${grouped(since)}, ${name} jumps between ${brief(Math.max(a, b))} and ${brief(Math.min(a, b))}; ${ended} ${at}.${others}`;
    }
    case 'diverged':
      return `Diverged: the value went from ${brief(trace.value[0]!)} to ${brief(value)} in ${plural(steps, 'step')}, ${at}.`;
    case 'unbounded': {
      const way = problem.sense === 'maximize' ? 'rises' : 'falls';
      return `The objective seems to have no ${problem.sense === 'maximize' ? 'maximum' : 'minimum'} this way: it ${way} beyond every limit, to ${brief(value)} ${after}.`;
    }
    case 'undefined':
      return `Left the objective’s domain ${after}: ${at.replace('where', 'where the value is')}, and the gradient norm is ${brief(gradientNorm)}.`.replace(
        /the value is (\S+) = /,
        '$1 is ',
      );
  }
}

/** How far the rules that did not fire were. */
function othersOf(facts: Facts): string {
  const parts = facts.margins.flatMap(({ rule, name, threshold, last, fired }) => {
    if (fired || rule === 'divergence' || Number.isNaN(last)) return [];
    if (rule === 'steps') return [`${plural(threshold - last, 'step')} were left`];
    return [`the ${name} was ${brief(last)} (rule: below ${brief(threshold)})`];
  });
  if (parts.length === 0) return '';
  const text = parts.join('; ');
  return ` ${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const KINDS: Readonly<Record<string, string>> = {
  minimum: 'This point is a minimum',
  maximum: 'This point is a maximum',
  saddle: 'This point is a saddle, neither a minimum nor a maximum',
  degenerate: 'The curvature here is zero in some direction, so it alone cannot tell the kind of point',
};

function remarksOf(run: Judged, trace: Trace, facts: Facts, oscillation: Oscillation | undefined): string[] {
  const remarks: string[] = [];
  const { problem } = run;
  if (facts.curvature && facts.curvature.kind !== 'not stationary') {
    const shown = facts.curvature.eigenvalues.slice(0, 6).map(brief).join(', ');
    const more = facts.curvature.eigenvalues.length > 6 ? ', …' : '';
    remarks.push(`${KINDS[facts.curvature.kind]} (Hessian eigenvalues ${shown}${more}).`);
  }
  if (facts.status === 'diverged' || oscillation) {
    const eigenvalues = run.curvature.eigenvalues(oscillation ? facts.point : problem.settings.start);
    const largest = spectralRadius(eigenvalues ?? []);
    if (largest > 0) {
      const place = oscillation ? 'here' : 'at the start';
      remarks.push(
        `The largest curvature ${place} is λ = ${brief(largest)}: gradient descent is stable for rates below 2/λ = ${brief(2 / largest)}, and the rate was ${brief(trace.rate[0]!)}.`,
      );
    }
  }
  const { best } = facts;
  if (best.step !== facts.steps && best.value !== facts.value) {
    const which = problem.sense === 'maximize' ? 'greatest' : 'least';
    remarks.push(
      `The ${which} value on the way was ${brief(best.value)} at step ${grouped(best.step)}, ${pointText(problem.parameters, best.point)}.`,
    );
  }
  return remarks;
}
