/** The runs that a problem asks for. */
import { CONVENTION_TITLES, type Convention, formOf } from '../methods/convention.ts';
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, Rate, ScheduleChoice } from '../problem.ts';

/** One method at one rate from one start: a problem that compares is several of these. */
export interface RunPlan {
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  readonly rate: Rate;
  /** Where a rate comes from that neither text nor panel gave. */
  readonly rateNote?: string;
  readonly start: readonly number[];
}

/** The runs of a problem: every method at every rate, a method's own rate before the common ones. */
export function plansOf(problem: Problem): RunPlan[] {
  const { methods, schedule, start } = problem.settings;
  const settled = settledSchedule(schedule, problem.settings.stop.steps);
  return methods.flatMap((method) => {
    const usual = problem.origins.rates === 'chosen' ? conventionalRate(method) : undefined;
    if (usual) return [{ method, schedule: settled, ...usual, start }];
    return ratesFor(method, problem.settings.rates).map((rate) => ({ method, schedule: settled, rate, start }));
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

/** A schedule over the whole run, unless the text says how long. */
function settledSchedule({ name, options }: ScheduleChoice, steps: number): ScheduleChoice {
  const schedule = scheduleNamed(name);
  const spans = schedule.options.filter((option) => option.spans && options[option.name] === undefined);
  const whole = Object.fromEntries(spans.map((option) => [option.name, Math.max(1, steps)]));
  return { name: schedule.name, options: { ...options, ...whole } };
}
