/** What can be said of a schedule before the run: it is longer than the run, or comes to a rate that moves nothing. */
import { withDefaults } from '../methods/choice.ts';
import { methodNamed, scheduleNamed } from '../methods/index.ts';
import type { Note, Problem } from '../problem.ts';
import { courseOf } from './course.ts';
import { type CourseFault, firstFault } from './course-faults.ts';
import { brief, grouped } from './numerals.ts';
import { plansOf, type RunPlan } from './plan.ts';

/** The problem with the notes on its schedule in place of earlier ones. */
export function withScheduleNotes(problem: Problem): Problem {
  const others = problem.notes.filter((note) => note.about !== 'schedule');
  return { ...problem, notes: [...others, ...scheduleNotes(problem)] };
}

function scheduleNotes(problem: Problem): Note[] {
  const { schedule, methods } = problem.settings;
  if (schedule.name === 'constant' && Object.keys(schedule.options).length === 0) return [];
  const written = problem.written.find(({ setting }) => setting === 'schedule');
  const place = written && problem.origins.schedule === 'text' ? { range: written.range } : {};
  const [plan] = plansOf(problem);
  const kinds = methods.map((method) => methodNamed(method.name).kind);
  const texts = kinds.every((kind) => kind === 'search')
    ? ['The method finds its step lengths itself: the schedule changes nothing.']
    : [...rateNote(problem, plan!), ...lengthNote(problem, plan!), ...faultNote(problem, plan!)];
  return texts.map((text) => ({ text, about: 'schedule', ...place }));
}

/** A rate of the text that the schedule makes void. */
function rateNote(problem: Problem, plan: RunPlan): string[] {
  const { settings, origins } = problem;
  const own = settings.schedule.rate;
  const [given] = settings.rates;
  if (given === undefined || given === 'auto' || origins.rates === 'chosen') return [];
  if (own !== undefined)
    return given === own ? [] : [`The rate ${given} is not used: the schedule has its own, ${own}.`];
  const formula = settings.schedule.name === 'formula';
  const without = formula && plan.rate !== given;
  return without ? [`The rate ${given} is not used: the schedule’s formula does not contain rate.`] : [];
}

function lengthNote(problem: Problem, plan: RunPlan): string[] {
  const { steps } = problem.settings.stop;
  const { warmup } = withDefaults(scheduleNamed(plan.schedule.name), plan.schedule.options);
  if (typeof warmup === 'number' && warmup > steps) {
    return [`The warm-up takes ${grouped(warmup)} steps; the run ends after ${grouped(steps)} at the latest.`];
  }
  const length = lengthOf(plan);
  if (length === undefined || length <= steps) return [];
  return [
    `The schedule takes ${grouped(Math.ceil(length))} steps; the run ends after ${grouped(steps)} at the latest.`,
  ];
}

function lengthOf(plan: RunPlan): number | undefined {
  const { name, options } = plan.schedule;
  const schedule = scheduleNamed(name);
  return schedule.length?.(withDefaults(schedule, options));
}

function faultNote(problem: Problem, plan: RunPlan): string[] {
  const course = courseOf(problem, plan.schedule);
  if (!course || (plan.rate === 'auto' && course.usesInitial && plan.schedule.name === 'formula')) return [];
  const initial = plan.rate === 'auto' ? 1 : plan.rate;
  const fault = firstFault(course, initial, problem.settings.stop.steps);
  return fault ? [faultSentence(fault, 'is')] : [];
}

/** The same of a run that was made, with its rate and so many steps. */
export function scheduleRemarks(problem: Problem, { schedule }: RunPlan, rate: number, steps: number): string[] {
  if (schedule.name === 'constant') return [];
  const course = courseOf(problem, schedule);
  const fault = course && firstFault(course, rate, steps);
  return fault ? [faultSentence(fault, 'was')] : [];
}

/** That a rate moves nothing, climbs or is no number, and when. */
function faultSentence({ step, rate }: CourseFault, is: 'is' | 'was'): string {
  const at = `At step ${grouped(step)} the rate ${is} ${Number.isNaN(rate) ? 'not a number' : brief(rate)}`;
  if (!Number.isFinite(rate)) return `${at}: the run cannot go on from there.`;
  return rate < 0 ? `${at}: with a negative rate a step climbs.` : `${at}: such a step moves nothing.`;
}
