/** What people may enter in the controls, and the patches that their entries make. Pure; errors are sentences. */
import type {
  Batch,
  BatchSize,
  MethodChoice,
  OptionValue,
  Rate,
  ScheduleChoice,
  Settings,
  SettingsPatch,
  StopRules,
} from '../src/engine/problem.ts';
import { full, parseNumber } from './numbers.ts';

export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** A number that is neither NaN nor infinite. */
export function parseFinite(text: string): Parsed<number> {
  const value = parseNumber(text);
  if (value === undefined) return { problem: 'Write a number, such as 0.5 or 1e-3.' };
  return Number.isFinite(value) ? { value } : { problem: 'This number is too large to compute with.' };
}

/** One learning rate, or several with commas between them; each above 0, or `auto`. */
export function parseRates(text: string): Parsed<readonly Rate[]> {
  const rates: Rate[] = [];
  for (const part of text.split(',')) {
    if (part.trim() === 'auto') {
      rates.push('auto');
      continue;
    }
    const parsed = parseFinite(part);
    if ('problem' in parsed) return { problem: 'Write a number above 0, such as 0.1, or auto.' };
    if (parsed.value <= 0) return { problem: 'A learning rate is above 0.' };
    rates.push(parsed.value);
  }
  return { value: rates };
}

/** Every step uses all rows. */
export const DEFAULT_BATCH: Batch = { sizes: ['all'], order: 'shuffle', seed: 1 };

/** `all`, a number of rows, or several with commas between them. @param rows how many there are. */
export function parseBatchSizes(text: string, rows: number): Parsed<readonly BatchSize[]> {
  const sizes: BatchSize[] = [];
  for (const part of text.split(',').map((word) => word.trim())) {
    const size = part === 'all' ? part : parseNumber(part);
    if (size === undefined) return { problem: 'Write all, or a number of rows such as 32.' };
    if (size !== 'all' && !(Number.isSafeInteger(size) && size >= 1)) {
      return { problem: 'A batch is a whole number of rows, 1 or more.' };
    }
    if (size !== 'all' && size > rows) return { problem: `There are ${full(rows)} rows.` };
    if (sizes.includes(size)) return { problem: `${size} stands here twice.` };
    sizes.push(size);
  }
  return { value: sizes };
}

/** A seed of random numbers. */
export function parseSeed(text: string): Parsed<number> {
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  if (Number.isInteger(parsed.value) && parsed.value >= 0 && parsed.value < 2 ** 32) return parsed;
  return { problem: `A seed is a whole number from 0 to ${2 ** 32 - 1}.` };
}

/** A largest number of epochs. */
export function parseEpochs(text: string): Parsed<number | undefined> {
  if (text.trim() === '') return { value: undefined };
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  if (Number.isSafeInteger(parsed.value) && parsed.value >= 1) return parsed;
  return { problem: 'The number of epochs is a whole number, 1 or more. Leave it empty to count steps only.' };
}

/** A largest number of steps. */
export function parseSteps(text: string): Parsed<number> {
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  if (!Number.isSafeInteger(parsed.value) || parsed.value < 1) {
    return { problem: 'The number of steps is a whole number, 1 or more.' };
  }
  return parsed;
}

/** A threshold of a stopping rule; an empty text turns the rule off. */
export function parseTolerance(text: string): Parsed<number | undefined> {
  if (text.trim() === '') return { value: undefined };
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  return parsed.value > 0 ? parsed : { problem: 'A tolerance is above 0. Leave it empty to turn the rule off.' };
}

/** A whole number, 1 or more, at which a rule ends the run; an empty text turns the rule off. */
export function parseCount(text: string): Parsed<number | undefined> {
  if (text.trim() === '') return { value: undefined };
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  if (Number.isSafeInteger(parsed.value) && parsed.value >= 1) return parsed;
  return { problem: 'This is a whole number, 1 or more. Leave it empty to turn the rule off.' };
}

/** A value to be reached; an empty text turns the rule off. */
export function parseTarget(text: string): Parsed<number | undefined> {
  return text.trim() === '' ? { value: undefined } : parseFinite(text);
}

/** The rates in force: where every method has a rate of its own, those; else the schedule's own, or the common ones. */
export function ratesOf(settings: Settings): readonly Rate[] {
  const own = settings.methods.flatMap(({ rate }) => rate ?? []);
  // What compares conventions has one rate for all.
  if (own.length === settings.methods.length) return own.every((rate) => rate === own[0]) ? own.slice(0, 1) : own;
  const { rate } = settings.schedule;
  return rate === undefined ? settings.rates : [rate];
}

/** Rates for every method; rates of their own would hide them, and are dropped. */
export function ratesPatch(settings: Settings, rates: readonly Rate[]): SettingsPatch {
  const own = settings.methods.some((method) => method.rate !== undefined);
  return own ? { rates, methods: settings.methods.map(({ rate: _, ...method }) => method) } : { rates };
}

/** Another method, with its options at their defaults. */
export function methodPatch(name: string): SettingsPatch {
  return { methods: [{ name, options: {} }] };
}

/** One option of the only method. */
export function methodOptionPatch(method: MethodChoice, option: string, value: OptionValue): SettingsPatch {
  return { methods: [{ ...method, options: { ...method.options, [option]: value } }] };
}

/** Another schedule, with its options at their defaults. */
export function schedulePatch(name: string): SettingsPatch {
  return { schedule: { name, options: {} } };
}

/** One more option of a schedule. */
export function scheduleOptionPatch(schedule: ScheduleChoice, option: string, value: OptionValue): SettingsPatch {
  return { schedule: { ...schedule, options: { ...schedule.options, [option]: value } } };
}

/** The start with one coordinate changed. */
export function startPatch(settings: Settings, index: number, value: number): SettingsPatch {
  return { start: settings.start.with(index, value) };
}

/** One stopping rule; undefined turns it off. */
export function stopPatch(rule: keyof StopRules, value: number | undefined): SettingsPatch {
  return { stop: { [rule]: value } };
}

/** The decades that the rate's slider spans, wider where the rate itself lies outside. */
export function sliderDecades(rate: number): readonly [low: number, high: number] {
  const decade = Math.log10(rate);
  return [Math.min(-6, Math.floor(decade)), Math.max(1, Math.ceil(decade))];
}

/** The rate at a position of the slider, which counts decades: three digits, so that no step of the slider is lost. */
export function rateAt(decade: number): number {
  return Number((10 ** decade).toPrecision(3));
}

/** A step of a run whose last step is `last`. */
export function parseStep(text: string, last: number): Parsed<number> {
  const parsed = parseFinite(text);
  if ('value' in parsed && Number.isSafeInteger(parsed.value) && parsed.value >= 0 && parsed.value <= last)
    return parsed;
  return { problem: `Write a step from 0 to ${full(last)}.` };
}
