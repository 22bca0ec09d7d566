/**
 * The gradient check: the symbolic gradient that runs against dual numbers, against central differences, and against
 * Taylor's theorem, at the start, along a run and at random points.
 */
import type { Problem } from '../problem.ts';
import type { Node } from '../program/graph.ts';
import { grouped } from '../run/numerals.ts';
import { causeOf } from './check/cause.ts';
import { judge, usualSizes } from './check/judge.ts';
import { Instruments, type Measured } from './check/measure.ts';
import { MOST_TRAIL, RANDOM_POINTS, spotsOf, type TrailPoint } from './check/points.ts';
import { uniform } from './check/random.ts';
import type { CheckedPoint, GradientReport } from './check/report.ts';
import { sentenceOf } from './check/sentence.ts';
import { gradientOf } from './gradient.ts';

export interface CheckOptions {
  /** Iterates of the last run, the start aside, ascending. */
  readonly trail?: readonly TrailPoint[];
  /** Of the random points and directions. */
  readonly seed?: number;
  /** The gradient to be checked, in place of the one that runs: for tests of the check. */
  readonly gradient?: readonly Node[];
}

/** How far a check has come. */
export interface CheckProgress {
  readonly done: number;
  readonly of: number;
}

const SEED = 1;
const MOST_POINTS = 1 + MOST_TRAIL + RANDOM_POINTS;
/** What a check may cost, in nodes computed: well under a second. */
const BUDGET = 1e8;
/** A node computed with its slopes and bounds costs as much as this many compiled ones. */
const WITH_SLOPES = 40;
/** A node's part in one pass of dual numbers, and in the four values of one central difference. */
const BY_PARAMETER = 12;

/** Checks a problem's gradient at one point after another, and returns what was found. */
export function* checkSteps(
  problem: Problem,
  { trail = [], seed = SEED, gradient }: CheckOptions = {},
): Generator<CheckProgress, GradientReport, void> {
  const count = problem.parameters.length;
  const instruments = new Instruments(problem, gradient ?? gradientOf(problem.graph, problem.objective, count));
  const { points, compared } = affordable(instruments, count);
  const { spots, replaced } = spotsOf(problem, trail, seed, points, (point) => Number.isFinite(instruments.f(point)));
  const random = uniform(seed + 1);
  const measured: Measured[] = [];
  for (const spot of spots) {
    yield { done: measured.length, of: spots.length };
    measured.push(instruments.measure(spot, compared, random));
  }
  const usual = usualSizes(measured, compared);
  const checked = measured.map((one): CheckedPoint => {
    const partials = one.found.map((found, i) => judge(found, usual[i]!));
    const cause = causeOf(instruments, one, usual);
    return {
      label: one.label,
      point: one.point,
      value: one.value,
      partials,
      deviation: partials.reduce((most, { deviation }) => Math.max(most, deviation), 0),
      taylor: one.taylor,
      ...(cause && { cause }),
    };
  });
  const randoms = spots.filter(({ label }) => label.startsWith('random')).length;
  const remarks = remarksOf({ count, compared: compared.length, points: spots.length, randoms, replaced, seed });
  return { ...sentenceOf(problem.parameters, checked), remarks, points: checked };
}

/** The same at one go. */
export function checkGradient(problem: Problem, options?: CheckOptions): GradientReport {
  const steps = checkSteps(problem, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** How many points, and which parameters, can be looked at for the price: fewer points first, then fewer parameters. */
function affordable(
  { dual, bounds }: Instruments,
  count: number,
): { readonly points: number; readonly compared: readonly number[] } {
  const fixed = WITH_SLOPES * (dual.size + bounds.size);
  const each = BY_PARAMETER * dual.size;
  const points = Math.max(1, Math.min(MOST_POINTS, Math.floor(BUDGET / (fixed + each * count))));
  const most = Math.max(1, Math.min(count, Math.floor((BUDGET / points - fixed) / each)));
  return { points, compared: Array.from({ length: most }, (_, k) => Math.floor((k * count) / most)) };
}

function remarksOf(facts: {
  readonly count: number;
  readonly compared: number;
  readonly points: number;
  readonly randoms: number;
  readonly replaced: number;
  readonly seed: number;
}): string[] {
  const { count, compared, points, randoms, replaced, seed } = facts;
  const remarks: string[] = [];
  if (randoms > 0) remarks.push(`The random points and directions are those of seed ${seed}.`);
  if (replaced > 0) {
    remarks.push(
      `${grouped(replaced)} random ${replaced === 1 ? 'point was' : 'points were'} drawn anew, because the objective is not a number there.`,
    );
  }
  if (compared < count) {
    remarks.push(
      `Of ${grouped(count)} parameters ${grouped(compared)} were compared; the Taylor remainder has all in it.`,
    );
  }
  if (
    points < MOST_POINTS &&
    points <= MOST_POINTS / 2 &&
    compared * points < count * MOST_POINTS &&
    randoms < RANDOM_POINTS
  ) {
    remarks.push(
      `Only ${points === 1 ? 'one point was' : `${points} points were`} looked at, because the formula is long.`,
    );
  }
  return remarks;
}
