/** Every schedule, each with a warm-up before it where one is asked for. */
import { findChoice } from '../choice.ts';
import type { Schedule, ScheduleForm } from '../schedule.ts';
import { withWarmUp } from '../warm-up.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cyclic } from './cyclic.ts';
import { exponential } from './exponential.ts';
import { formula } from './formula.ts';
import { heldBack } from './held-back.ts';
import { inverseTime } from './inverse-time.ts';
import { linear } from './linear.ts';
import { multiStep } from './multi-step.ts';
import { oneCycle } from './one-cycle.ts';
import { plateau } from './plateau.ts';
import { polynomial } from './polynomial.ts';
import { step } from './step.ts';
import { warmRestarts } from './warm-restarts.ts';

export const SCHEDULES: readonly Schedule[] = [
  constant,
  step,
  multiStep,
  exponential,
  inverseTime,
  polynomial,
  linear,
  cosine,
  warmRestarts,
  cyclic,
  oneCycle,
  plateau,
  heldBack,
  formula,
].map(withWarmUp);

interface Named {
  readonly schedule: Schedule;
  /** The framework's form that has this name. */
  readonly form?: ScheduleForm;
}

const FORMS = SCHEDULES.flatMap((schedule) =>
  (schedule.forms ?? []).map((form) => ({ ...schedule, title: '', name: '', aliases: form.names, schedule, form })),
);

/** The schedule of a name, title, alias or framework's name. */
export function findSchedule(name: string): Named | undefined {
  const schedule = findChoice(SCHEDULES, name);
  return schedule ? { schedule } : findChoice(FORMS, name);
}

/** Every name by which a schedule is found. */
export function scheduleNames(): string[] {
  return [...SCHEDULES, ...FORMS].flatMap(({ name, aliases }) => (name === '' ? aliases : [name, ...aliases]));
}
