/** A method or a schedule: a list to choose from, and controls for the options of what is chosen. */
import type { Options, OptionValue, Origin } from '../../src/engine/problem.ts';
import type { ChoiceInfo, OptionInfo } from '../../src/protocol/view.ts';
import { element, setAttribute, setText } from '../element.ts';
import { typeset } from '../math.ts';
import { frame } from './field.ts';
import { entries } from './groups.ts';
import { optionControl } from './option.ts';

/** What is chosen now; `several` where more than one is, which the list says in one line. */
export type Chosen = { readonly name: string; readonly options: Options } | { readonly several: string };

export interface Choice {
  readonly elements: readonly [HTMLElement, HTMLElement];
  show(infos: readonly ChoiceInfo[], chosen: Chosen, origin: Origin): void;
}

interface ChoiceOptions {
  readonly label: string;
  readonly setting: 'method' | 'schedule';
  readonly choose: (name: string) => void;
  readonly set: (option: string, value: OptionValue) => void;
}

export function choice({ label, setting, choose, set }: ChoiceOptions): Choice {
  const select = element('select', { 'data-setting': setting, on: { change: () => choose(select.value) } });
  const around = frame(label, select);
  const options = element('div', { class: 'options', role: 'group', 'aria-label': `Options of the ${setting}` });
  let listed = '';
  let shown: ChoiceInfo | undefined;
  let fields: readonly ((values: Options) => void)[] = [];

  function list(infos: readonly ChoiceInfo[], chosen: Chosen): void {
    const other =
      'several' in chosen ? ['', chosen.several] : infos.some(({ name }) => name === chosen.name) ? [] : [chosen.name];
    const key = JSON.stringify([other, infos.map(({ name, title, group }) => [name, title, group])]);
    if (key === listed) return;
    listed = key;
    const [value, title = value] = other;
    const before = value === undefined ? [] : [element('option', { value }, title)];
    select.replaceChildren(...before, ...entries(infos));
  }

  function build(info: ChoiceInfo | undefined): void {
    if (info === shown) return;
    shown = info;
    const controls = (info?.options ?? []).map((option) => {
      const hook = { 'data-setting': `${setting}-option`, 'data-option': option.name };
      return { option, ...optionControl(option, hook, (value) => set(option.name, value)) };
    });
    options.replaceChildren(...controls.map((control) => control.element));
    options.hidden = controls.length === 0;
    fields = controls.map(({ option, element: control, show }) => (values) => {
      control.hidden = isIdle(option, values);
      show(values[option.name]);
    });
  }

  return {
    elements: [around.element, options],
    show(infos, chosen, origin) {
      list(infos, chosen);
      const info = 'name' in chosen ? infos.find(({ name }) => name === chosen.name) : undefined;
      const value = 'name' in chosen ? chosen.name : '';
      if (select.value !== value) select.value = value;
      around.origin(origin);
      setAttribute(select, 'title', info?.description);
      build(info);
      if ('options' in chosen) for (const show of fields) show(chosen.options);
    },
  };
}

/** An option that means nothing as others are set. */
function isIdle({ needs }: OptionInfo, values: Options): boolean {
  return needs !== undefined && Number(values[needs] ?? 0) === 0;
}

/** What is chosen, in a line: what it does, when it serves, and its update rule. */
export function about(): { readonly element: HTMLElement; show(info: ChoiceInfo | undefined): void } {
  const description = element('span');
  const serves = element('span', { class: 'serves' });
  const rule = element('div', { class: 'rule', role: 'group', tabindex: 0, 'aria-label': 'Update rule' });
  let shown: ChoiceInfo | undefined;
  return {
    element: element(
      'div',
      { class: 'about-method' },
      element('p', { class: 'about' }, description, ' ', serves),
      rule,
    ),
    show(info) {
      if (info?.tex !== shown?.tex) rule.replaceChildren(...(info ? [typeset({ tex: info.tex, text: '' })] : []));
      shown = info;
      rule.hidden = info === undefined;
      setText(description, info?.description ?? '');
      setText(serves, info?.serves ?? '');
    },
  };
}
