/** When a run ends: steps, a tolerance for each of the common rules, and the rules that are rarely asked for. */
import type { Origin, StopRules } from '../../src/engine/problem.ts';
import { element, setText } from '../element.ts';
import { entry } from '../numbers.ts';
import { type Parsed, parseCount, parseEpochs, parseSteps, parseTarget, parseTolerance } from '../settings.ts';
import type { Model } from '../state.ts';
import type { Actions } from '../view.ts';
import { disclosure } from '../views/disclosure.ts';
import { textField } from './field.ts';

type Rule = keyof StopRules;
type Spec = readonly [rule: Rule, label: string, title: string, parse?: (text: string) => Parsed<number | undefined>];

const COMMON: readonly Spec[] = [
  ['gradient', 'Gradient below', 'Stop when the norm of the gradient is below this'],
  ['change', 'Change below', 'Stop when a step changed the value by less than this'],
  ['move', 'Move below', 'Stop when a step moved the parameters by less than this'],
];

const MORE: readonly Spec[] = [
  ['gradientMax', 'Largest slope below', 'Stop when every partial derivative is smaller than this'],
  ['relativeChange', 'Relative change below', 'Stop when a step changed the value by at most this share of it'],
  ['target', 'Target', 'Stop when the value has reached this', parseTarget],
  ['patience', 'Patience, steps', 'Stop after so many steps without an improvement of the best value', parseCount],
  ['improvement', 'Improvement above', 'For patience: an improvement is one by more than this'],
  ['evaluations', 'Evaluations', 'Stop after so many evaluations of value and gradient', parseCount],
  ['time', 'Time, seconds', 'Stop after so many seconds'],
];

/** The engine's own limit. */
const MOST_STEPS = 10_000_000;

export interface StopControl {
  readonly element: HTMLElement;
  /** The rules that are rarely asked for. */
  readonly more: HTMLElement;
  /** @param batched steps use batches: the run may be limited in epochs. */
  show(stop: StopRules, origin: Origin, model: Model, batched: boolean): void;
}

export function stopControl(actions: Actions, send: (rule: Rule, value: number | undefined) => void): StopControl {
  const fieldOf = ([rule, label, title, parse = parseTolerance]: Spec) => ({
    rule,
    field: textField({
      label,
      attributes: { 'data-setting': rule, inputmode: 'decimal', size: 8, placeholder: 'off', title },
      parse,
      send: (value: number | undefined) => send(rule, value),
    }),
  });
  const steps = textField({
    label: 'Steps',
    attributes: { 'data-setting': 'steps', inputmode: 'numeric', size: 8 },
    parse: parseSteps,
    send: (value) => send('steps', value),
  });
  const epochs = textField({
    label: 'Epochs',
    attributes: {
      'data-setting': 'epochs',
      inputmode: 'numeric',
      size: 6,
      placeholder: 'off',
      title: 'Stop after so many passes over the rows',
    },
    parse: parseEpochs,
    send: (value: number | undefined) => send('epochs', value),
  });
  const common = COMMON.map(fieldOf);
  const others = MORE.map(fieldOf);
  const title = element('span', {}, 'More stopping rules');
  const rules = element('div', { class: 'rules' }, ...others.map(({ field }) => field.element));
  const more = disclosure(actions, 'stop', title, rules, false);
  more.element.classList.add('more-rules');
  const fields = [epochs, steps, ...common.map(({ field }) => field)];
  return {
    element: element('div', { class: 'stop' }, ...fields.map((field) => field.element)),
    more: more.element,
    show(stop, origin, model, batched) {
      epochs.element.hidden = !batched && stop.epochs === undefined;
      epochs.show(stop.epochs === undefined ? '' : String(stop.epochs), origin);
      // Where only epochs are limited the number of steps is the greatest there is, which nobody set.
      steps.element.hidden = stop.epochs !== undefined && stop.steps >= MOST_STEPS;
      steps.show(String(stop.steps), origin);
      for (const { rule, field } of [...common, ...others]) {
        const threshold = stop[rule];
        field.show(threshold === undefined ? '' : entry(threshold));
      }
      const set = others.filter(({ rule }) => stop[rule] !== undefined).length;
      setText(title, set === 0 ? 'More stopping rules' : `More stopping rules, ${set} set`);
      more.byDefault = set > 0;
      more.update(model);
    },
  };
}
