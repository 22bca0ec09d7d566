/** When a run ends: steps, and a tolerance for each of the rules that can be turned off. */
import type { Origin, StopRules } from '../../src/engine/problem.ts';
import { element } from '../element.ts';
import { entry } from '../numbers.ts';
import { parseEpochs, parseSteps, parseTolerance } from '../settings.ts';
import { textField } from './field.ts';

const TOLERANCES = [
  ['gradient', 'Gradient below', 'Stop when the norm of the gradient is below this'],
  ['change', 'Change below', 'Stop when a step changed the value by less than this'],
  ['move', 'Move below', 'Stop when a step moved the parameters by less than this'],
] as const;

/** The engine's own limit. */
const MOST_STEPS = 10_000_000;

export interface StopControl {
  readonly element: HTMLElement;
  /** @param batched steps use batches: the run may be limited in epochs. */
  show(stop: StopRules, origin: Origin, batched: boolean): void;
}

export function stopControl(send: (rule: keyof StopRules, value: number | undefined) => void): StopControl {
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
  const tolerances = TOLERANCES.map(([rule, label, title]) => ({
    rule,
    field: textField({
      label,
      attributes: { 'data-setting': rule, inputmode: 'decimal', size: 8, placeholder: 'off', title },
      parse: parseTolerance,
      send: (value: number | undefined) => send(rule, value),
    }),
  }));
  const fields = [epochs, steps, ...tolerances.map(({ field }) => field)];
  return {
    element: element('div', { class: 'stop' }, ...fields.map((field) => field.element)),
    show(stop, origin, batched) {
      epochs.element.hidden = !batched && stop.epochs === undefined;
      epochs.show(stop.epochs === undefined ? '' : String(stop.epochs), origin);
      // Where only epochs are limited the number of steps is the greatest there is, which nobody set.
      steps.element.hidden = stop.epochs !== undefined && stop.steps >= MOST_STEPS;
      steps.show(String(stop.steps), origin);
      for (const { rule, field } of tolerances) {
        const threshold = stop[rule];
        field.show(threshold === undefined ? '' : entry(threshold));
      }
    },
  };
}
