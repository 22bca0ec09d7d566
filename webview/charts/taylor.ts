/** The picture of a Taylor test: the remainder against h, both logarithmic, beside a line of slope 2. */
import type { Taylor } from '../../src/protocol/check.ts';
import { drawing, element } from '../element.ts';
import { short } from '../numbers.ts';

const WIDTH = 240;
const HEIGHT = 150;
/** Room for the marks at the border. */
const EDGE = 6;
/** The line of slope 2 is drawn by this factor below the remainder, which would hide it. */
const BELOW = 10;

/** What a slope says, in a few words. */
export function slopeText({ slope }: Taylor): string {
  return Number.isNaN(slope) ? 'rounding only' : `slope ${slope.toFixed(2)}`;
}

export function taylorFigure(taylor: Taylor): HTMLElement {
  const { steps, remainders, floors, fitted, slope } = taylor;
  const shown = (value: number) => Number.isFinite(value) && value > 0;
  const sizes = [...remainders, ...floors].filter(shown).map(Math.log10);
  const [least, most] = [Math.min(...sizes, 0), Math.max(...sizes, -1)];
  const ends = [steps[0] ?? 1, steps.at(-1) ?? 1].map(Math.log10) as [number, number];
  const x = (h: number) => EDGE + ((Math.log10(h) - ends[1]) / (ends[0] - ends[1] || 1)) * (WIDTH - 2 * EDGE);
  const y = (size: number) => HEIGHT - EDGE - ((Math.log10(size) - least) / (most - least)) * (HEIGHT - 2 * EDGE);
  const path = (values: readonly number[]) =>
    steps.flatMap((h, k) => (shown(values[k]!) ? [`${x(h).toFixed(1)} ${y(values[k]!).toFixed(1)}`] : []));
  const line = (values: readonly number[]) => (path(values).length > 0 ? `M${path(values).join('L')}` : '');
  const dots = path(remainders).map((place) => `M${place}h0`);

  // The line of slope 2 runs below the largest step that the slope was fitted to, or the largest there is.
  const through = Number.isNaN(slope) ? remainders.findIndex(shown) : fitted.from;
  const square = steps.map((h) => ((remainders[through] ?? Number.NaN) / BELOW) * (h / steps[through]!) ** 2);
  const inside = square.map((value) =>
    shown(value) && Math.log10(value) >= least && Math.log10(value) <= most ? value : 0,
  );
  const label = `Taylor remainder against the step h, both axes logarithmic: ${
    Number.isNaN(slope)
      ? 'it is rounding only'
      : `it falls with slope ${slope.toFixed(2)}; with a right gradient of a smooth function with slope 2`
  }.`;
  const picture = element(
    'div',
    { class: 'taylor-plot', role: 'img', 'aria-label': label },
    drawing(
      WIDTH,
      HEIGHT,
      'taylor-lines',
      { d: `M.5 0V${HEIGHT - 0.5}H${WIDTH}`, class: 'axis' },
      { d: line(floors), class: 'floor' },
      { d: line(inside), class: 'square' },
      { d: line(remainders), class: 'remainder' },
      { d: dots.join(''), class: 'dots' },
    ),
  );
  const tick = (name: string, text: string) => element('span', { class: `tick ${name}`, 'aria-hidden': 'true' }, text);
  return element(
    'figure',
    { class: 'taylor' },
    element('figcaption', {}, `Taylor remainder: ${slopeText(taylor)}`),
    element(
      'div',
      { class: 'taylor-frame' },
      tick('top', short(10 ** most, 2)),
      tick('bottom', short(10 ** least, 1)),
      picture,
      tick('left', short(10 ** ends[1], 1)),
      tick('middle', 'h'),
      tick('right', short(10 ** ends[0], 2)),
    ),
    element(
      'p',
      { class: 'taylor-key', 'aria-hidden': 'true' },
      element('span', { class: 'key remainder' }, 'R(h)'),
      element('span', { class: 'key square' }, 'slope 2'),
      element('span', { class: 'key floor' }, 'rounding'),
    ),
  );
}
