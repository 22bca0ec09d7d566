/** Settings written into a problem's text: the edits that make it say what a panel set. */

import type {
  MethodChoice,
  Options,
  OptionValue,
  Problem,
  ScheduleChoice,
  Settings,
  SettingsPatch,
  StopRules,
} from '../problem.ts';
import { withSettings } from '../settings.ts';
import { batchPhrase } from './batch.ts';
import { MOST_STEPS } from './settings.ts';
import { DEFAULT_STOP } from './settled.ts';
import { startsPhrase } from './starts.ts';
import { COUNTS, ruleName } from './stop.ts';

/** A replacement of `text[start, end)`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const KEYWORD: Readonly<Record<keyof Settings, string>> = {
  methods: 'method',
  rates: 'rate',
  schedule: 'schedule',
  start: 'start',
  starts: 'starts',
  batch: 'batch',
  stop: 'stop',
};

/**
 * The edits of a problem's text after which it reads as the problem with the patch. A setting that stands in the text is
 * replaced where it stands; another gets a line of its own after the last setting, or after the objective.
 *
 * @throws {ProblemError} for a setting out of its range.
 */
export function writeSettings(problem: Problem, patch: SettingsPatch): TextEdit[] {
  const { settings } = withSettings(problem, patch);
  const changed = (Object.keys(KEYWORD) as (keyof Settings)[]).filter(
    (key) =>
      JSON.stringify(settings[key]) !== JSON.stringify(problem.settings[key]) ||
      (patch[key] !== undefined && problem.origins[key] === 'chosen'),
  );
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  for (const key of changed) {
    const places = problem.written.filter((written) => written.setting === key);
    const values = key === 'stop' ? undefined : assignedValues(problem, settings, key);
    if (settings[key] === undefined) edits.push(...places.map((place) => withoutLine(problem.text, place.range)));
    else if (values) edits.push(...values);
    else if (places.length === 0) lines.push(lineOf(problem, settings, key));
    else {
      edits.push({ ...plain(places[0]!.range), text: lineOf(problem, settings, key) });
      for (const place of places.slice(1)) edits.push(withoutLine(problem.text, place.range));
    }
  }
  if (lines.length > 0) edits.push(insertion(problem, lines));
  return edits.sort((a, b) => a.start - b.start);
}

function plain({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

/** Values put into assignments (`lr = 0.1`, `x = 3`), when the setting stands in nothing but them and fits there. */
function assignedValues(problem: Problem, settings: Settings, key: keyof Settings): TextEdit[] | undefined {
  const places = problem.written.filter((written) => written.setting === key);
  if (places.length === 0 || places.some((place) => !place.value)) return undefined;
  if (key === 'rates' && places.length === 1 && settings.rates.length === 1) {
    return [{ ...plain(places[0]!.value!), text: String(settings.rates[0]) }];
  }
  if (key !== 'start' || problem.origins.start !== 'text' || places.some((place) => place.parameter === undefined)) {
    return undefined;
  }
  return places.map((place) => ({ ...plain(place.value!), text: String(settings.start[place.parameter!]) }));
}

function lineOf(problem: Problem, settings: Settings, key: keyof Settings): string {
  return `${KEYWORD[key]} ${phrase(problem, settings, key)}`;
}

function phrase(problem: Problem, settings: Settings, key: keyof Settings): string {
  switch (key) {
    case 'methods':
      return settings.methods.map(methodPhrase).join(', ');
    case 'rates':
      return settings.rates.join(', ');
    case 'schedule':
      return schedulePhrase(settings.schedule);
    case 'start':
      return problem.parameters.map((name, i) => `${name} = ${settings.start[i]}`).join(', ');
    case 'starts':
      return startsPhrase(settings.starts!);
    case 'batch':
      return batchPhrase(settings.batch!);
    case 'stop':
      return stopPhrase(settings.stop, problem.sense === 'maximize');
  }
}

function methodPhrase({ name, options, rate }: MethodChoice): string {
  return [name, ...optionPhrases(options), ...(rate === undefined ? [] : [`rate=${rate}`])].join(' ');
}

/** A formula stands for itself. */
function schedulePhrase({ name, options, rate }: ScheduleChoice): string {
  const { formula, ...others } = options;
  const own = typeof formula === 'string' ? formula : name;
  const all = typeof formula === 'string' ? others : options;
  return [own, ...optionPhrases(all), ...(rate === undefined ? [] : [`rate=${rate}`])].join(' ');
}

function optionPhrases(options: Options): string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${valuePhrase(value)}`);
}

function valuePhrase(value: OptionValue): string {
  return typeof value === 'object' ? `(${value.join(', ')})` : String(value);
}

function stopPhrase(stop: StopRules, climbs: boolean): string {
  const rules = (Object.keys(stop) as (keyof StopRules)[]).flatMap((rule) => {
    if (rule === 'divergence' || rule === 'steps' || stop[rule] === undefined) return [];
    const sign = COUNTS.has(rule) ? '=' : rule === 'target' && climbs ? '>' : '<';
    return [`${ruleName(rule)}${sign}${stop[rule]}`];
  });
  const divergence = stop.divergence === DEFAULT_STOP.divergence ? [] : [`divergence>${stop.divergence}`];
  // With a number of epochs the greatest number of steps is what holds where none is said.
  const steps = stop.epochs !== undefined && stop.steps === MOST_STEPS ? [] : [`steps=${stop.steps}`];
  return [...rules, ...steps, ...divergence].join(', ');
}

function withoutLine(text: string, range: { readonly start: number; readonly end: number }): TextEdit {
  const start = text.lastIndexOf('\n', range.start - 1);
  return { start: start < 0 ? range.start : start, end: range.end, text: '' };
}

/** New lines after the last line that belongs to the objective or a setting, indented as it is. */
function insertion(problem: Problem, lines: readonly string[]): TextEdit {
  const { text, statement, written } = problem;
  const last = written.reduce((end, place) => Math.max(end, place.range.end), statement.end);
  const lineStart = text.lastIndexOf('\n', last - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const lineEnd = text.indexOf('\n', last);
  let end = lineEnd < 0 ? text.length : lineEnd;
  const carriage = text[end - 1] === '\r';
  if (carriage) end--;
  const newline = carriage ? '\r\n' : '\n';
  return { start: end, end, text: lines.map((line) => `${newline}${indent}${line}`).join('') };
}
