/** One optimizer in the forms that frameworks give it: which differ, the first step at which they part, and why. */
import { withDefaults } from '../methods/choice.ts';
import { CONVENTION_TITLES, type Convention, type Form, formOf } from '../methods/convention.ts';
import { methodNamed } from '../methods/index.ts';
import type { Method } from '../methods/method.ts';
import type { MethodChoice, Options, OptionValue } from '../problem.ts';
import { brief } from './numerals.ts';
import type { RunPlan } from './plan.ts';
import type { Iterates } from './trace.ts';

/** Two runs part where a parameter differs by more than this share of the largest size that it had up to there. */
export const APART = 1e-9;

/** What became of two runs of one optimizer. */
export interface Parting {
  /** The runs, by index. */
  readonly runs: readonly [number, number];
  /** The first step after which a parameter differs; absent where none does. */
  readonly step?: number;
  /** What is seen, in words. */
  readonly sentence: string;
  /** Why, a sentence each. */
  readonly reasons: readonly string[];
}

/** The conventions of a method whose steps may differ, its own first; none where there is one form only. */
export function differingConventions({ conventions = {} }: Method): Convention[] {
  const all = Object.keys(conventions) as Convention[];
  const differs = (form: Form | undefined) =>
    form?.defaults !== undefined ||
    [form?.differs, form?.differsWithDecay, form?.differsWithMomentum].some((why) => why !== undefined);
  const different = all.slice(1).filter((convention) => differs(conventions[convention]));
  return different.length === 0 ? [] : [all[0]!, ...different];
}

/** Whether plans are one optimizer in several conventions, with all else equal. */
export function compareConventions(plans: readonly RunPlan[]): boolean {
  const rest = ({ method, rate, schedule, start }: RunPlan) => {
    const { convention: _, ...options } = method.options;
    return JSON.stringify([method.name, Object.entries(options).sort(), rate, schedule, start]);
  };
  const conventions = new Set(plans.map(({ method }) => conventionOf(method)));
  return plans.length > 1 && conventions.size === plans.length && new Set(plans.map(rest)).size === 1;
}

/**
 * Every two runs of plans that compare conventions.
 *
 * @param traces the runs' iterates, in the order of the plans. A run without rows is left out.
 * @param names the parameters' names.
 */
export function partingsOf(
  plans: readonly RunPlan[],
  traces: readonly Iterates[],
  names: readonly string[],
): Parting[] {
  return plans.flatMap((plan, i) =>
    plans.slice(i + 1).flatMap((other, offset) => {
      const j = i + 1 + offset;
      const [a, b] = [traces[i]!, traces[j]!];
      if (a.value.length === 0 || b.value.length === 0) return [];
      const pair = capitalized(`${titleOf(plan.method)} and ${titleOf(other.method)}`);
      const found = firstParting(a, b);
      const reasons = reasonsOf(plan.method, other.method);
      const steps = Math.min(a.value.length, b.value.length) - 1;
      if (!found) return [{ runs: [i, j] as const, sentence: `${pair} make the same ${counted(steps)}.`, reasons }];
      const { step, parameter } = found;
      const values = [a, b].map((trace) => numeral(trace.parameters[parameter]![step]!));
      const sentence = `${pair} part at step ${step}: ${names[parameter]} is ${values.join(' and ')}.`;
      return [{ runs: [i, j] as const, step, sentence, reasons }];
    }),
  );
}

function firstParting(a: Iterates, b: Iterates): { readonly step: number; readonly parameter: number } | undefined {
  const rows = Math.min(a.value.length, b.value.length);
  const sizes = a.parameters.map(() => 0);
  for (let step = 0; step < rows; step++) {
    for (let parameter = 0; parameter < sizes.length; parameter++) {
      const [left, right] = [a.parameters[parameter]![step]!, b.parameters[parameter]![step]!];
      sizes[parameter] = Math.max(sizes[parameter]!, Math.abs(left), Math.abs(right));
      if (Object.is(left, right)) continue;
      // Not below, which a NaN is not either.
      if (!(Math.abs(left - right) <= APART * sizes[parameter]!)) return { step, parameter };
    }
  }
  return undefined;
}

/** What the forms and defaults of two choices have different. */
function reasonsOf(a: MethodChoice, b: MethodChoice): string[] {
  const method = methodNamed(a.name);
  const settled = [a, b].map((choice) => withDefaults(method, choice.options));
  const [left, right] = [a, b].map((choice) => formReasons(formOf(method.conventions, choice.options), settled));
  const onlyIn = (choice: MethodChoice, mine: readonly string[], others: readonly string[]) =>
    mine.filter((why) => !others.includes(why)).map((why) => `${titleOf(choice)}: ${why}`);
  const defaults = method.options.flatMap(({ name, title }) => {
    const [first, second] = settled.map((options) => options[name]);
    if (name === 'convention' || first === second) return [];
    return [`${title} is ${said(first)} in ${titleOf(a)} and ${said(second)} in ${titleOf(b)} unless told otherwise.`];
  });
  return [...onlyIn(a, left!, right!), ...onlyIn(b, right!, left!), ...defaults].map(capitalized);
}

/** What a form says of itself that matters with these options. */
function formReasons(form: Form | undefined, settled: readonly Options[]): string[] {
  const has = (name: string) => settled.some((options) => Number(options[name] ?? 0) !== 0);
  return [
    form?.differs,
    has('weight_decay') ? form?.differsWithDecay : undefined,
    has('momentum') ? form?.differsWithMomentum : undefined,
  ].filter((why) => why !== undefined);
}

function conventionOf({ name, options }: MethodChoice): Convention {
  return (options.convention ?? Object.keys(methodNamed(name).conventions ?? {})[0]) as Convention;
}

function titleOf(choice: MethodChoice): string {
  return CONVENTION_TITLES[conventionOf(choice)] ?? choice.name;
}

function said(value: OptionValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? brief(value) : String(value);
}

function capitalized(sentence: string): string {
  return sentence.replace(/^the /, 'The ');
}

function counted(steps: number): string {
  return steps === 1 ? 'step' : `${steps.toLocaleString('en')} steps`;
}

/** Digits enough to see a difference of `APART`. */
function numeral(value: number): string {
  return String(Number(value.toPrecision(12))).replace('-', '−');
}
