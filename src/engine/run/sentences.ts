/** A verdict in words. */
import { gradientOf } from '../calculus/gradient.ts';
import type { Problem } from '../problem.ts';
import { Interpreter } from '../program/interpreter.ts';
import { notReal } from '../read/not-real.ts';
import type { Curvature } from './curvature.ts';
import { brief, grouped, pointText } from './numerals.ts';
import type { Oscillation } from './oscillation.ts';
import type { RunPlan } from './plan.ts';
import { scheduleRemarks } from './schedule-notes.ts';
import type { Iterates } from './trace.ts';
import type { MetKink, Verdict } from './verdict.ts';

/** What a verdict is about. */
export interface Judged {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** The rate at step 0, of a method that has one. */
  readonly rate?: number;
  readonly curvature: Curvature;
}

/** A verdict without its words. */
export type Facts = Omit<Verdict, 'sentence' | 'remarks'>;

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The verdict for people: which rule, after how many steps, where, how far the others were. */
export function sentenceOf(
  problem: Problem,
  trace: Iterates,
  facts: Facts,
  oscillation: Oscillation | undefined,
): string {
  const { steps, value } = facts;
  const after = `after ${plural(steps, 'step')}`;
  const at = `at ${pointText(problem.parameters, facts.point)}, where ${problem.name ?? 'f'} = ${brief(value)}`;
  const others = othersOf(facts);
  switch (facts.status) {
    case 'converged':
      return `Converged ${after} ${at}: ${reasonOf(facts)}.${others}`;
    case 'stalled':
      return `Stalled ${after} ${at}: ${reasonOf(facts)}.${others}`;
    case 'stopped':
      return `Stopped by you ${after} ${at}.${others}`;
    case 'limit':
      return `Not converged: the limit of ${limitOf(facts)} was reached ${at}.${others}`;
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
    case 'undefined': {
      const { exists, reason } = causeOf(problem, facts.point);
      const what = exists ? 'Reached a point where the gradient does not exist' : 'Left the objective’s domain';
      return `${what} ${after}, at ${pointText(problem.parameters, facts.point)}${reason}`;
    }
  }
}

/** Why the rule that fired did. */
function reasonOf({ rule, margins, stuck }: Facts): string {
  const margin = margins.find((one) => one.fired);
  const last = brief(margin?.last ?? Number.NaN);
  const threshold = brief(margin?.threshold ?? Number.NaN);
  switch (rule) {
    case 'gradient':
      return `the gradient norm ${last} is below ${threshold}`;
    case 'gradientMax':
      return `the largest partial derivative, ${last}, is below ${threshold}`;
    case 'change':
      return `the value changed by ${last}, less than ${threshold}`;
    case 'relativeChange':
      return `the value changed by a share of ${last}, no more than ${threshold}`;
    case 'move':
      return `the parameters moved by less than ${threshold}`;
    case 'target':
      return `the value ${last} has reached the target ${threshold}`;
    case 'patience':
      return `the best value has not improved for ${plural(margin?.last ?? 0, 'step')}`;
    default:
      return stuck ?? 'no better point was found';
  }
}

function limitOf({ rule, steps, margins }: Facts): string {
  const threshold = margins.find((one) => one.fired)?.threshold ?? steps;
  if (rule === 'time') return `${brief(threshold)} s`;
  return plural(threshold, rule === 'evaluations' ? 'evaluation' : 'step');
}

/** Whether the objective has a value at a point where something is not a number, and what that is. */
function causeOf(problem: Problem, point: readonly number[]): { readonly exists: boolean; readonly reason: string } {
  const gradient = gradientOf(problem.graph, problem.objective, problem.parameters.length);
  const interpreter = new Interpreter(
    [problem.objective, ...gradient],
    problem.columns.map((column) => column.values),
  );
  interpreter.run(point);
  const failure = interpreter.firstFailure();
  return {
    exists: Number.isFinite(interpreter.value(problem.objective)),
    reason: failure?.node.kind === 'call' ? `: ${notReal(failure.node.operation, failure.args)}` : '.',
  };
}

