/** The control of one option: a box to check, a list to choose from, or a field for a number, a list or a text. */
import type { OptionValue } from '../../src/engine/problem.ts';
import type { OptionInfo } from '../../src/protocol/view.ts';
import { element } from '../element.ts';
import { optionText, parseOption } from '../options.ts';
import { frame, textField } from './field.ts';

export interface OptionControl {
  readonly element: HTMLElement;
  /** Shows a value; the default where none is set. */
  show(value: OptionValue | undefined): void;
}

type Hook = Readonly<Record<string, string>>;
type Send = (value: OptionValue) => void;

/** @param hook attributes by which the control is found. */
export function optionControl(info: OptionInfo, hook: Hook, send: Send): OptionControl {
  if (typeof info.default === 'boolean') return checkBox(info, hook, send);
  return info.choices ? wordList(info, info.choices, hook, send) : entryField(info, hook, send);
}

/** As the labels beside it: with a capital, unless it begins with a symbol. */
function labelOf({ title }: OptionInfo): string {
  return /^[a-z][a-z-]/.test(title) ? title[0]!.toUpperCase() + title.slice(1) : title;
}

function checkBox(info: OptionInfo, hook: Hook, send: Send): OptionControl {
  const box = element('input', { type: 'checkbox', ...hook, on: { change: () => send(box.checked) } });
  return {
    element: element('label', { class: 'check' }, box, labelOf(info)),
    show: (value = info.default) => {
      box.checked = Boolean(value);
    },
  };
}

function wordList(info: OptionInfo, choices: readonly string[], hook: Hook, send: Send): OptionControl {
  const items = choices.map((word) => element('option', { value: word }, word.replaceAll('_', ' ')));
  const select = element('select', { ...hook, on: { change: () => send(select.value) } }, ...items);
  return {
    element: frame(labelOf(info), select).element,
    show: (value = info.default) => {
      select.value = String(value);
    },
  };
}

function entryField(info: OptionInfo, hook: Hook, send: Send): OptionControl {
  const mode = typeof info.default === 'number' ? { inputmode: 'decimal' } : {};
  const hint = typeof info.default === 'object' ? { placeholder: 'such as 30, 80' } : {};
  const field = textField({
    label: labelOf(info),
    attributes: { ...hook, ...mode, ...hint, size: 7 },
    parse: (text) => parseOption(info, text),
    send,
  });
  return { element: field.element, show: (value = info.default) => field.show(optionText(value)) };
}
