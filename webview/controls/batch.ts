/** How many rows a step uses, which, and in what order: shown where there is data. */
import type { Batch, BatchOrder, Origin } from '../../src/engine/problem.ts';
import { element } from '../element.ts';
import { DEFAULT_BATCH, parseBatchSizes, parseSeed } from '../settings.ts';
import { frame, textField } from './field.ts';

export interface BatchControl {
  readonly elements: readonly HTMLElement[];
  show(batch: Batch | undefined, origin: Origin | undefined, rows: number): void;
}

const ORDERS: readonly (readonly [BatchOrder, string])[] = [
  ['shuffle', 'Shuffled'],
  ['sequential', 'As they stand'],
  ['replacement', 'Drawn anew'],
];

export function batchControl(send: (batch: Batch) => void): BatchControl {
  let now = DEFAULT_BATCH;
  let rows = 0;
  const sizes = textField({
    label: 'Batch',
    attributes: { 'data-setting': 'batch', size: 8, title: 'Rows that a step uses: all, 32, or several to compare' },
    parse: (text) => parseBatchSizes(text, rows),
    send: (value) => send({ ...now, sizes: value }),
  });
  const select = element(
    'select',
    {
      'data-setting': 'batch-order',
      title: 'The order in which an epoch takes the rows',
      on: { change: () => send({ ...now, order: select.value as BatchOrder }) },
    },
    ...ORDERS.map(([value, title]) => element('option', { value }, title)),
  );
  const order = frame('Order of rows', select);
  const seed = textField({
    label: 'Seed',
    attributes: {
      'data-setting': 'batch-seed',
      inputmode: 'numeric',
      size: 6,
      title: 'The same seed gives the same batches',
    },
    parse: parseSeed,
    send: (value) => send({ ...now, seed: value }),
  });

  return {
    elements: [sizes.element, order.element, seed.element],
    show(batch, origin, count) {
      now = batch ?? DEFAULT_BATCH;
      rows = count;
      const whole = now.sizes.every((size) => size === 'all');
      sizes.element.hidden = count === 0;
      order.element.hidden = count === 0 || whole;
      seed.element.hidden = count === 0 || whole || now.order === 'sequential';
      sizes.show(now.sizes.join(', '), origin ?? 'chosen');
      if (select.value !== now.order) select.value = now.order;
      order.origin(origin);
      seed.show(String(now.seed), origin);
    },
  };
}