/** How far the rules that did not fire were. */
function othersOf(facts: Facts): string {
  const parts = facts.margins.flatMap(({ rule, name, threshold, last, fired }) => {
    if (fired || rule === 'divergence' || Number.isNaN(last)) return [];
    if (rule === 'steps') return [`${plural(threshold - last, 'step')} were left`];
    if (rule === 'evaluations') return [`${plural(Math.max(0, threshold - last), 'evaluation')} were left`];
    if (rule === 'time') return [`${brief(Math.max(0, threshold - last))} s were left`];
    if (rule === 'patience') return [`${plural(last, 'step')} had passed without an improvement (rule: ${threshold})`];
    if (rule === 'target') return [`the target was ${brief(threshold)}`];
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

/** Further sentences: the kind of point, a safe rate, a better value on the way. */
export function remarksOf(run: Judged, facts: Facts, oscillation: Oscillation | undefined): string[] {
  const remarks: string[] = [];
  const { problem } = run;
  if (facts.curvature && facts.curvature.kind !== 'not stationary') {
    const shown = facts.curvature.eigenvalues.slice(0, 6).map(brief).join(', ');
    const more = facts.curvature.eigenvalues.length > 6 ? ', …' : '';
    remarks.push(`${KINDS[facts.curvature.kind]} (Hessian eigenvalues ${shown}${more}).`);
  }
  if (facts.status === 'converged' && facts.curvature?.kind === 'not stationary') {
    remarks.push(
      facts.rule === 'gradient'
        ? 'The gradient is small here, but so is the curvature: the point of rest may still be far.'
        : `The gradient norm is ${brief(facts.gradientNorm)} here: this is where the rule ended the run, not a point of rest.`,
    );
  }
  if (facts.status === 'diverged' || oscillation) remarks.push(...rateRemark(run, facts, oscillation));
  if (run.rate !== undefined) remarks.push(...scheduleRemarks(problem, run.plan, run.rate, facts.steps));
  remarks.push(...kinkRemarks(facts, oscillation));
  const { best } = facts;
  if (best.step !== facts.steps && best.value !== facts.value) {
    const which = problem.sense === 'maximize' ? 'greatest' : 'least';
    remarks.push(
      `The ${which} value on the way was ${brief(best.value)} at step ${grouped(best.step)}, ${pointText(problem.parameters, best.point)}.`,
    );
  }
  return remarks;
}

/** What the curvature says of the rate, for the method it speaks of. */
function rateRemark(run: Judged, facts: Facts, oscillation: Oscillation | undefined): string[] {
  if (run.plan.method.name !== 'gd' || run.rate === undefined) return [];
  const largest = run.curvature.radius(oscillation ? facts.point : run.problem.settings.start);
  const safe = 2 / largest;
  const place = oscillation ? 'here' : 'at the start';
  const stable = `The largest curvature ${place} is ${brief(largest)}: gradient descent is stable for rates below 2/${brief(largest)} = ${brief(safe)}`;
  if (run.rate >= safe * (1 - 1e-6)) return [`${stable}, and the rate was ${brief(run.rate)}.`];
  const crossed = oscillation && facts.kinks?.some((kink) => kink.kind === 'kink');
  return crossed && largest > 0 ? [`${stable}, and the rate, ${brief(run.rate)}, is below that.`] : [];
}

/** More kinks than this are counted, not named. */
const MOST_NAMED = 3;

/** Which kinks the path met, and what that means for the run. */
function kinkRemarks(facts: Facts, oscillation: Oscillation | undefined): string[] {
  // Several functions may have theirs in the same place: |x − y| and max(x, y).
  const places = new Map<string, MetKink[]>();
  for (const kink of facts.kinks ?? []) {
    const key = `${kink.kind} ${kink.where} ${kink.first} ${kink.count}`;
    places.set(key, [...(places.get(key) ?? []), kink]);
  }
  const remarks = [...places.values()].slice(0, MOST_NAMED).map((kinks) => {
    const { kind, where, first, count, looked, extremum } = kinks[0]!;
    const sources = [...new Set(kinks.map(({ source }) => source))].join(', ');
    const within = looked === facts.steps ? '' : ` within the first ${plural(looked, 'step')}`;
    const met = count === 1 ? `once${within}, at` : `${grouped(count)} times${within}, first at`;
    const has = kind === 'jump' ? 'The value of the formula jumps' : 'The formula has a kink';
    const stays = oscillation && kind === 'kink' ? '; a constant rate cannot settle there, a falling one can' : '';
    const sides = extremum
      ? ` By the slopes on its two sides, ${brief(extremum.slopes[0])} and ${brief(extremum.slopes[1])}, the kink is a ${extremum.kind}.`
      : '';
    return `${has} ${where} (${sources}). The path met it ${met} step ${grouped(first)}${stays}.${sides}`;
  });
  if (places.size > MOST_NAMED) remarks.push(`It met ${plural(places.size - MOST_NAMED, 'more place')} of this kind.`);
  return remarks;
}
