/** The runs that a problem asks for. */
import { number, withDefaults } from '../methods/choice.ts';
import { CONVENTION_TITLES, type Convention, formOf } from '../methods/convention.ts';
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, Rate, ScheduleChoice } from '../problem.ts';
import { type BatchPlan, batchOf, mostSteps } from './batches/batch.ts';
import { courseOf } from './course.ts';

/** One method at one rate from one start: a problem that compares is several of these. */
export interface RunPlan {
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  readonly rate: Rate;
  /** Where a rate comes from that neither text nor panel gave. */
  readonly rateNote?: string;
  readonly start: readonly number[];
  /** Absent: every step uses all rows. */
  readonly batch?: BatchPlan;
}

/** The runs of a problem: every method with every batch at every rate, a method's own rate before the common ones. */
export function plansOf(problem: Problem): RunPlan[] {
  const sizes = problem.settings.batch?.sizes ?? ['all'];
  return sizes.flatMap((size) => plansWith(problem, size === 'all' ? undefined : batchOf(problem, size)));
}

function plansWith(problem: Problem, batch: BatchPlan | undefined): RunPlan[] {
  const { methods } = problem.settings;
  const schedule = scheduleOf(problem, mostSteps(problem, batch));
  const common = { schedule, start: problem.settings.start, ...(batch && { batch }) };
  const own = ownRate(problem, schedule);
  return methods.flatMap((method): RunPlan[] => {
    const usual = problem.origins.rates === 'chosen' && own === undefined ? conventionalRate(method) : undefined;
    if (usual) return [{ method, ...usual, ...common }];
    const rates = own === undefined ? problem.settings.rates : [own];
    return ratesFor(method, rates).map((rate) => ({ method, rate, ...common }));
  });
}

/** The rate of the convention that a text names, where it says none. */
function conventionalRate(choice: MethodChoice): Pick<RunPlan, 'rate' | 'rateNote'> | undefined {
  const { conventions } = methodNamed(choice.name);
  const form = choice.options.convention === undefined ? undefined : formOf(conventions, choice.options);
  if (form?.rate === undefined || choice.rate !== undefined) return undefined;
  const whose = CONVENTION_TITLES[choice.options.convention as Convention];
  return { rate: form.rate, rateNote: `the rate of ${whose} where none is said` };
}

/** A search finds its step lengths itself: of several rates it would make the same run several times. */
function ratesFor(method: MethodChoice, rates: readonly Rate[]): readonly Rate[] {
  if (method.rate !== undefined) return [method.rate];
  return rates.length > 1 && methodNamed(method.name).kind === 'search' ? ['auto'] : rates;
}

/** The rate that the schedule brings with it. */
function ownRate(problem: Problem, schedule: ScheduleChoice): Rate | undefined {
  const { rate } = problem.settings.schedule;
  if (rate !== undefined || schedule.name !== 'formula') return rate;
  // Of a formula without η₀ the first rate stands for it.
  const course = courseOf(problem, { ...schedule, options: { ...schedule.options, warmup: 0 } })!;
  return course.usesInitial ? undefined : course.rate(1, 0);
}

/** A problem's schedule, over the whole run unless the text says how long. */
export function scheduleOf(problem: Problem, steps = problem.settings.stop.steps): ScheduleChoice {
  const { schedule: chosen } = problem.settings;
  const schedule = scheduleNamed(chosen.name);
  const options = withDefaults(schedule, chosen.options);
  const left = Math.max(2, steps - number(options, 'warmup'));
  const spans = schedule.options.filter((option) => option.spans && chosen.options[option.name] === undefined);
  const whole = Object.fromEntries(spans.map((option) => [option.name, left]));
  return { name: schedule.name, options: { ...chosen.options, ...whole } };
}
