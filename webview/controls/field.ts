/** A labelled control: what it sets, where its value came from, and what is wrong with an entry. */
import type { Origin } from '../../src/engine/problem.ts';
import { element, setAttribute, setText } from '../element.ts';
import type { Parsed } from '../settings.ts';

const ORIGINS: Readonly<Record<Origin, readonly [mark: string, title: string]>> = {
  text: ['text', 'Written in the text'],
  chosen: ['chosen', 'Chosen by Downhill'],
  panel: ['panel', 'Set in this panel'],
};

let made = 0;

/** An id that no other element of the panel has. */
export function freshId(): string {
  return `control-${++made}`;
}

export interface Frame {
  readonly element: HTMLElement;
  /** The id that the control has to take. */
  readonly id: string;
  /** Shows or clears what is wrong, and says it to the control. */
  complain(problem: string | undefined): void;
  origin(origin: Origin | undefined): void;
}

/** The label, origin and complaint around a control. */
export function frame(label: string, control: HTMLElement, ...beside: readonly HTMLElement[]): Frame {
  const id = freshId();
  const mark = element('span', { class: 'origin', id: `${id}-origin` });
  const complaint = element('p', { class: 'complaint', id: `${id}-problem`, hidden: true });
  control.id = id;
  setAttribute(control, 'aria-describedby', `${id}-origin ${id}-problem`);
  const view = element(
    'div',
    { class: 'field' },
    element('div', { class: 'label' }, element('label', { for: id }, label), mark),
    element('div', { class: 'entry' }, control, ...beside),
    complaint,
  );
  return {
    element: view,
    id,
    complain(problem) {
      setAttribute(control, 'aria-invalid', problem === undefined ? undefined : 'true');
      setText(complaint, problem ?? '');
      complaint.hidden = problem === undefined;
    },
    origin(origin) {
      const [text, title] = origin ? ORIGINS[origin] : ['', ''];
      setText(mark, text);
      setAttribute(mark, 'title', title || undefined);
      mark.className = `origin ${origin ?? ''}`;
    },
  };
}

export interface TextField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Shows a value, unless a person is about to enter another one or has entered one that is not valid. */
  show(text: string, origin?: Origin): void;
  /** Shows a value whatever stands there. */
  replace(text: string): void;
}

export interface TextFieldOptions<T> {
  readonly label: string;
  /** Attributes of the input: the `data-setting` hook, a placeholder. */
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly parse: (text: string) => Parsed<T>;
  readonly send: (value: T) => void;
  readonly beside?: readonly HTMLElement[];
}

/** A field of one line. A valid entry is sent on `change`; one that is not is marked and stays. */
export function textField<T>(options: TextFieldOptions<T>): TextField {
  const { label, attributes, parse, send, beside = [] } = options;
  const input = element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
  const around = frame(label, input, ...beside);
  let known = '';
  let entering = false;

  input.addEventListener('input', () => {
    entering = true;
  });
  input.addEventListener('change', () => {
    const parsed = parse(input.value);
    entering = 'problem' in parsed;
    around.complain('problem' in parsed ? parsed.problem : undefined);
    if ('value' in parsed) send(parsed.value);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && entering) replace(known);
  });

  function replace(text: string): void {
    known = text;
    entering = false;
    around.complain(undefined);
    input.value = text;
  }

  return {
    element: around.element,
    input,
    replace,
    show(text, origin) {
      around.origin(origin);
      known = text;
      if (!entering && input.value !== text) input.value = text;
    },
  };
}
