/** Every method and schedule, and how a settled choice finds its own. */
import { findChoice } from './choice.ts';
import type { Method } from './method.ts';
import { RULES } from './rules/index.ts';
import type { Schedule } from './schedule.ts';
import { SCHEDULES } from './schedules/index.ts';
import { SEARCHES } from './searches/index.ts';

export { SCHEDULES };

export const METHODS: readonly Method[] = [...RULES, ...SEARCHES];

/** The method of a settled choice. @throws {RangeError} for a name that reading would have refused. */
export function methodNamed(name: string): Method {
  const method = findChoice(METHODS, name);
  if (!method) throw new RangeError(`There is no method named ${name}.`);
  return method;
}

/** The schedule of a settled choice. @throws {RangeError} for a name that reading would have refused. */
export function scheduleNamed(name: string): Schedule {
  const schedule = findChoice(SCHEDULES, name);
  if (!schedule) throw new RangeError(`There is no schedule named ${name}.`);
  return schedule;
}
