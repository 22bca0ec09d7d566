/** What people may enter for an option of a method or schedule. Pure; errors are sentences. */
import type { OptionValue } from '../src/engine/problem.ts';
import type { OptionInfo } from '../src/protocol/view.ts';
import { entry, full } from './numbers.ts';
import { type Parsed, parseFinite } from './settings.ts';

/** The value that a text stands for: a word, a number, or numbers with commas between them, within the bounds. */
export function parseOption(info: OptionInfo, text: string): Parsed<OptionValue> {
  switch (typeof info.default) {
    case 'string':
      return word(info, text.trim());
    case 'object':
      return list(info, text);
    default:
      return bounded(info, text);
  }
}

/** A value as it would be entered. */
export function optionText(value: OptionValue): string {
  if (typeof value === 'object') return value.map(entry).join(', ');
  return typeof value === 'number' ? entry(value) : String(value);
}

function word({ title, choices }: OptionInfo, text: string): Parsed<string> {
  if (!choices || choices.includes(text)) return { value: text };
  return { problem: `${title} is one of ${choices.join(', ')}.` };
}

function list(info: OptionInfo, text: string): Parsed<readonly number[]> {
  const inner = text.trim().replace(/^[([](.*)[)\]]$/s, '$1');
  const values: number[] = [];
  if (inner.trim() === '') return { value: values };
  for (const part of inner.split(',')) {
    const parsed = bounded(info, part);
    if ('problem' in parsed) {
      const isNumber = 'value' in parseFinite(part);
      return isNumber ? parsed : { problem: `${info.title} is a list of numbers, such as 30, 80.` };
    }
    values.push(parsed.value);
  }
  return { value: values };
}

function bounded({ title, min, max, above, open, whole }: OptionInfo, text: string): Parsed<number> {
  const parsed = parseFinite(text);
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  if (whole && !Number.isSafeInteger(value)) return { problem: `${title} is a whole number.` };
  const low = min === undefined || (above ? value > min : value >= min);
  const high = max === undefined || (open ? value < max : value <= max);
  if (low && high) return parsed;
  const bounds = [
    ...(min === undefined ? [] : [`${above ? 'above' : 'at least'} ${full(min)}`]),
    ...(max === undefined ? [] : [`${open ? 'less than' : 'at most'} ${full(max)}`]),
  ];
  return { problem: `${title} is ${bounds.join(' and ')}.` };
}
