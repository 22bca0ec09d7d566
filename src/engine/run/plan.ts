/** The runs that a problem asks for. */
import { scheduleNamed } from '../methods/index.ts';
import type { MethodChoice, Problem, Rate, ScheduleChoice } from '../problem.ts';

/** One method at one rate: a problem that compares is several of these. */
export interface RunPlan {
  readonly method: MethodChoice;
  readonly schedule: ScheduleChoice;
  readonly rate: Rate;
}

/** The runs of a problem: every method at every rate, a method's own rate before the common ones. */
export function plansOf(problem: Problem): RunPlan[] {
  const { methods, rates, schedule, stop } = problem.settings;
  const name = scheduleNamed(schedule.name).name;
  // A cosine falls over the whole run unless the text says how long.
  const length = name === 'cosine' && schedule.options.steps === undefined ? { steps: Math.max(1, stop.steps) } : {};
  const settled = { name, options: { ...schedule.options, ...length } };
  return methods.flatMap((method) =>
    (method.rate === undefined ? rates : [method.rate]).map((rate) => ({ method, schedule: settled, rate })),
  );
}
