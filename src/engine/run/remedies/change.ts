/** A change of a run's settings: the patch that makes it, and its words. */
import { methodNamed, scheduleNamed } from '../../methods/index.ts';
import type { MethodChoice, Options, Rate, ScheduleChoice, SettingsPatch } from '../../problem.ts';
import { brief, grouped, pointText } from '../numerals.ts';
import type { RunPlan } from '../plan.ts';
import type { Failed } from './failed.ts';

/** What of a run is changed; what is absent stays. */
export interface Change {
  readonly rate?: Rate;
  /** A method without a rate of its own. */
  readonly method?: Pick<MethodChoice, 'name' | 'options'>;
  readonly schedule?: ScheduleChoice;
  readonly start?: readonly number[];
  readonly stop?: NonNullable<SettingsPatch['stop']>;
}

/** The settings that make a change to one run; the problem's other runs stay as they are, as far as settings are theirs. */
export function patchOf({ plan, plans }: Failed, { rate, method, schedule, start, stop }: Change): SettingsPatch {
  const common = { ...(schedule && { schedule }), ...(start && { start }), ...(stop && { stop }) };
  if (rate === undefined && !method) return common;
  const { name, options } = method ?? plan.method;
  const settled = rate ?? plan.rate;
  if (plans.length === 1) {
    // A rate of the method's own would go before the common one.
    const named = method !== undefined || plan.method.rate !== undefined;
    return { ...(named && { methods: [{ name, options }] }), rates: [settled], ...common };
  }
  const methods = plans.map((other) => (other === plan ? { name, options, rate: settled } : withRate(other)));
  return { methods, ...common };
}

function withRate({ method: { name, options }, rate }: RunPlan): MethodChoice {
  return { name, options, rate };
}

/** A change in a few words: `rate 0.05, at most 20,000 steps`. */
export function wordsOf({ problem }: Failed, change: Change): string {
  const { rate, method, schedule, start, stop } = change;
  const words = [
    ...(method ? [methodWords(method)] : []),
    ...(rate === undefined ? [] : [rate === 'auto' ? 'automatic rate' : `rate ${brief(rate)}`]),
    ...(schedule ? [scheduleWords(schedule)] : []),
    ...(start ? [`start ${pointText(problem.parameters, start)}`] : []),
    ...(stop ? stopWords(stop) : []),
  ];
  return words.join(', ');
}

function methodWords({ name, options }: Pick<MethodChoice, 'name' | 'options'>): string {
  return [methodNamed(name).title, ...optionWords(options)].join(' ');
}

function scheduleWords({ name, options }: ScheduleChoice): string {
  return [`${scheduleNamed(name).title.toLowerCase()} schedule`, ...optionWords(options)].join(' ');
}

function optionWords(options: Options): string[] {
  return Object.entries(options).map(([name, value]) => `${name} ${String(value)}`);
}

const RULES: Readonly<Record<string, string>> = {
  gradient: 'the gradient norm',
  move: 'the parameters’ move',
  change: 'the value’s change',
  relativeChange: 'the value’s relative change',
  patience: 'patience',
  gradientMax: 'the largest partial derivative',
};

function stopWords(stop: NonNullable<Change['stop']>): string[] {
  return Object.entries(stop).map(([rule, limit]) => {
    if (rule === 'steps' || rule === 'evaluations') return `at most ${grouped(limit ?? 0)} ${rule}`;
    const name = RULES[rule] ?? rule;
    return limit === undefined ? `no rule for ${name}` : `a stop at ${name} below ${brief(limit)}`;
  });
}
