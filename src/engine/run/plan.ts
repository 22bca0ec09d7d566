/** The runs that a problem asks for. */
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, Rate, ScheduleChoice } from '../problem.ts';

/** One method at one rate from one start: a problem that compares is several of these. */
export interface RunPlan {
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  readonly rate: Rate;
  readonly start: readonly number[];
}

/** The runs of a problem: every method at every rate, a method's own rate before the common ones. */
export function plansOf(problem: Problem): RunPlan[] {
  const { methods, schedule, start } = problem.settings;
  const settled = settledSchedule(schedule, problem.settings.stop.steps);
  return methods.flatMap((method) =>
    ratesFor(method, problem.settings.rates).map((rate) => ({ method, schedule: settled, rate, start })),
  );
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
