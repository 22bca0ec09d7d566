/** What can be said of a run before it begins, with certainty: rules that cannot fire, settings without an effect. */
import { gradientOf, hessianOf } from '../calculus/gradient.ts';
import { methodNamed } from '../methods/index.ts';
import type { Note, Problem, Settings, StopRules } from '../problem.ts';
import { usesBatches } from '../read/batch.ts';
import { isLinearInSums } from './batches/linear.ts';
import { boundsOf } from './bounds.ts';
import { kinksOf, sourceOf, whereOf } from './kinks.ts';
import { brief, grouped } from './numerals.ts';

/** Notes on the settings of a problem, each with its place in the text where the setting stands in it. */
export function foresee(problem: Problem): Note[] {
  const { methods, schedule } = problem.settings;
  const searches = methods.filter(({ name }) => methodNamed(name).kind === 'search');
  return [
    ...[...deadRules(problem), ...beyondReach(problem)].map((text) => noteOn(problem, 'stop', text)),
    ...atOnce(problem.settings.stop).map((text) => noteOn(problem, 'stop', text)),
    // Where no method takes it the schedule's own note says so (schedule-notes.ts).
    ...(schedule.name !== 'constant' && searches.length > 0 && searches.length < methods.length
      ? [
          noteOn(
            problem,
            'schedule',
            `The schedule has no effect on ${titles(searches)}: a search finds its step lengths itself.`,
          ),
        ]
      : []),
    ...atKinks(problem),
    ...biased(problem),
  ];
}

function noteOn({ written }: Problem, setting: keyof Settings, text: string): Note {
  const place = written.find((one) => one.setting === setting);
  return { text, ...(place && { range: place.range }) };
}

/** Rules that no row can fulfil. */
function deadRules({ settings }: Problem): string[] {
  const { stop, methods } = settings;
  const { steps, evaluations, patience, improvement } = stop;
  const rules = methods.every(({ name }) => methodNamed(name).kind === 'rule');
  const notBelow = (['gradient', 'gradientMax', 'change', 'move'] as const).filter((rule) => stop[rule] === 0);
  return [
    ...notBelow.map((rule) => `The rule ${SAID[rule]}<0 can never fire: ${OF[rule]} is not below 0.`),
    ...(patience !== undefined && patience > steps
      ? [`The rule patience=${grouped(patience)} can never fire: the run has at most ${grouped(steps)} steps.`]
      : []),
    ...(improvement !== undefined && patience === undefined
      ? ['improvement has no effect without patience: it says what patience counts as an improvement.']
      : []),
    ...(rules && evaluations !== undefined && evaluations > steps
      ? [
          `The rule evaluations=${grouped(evaluations)} can never fire: each step is one evaluation, and the run has at most ${grouped(steps)} steps.`,
        ]
      : []),
  ];
}

/** A target beyond what interval arithmetic shows the objective to be, with room for rounding. */
function beyondReach({ objective, columns, settings, sense }: Problem): string[] {
  const { target } = settings.stop;
  if (target === undefined) return [];
  const [low, high] = boundsOf(
    objective,
    columns.map((column) => column.values),
  );
  const [bound, sign, side] = sense === 'maximize' ? ([high, -1, 'above'] as const) : ([low, 1, 'below'] as const);
  if (!Number.isFinite(bound) || sign * (bound - target) <= 1e-9 * (1 + Math.abs(bound))) return [];
  return [`The target ${brief(target)} can never be reached: the objective is nowhere ${side} ${brief(bound)}.`];
}

const SAID = { gradient: 'gradient', gradientMax: 'gradient_max', change: 'change', move: 'move' } as const;
const OF = {
  gradient: 'a norm',
  gradientMax: 'an absolute value',
  change: 'an absolute change',
  move: 'a distance',
} as const;

/** Rules that every first step fulfils. */
function atOnce({ relativeChange }: StopRules): string[] {
  // |a − b| ≤ 2·max(|a|, |b|) for all a and b.
  return relativeChange !== undefined && relativeChange >= 2
    ? [
        `The rule relative_change<${brief(relativeChange)} ends every run at its first step: no value can change by more.`,
      ]
    : [];
}

/** Batches of an objective that is no sum of sums over rows: √mean(…), or a quotient of means. */
function biased(problem: Problem): Note[] {
  const { batch } = problem.settings;
  if (!batch || !usesBatches(batch) || isLinearInSums(problem.objective)) return [];
  return [
    noteOn(
      problem,
      'batch',
      'The objective is not linear in its sums over rows: the batches’ gradients have another mean than its own, so a run in batches settles beside its minimum.',
    ),
  ];
}

/** What a method or a rule needs and a kink does not give. */
function atKinks(problem: Problem): Note[] {
  const [kink] = kinksOf(problem).filter(({ kind }) => kind !== 'jump');
  if (!kink) return [];
  const { methods, stop } = problem.settings;
  const curved = methods.filter(({ name }) => {
    const method = methodNamed(name);
    return method.kind === 'search' && (method.needs === 'hessian' || method.needs === 'product');
  });
  const place = `${sourceOf(kink, problem)} has a kink ${whereOf(kink, problem)}`;
  return [
    ...(curved.length > 0
      ? [noteOn(problem, 'methods', `${titles(curved)} uses second derivatives: ${place}, where there are none.`)]
      : []),
    ...((stop.gradient !== undefined || stop.gradientMax !== undefined) && isPiecewiseLinear(problem)
      ? [
          noteOn(
            problem,
            'stop',
            `The slope is constant between kinks (${place}): a rule of the gradient fires only where a step lands on a kink exactly. A falling rate with a rule such as move<1e-9 ends such a run.`,
          ),
        ]
      : []),
  ];
}

/** Every second derivative is the constant 0. */
function isPiecewiseLinear({ graph, objective, parameters }: Problem): boolean {
  if (parameters.length > MOST_PARAMETERS) return false;
  const hessian = hessianOf(graph, gradientOf(graph, objective, parameters.length)).flat();
  return hessian.every((node) => node.kind === 'constant' && node.value === 0);
}

/** Of more the second derivatives are too many to look at for a note. */
const MOST_PARAMETERS = 20;

function titles(methods: readonly { readonly name: string }[]): string {
  return methods.map(({ name }) => methodNamed(name).title).join(' and ');
}
