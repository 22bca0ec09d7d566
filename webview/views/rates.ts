/** The details of a verdict on its rate: condition number, safe range, contraction, decrease. */
import type { Conditioning, Contraction, Decrease, Verdict } from '../../src/engine/run/verdict.ts';
import { element } from '../element.ts';
import { count, full, short } from '../numbers.ts';

type Entry = readonly [term: string, text: string, exact?: number];

/** A list of them; nothing where none is known. */
export function rates({ conditioning, contraction, decrease }: Verdict): HTMLElement[] {
  const entries = [
    ...(conditioning ? ofConditioning(conditioning) : []),
    ...(contraction ? ofContraction(contraction) : []),
    ...(decrease ? ofDecrease(decrease) : []),
  ];
  if (entries.length === 0) return [];
  const items = entries.flatMap(([term, text, exact]) => [
    element('dt', {}, term),
    element('dd', { title: exact === undefined ? undefined : full(exact) }, text),
  ]);
  return [element('dl', { class: 'rates' }, ...items)];
}

function ofConditioning({ at, condition, safeRate, bestRate, smallest, largest }: Conditioning): Entry[] {
  const place = at === 'start' ? 'at the start' : 'at the last point';
  const range = `${short(smallest)} to ${short(largest)}`;
  return [
    [`Curvature ${place}`, range],
    ['Condition number', short(condition), condition],
    ...(safeRate === undefined ? [] : [['Safe rates', `0 to ${short(safeRate)}`, safeRate] as const]),
    ...(bestRate === undefined ? [] : [['Best constant rate', short(bestRate), bestRate] as const]),
  ];
}

function ofContraction({ predicted, observed, steps }: Contraction): Entry[] {
  const over = steps ? ` (steps ${count(steps[0])} to ${count(steps[1])})` : '';
  return [
    ...(predicted === undefined ? [] : [['Contraction per step, predicted', short(predicted), predicted] as const]),
    ...(observed === undefined
      ? []
      : [['Contraction per step, observed', `${short(observed)}${over}`, observed] as const]),
  ];
}

function ofDecrease({ rule, violations, first, looked }: Decrease): Entry[] {
  const what = rule === 'Armijo' ? 'Sufficient decrease (Armijo, c₁ = 1e-4)' : 'Decrease';
  const steps = `${count(looked)} ${looked === 1 ? 'step' : 'steps'}`;
  const missed = `not in ${count(violations)} of ${steps}, first in step ${count(first ?? 0)}`;
  return [[what, violations === 0 ? `in each of ${steps}` : missed]];
}
