/** The learning rate: a number, a slider over its decades, and whether Downhill chooses it. */
import type { Origin, Rate } from '../../src/engine/problem.ts';
import { element, setAttribute, setText } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import { entry, full, short } from '../numbers.ts';
import { parseRates, rateAt, sliderDecades } from '../settings.ts';
import { textField } from './field.ts';

export interface RateControl {
  readonly element: HTMLElement;
  /** `resolved` and `note` are of the run that is looked at: the automatic rate and how it came about. */
  show(rates: readonly Rate[], origin: Origin, resolved: number | undefined, note: string | undefined): void;
}

/** @param find the button that finds a rate. */
export function rateControl(send: (rates: readonly Rate[]) => void, find: HTMLElement): RateControl {
  let current: number | undefined;
  let sliding = false;
  let sent: readonly Rate[] | undefined;

  const sendSlider = oncePerFrame(() => {
    if (sent) send(sent);
    sent = undefined;
  });
  const slider = element('input', {
    type: 'range',
    'data-setting': 'rate-slider',
    'aria-label': 'Learning rate, by powers of ten',
    step: 0.01,
    on: {
      input: () => {
        sliding = true;
        const rate = rateAt(slider.valueAsNumber);
        sent = [rate];
        field.replace(entry(rate));
        setAttribute(slider, 'aria-valuetext', full(rate));
        sendSlider();
      },
      change: () => {
        sliding = false;
      },
    },
  });
  const automatic = element('input', {
    type: 'checkbox',
    'data-setting': 'rate-auto',
    on: {
      change: () => send([automatic.checked || current === undefined ? 'auto' : Number(current.toPrecision(3))]),
    },
  });
  const field = textField({
    label: 'Learning rate',
    attributes: { 'data-setting': 'rate', inputmode: 'decimal', size: 9 },
    parse: parseRates,
    send,
    beside: [slider, element('label', { class: 'check' }, automatic, 'auto'), find],
  });
  const note = element('p', { class: 'about', hidden: true });
  field.element.append(note);
  field.element.classList.add('rate');

  return {
    element: field.element,
    show(rates, origin, resolved, why) {
      const [only] = rates;
      const auto = rates.length === 1 && only === 'auto';
      current = auto ? resolved : rates.length === 1 && typeof only === 'number' ? only : resolved;
      automatic.checked = auto;
      const text = auto ? (resolved === undefined ? 'auto' : short(resolved)) : rates.map(rateText).join(', ');
      if (!sliding) {
        field.show(text, origin);
        place(current);
      }
      field.input.classList.toggle('automatic', auto);
      setAttribute(field.input, 'title', current === undefined ? undefined : full(current));
      setText(note, why ?? '');
      note.hidden = why === undefined;
    },
  };

  function place(rate: number | undefined): void {
    slider.disabled = rate === undefined || !(rate > 0);
    if (rate === undefined || !(rate > 0)) return;
    const [low, high] = sliderDecades(rate);
    setAttribute(slider, 'min', low);
    setAttribute(slider, 'max', high);
    slider.valueAsNumber = Math.log10(rate);
    setAttribute(slider, 'aria-valuetext', full(rate));
  }
}

function rateText(rate: Rate): string {
  return rate === 'auto' ? rate : entry(rate);
}
