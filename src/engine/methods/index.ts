/** Every method and schedule, and how a settled choice finds its own. */
import { findChoice } from './choice.ts';
import type { Method } from './method.ts';
import { adagrad } from './rules/adagrad.ts';
import { adam } from './rules/adam.ts';
import { gradientDescent } from './rules/gradient-descent.ts';
import { heavyBall, nesterov } from './rules/heavy-ball.ts';
import { momentum } from './rules/momentum.ts';
import { rmsprop } from './rules/rmsprop.ts';
import type { Schedule } from './schedule.ts';
import { constant } from './schedules/constant.ts';
import { cosine } from './schedules/cosine.ts';
import { exponential } from './schedules/exponential.ts';
import { step } from './schedules/step.ts';
import { SEARCHES } from './searches/index.ts';

export const METHODS: readonly Method[] = [
  gradientDescent,
  momentum,
  heavyBall,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  ...SEARCHES,
];
export const SCHEDULES: readonly Schedule[] = [constant, step, exponential, cosine];

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
