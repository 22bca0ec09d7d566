/** A method or a schedule: a list to choose from, and controls for the options of what is chosen. */
import type { Options, Origin } from '../../src/engine/problem.ts';
import type { ChoiceInfo, OptionInfo } from '../../src/protocol/view.ts';
import { element, setAttribute, setText } from '../element.ts';
import { typeset } from '../math.ts';
import { entry } from '../numbers.ts';
import { parseOption } from '../settings.ts';
import { frame, textField } from './field.ts';

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
  readonly set: (option: string, value: number | boolean) => void;
}

export function choice({ label, setting, choose, set }: ChoiceOptions): Choice {
  const select = element('select', { 'data-setting': setting, on: { change: () => choose(select.value) } });
  const around = frame(label, select);
  const options = element('div', { class: 'options', role: 'group', 'aria-label': `Options of the ${setting}` });
  let listed = '';
  let shown: ChoiceInfo | undefined;
  let fields: readonly ((values: Options) => void)[] = [];

  function list(infos: readonly ChoiceInfo[], chosen: Chosen): void {
    const names = infos.map(({ name, title }) => [name, title] as const);
    const lost =
      'name' in chosen && !infos.some(({ name }) => name === chosen.name) ? [[chosen.name, chosen.name] as const] : [];
    const several = 'several' in chosen ? [['', chosen.several] as const] : [];
    const all = [...several, ...lost, ...names];
    const key = JSON.stringify(all);
    if (key === listed) return;
    listed = key;
    select.replaceChildren(...all.map(([value, title]) => element('option', { value }, title)));
  }

  function build(info: ChoiceInfo | undefined): void {
    if (info === shown) return;
    shown = info;
    const controls = (info?.options ?? []).map((option) => {
      const hook = { 'data-setting': `${setting}-option`, 'data-option': option.name };
      if (typeof option.default === 'boolean') {
        const box = element('input', {
          type: 'checkbox',
          ...hook,
          on: { change: () => set(option.name, box.checked) },
        });
        const view = element('label', { class: 'check' }, box, option.title);
        return [
          view,
          (values: Options) => {
            view.hidden = isIdle(option, values);
            box.checked = Boolean(values[option.name] ?? option.default);
          },
        ] as const;
      }
      const field = textField({
        label: option.title,
        attributes: { ...hook, inputmode: 'decimal', size: 7 },
        parse: (text) => parseOption(option, text),
        send: (value) => set(option.name, value),
      });
      const show = (values: Options) => {
        field.element.hidden = isIdle(option, values);
        field.show(entry(Number(values[option.name] ?? option.default)));
      };
      return [field.element, show] as const;
    });
    options.replaceChildren(...controls.map(([view]) => view));
    options.hidden = controls.length === 0;
    fields = controls.map(([, show]) => show);
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

/** What is chosen, in a line: what it does, and its update rule. */
export function about(): { readonly element: HTMLElement; show(info: ChoiceInfo | undefined): void } {
  const description = element('p', { class: 'about' });
  const rule = element('div', { class: 'rule', role: 'group', tabindex: 0, 'aria-label': 'Update rule' });
  let shown: ChoiceInfo | undefined;
  return {
    element: element('div', { class: 'about-method' }, description, rule),
    show(info) {
      if (info?.tex !== shown?.tex) rule.replaceChildren(...(info ? [typeset({ tex: info.tex, text: '' })] : []));
      shown = info;
      rule.hidden = info === undefined;
      setText(description, info?.description ?? '');
    },
  };
}
