/** The details of a verdict: every stopping rule's margin, the curvature at the end, and the best point. */
import type { PointKind, Rule, Verdict } from '../../src/engine/run/verdict.ts';
import { element } from '../element.ts';
import { count, full, short } from '../numbers.ts';

const KINDS: Readonly<Record<PointKind, string>> = {
  minimum: 'a minimum',
  maximum: 'a maximum',
  saddle: 'a saddle point',
  degenerate: 'a degenerate point (an eigenvalue is zero)',
  'not stationary': 'not a stationary point',
};

/** More eigenvalues than this are not listed. */
const MOST_EIGENVALUES = 12;

/** Counts in groups, all else at a glance. */
const number = (value: number, rule: Rule) =>
  element(
    'td',
    { title: full(value) },
    COUNTED.has(rule) ? count(value) : `${short(value)}${rule === 'time' ? ' s' : ''}`,
  );

const COUNTED: ReadonlySet<Rule> = new Set(['steps', 'evaluations', 'patience']);

export function margins(verdict: Verdict): HTMLElement[] {
  const rows = verdict.margins.map((margin) =>
    element(
      'tr',
      { class: margin.fired ? 'fired' : undefined },
      element('th', { scope: 'row' }, margin.name),
      Number.isNaN(margin.last) ? element('td', {}, '–') : number(margin.last, margin.rule),
      number(margin.threshold, margin.rule),
      element('td', {}, margin.fired ? 'ended the run' : ''),
    ),
  );
  const head = ['Rule', 'At the last step', 'Threshold', ''].map((title) => element('th', { scope: 'col' }, title));
  const table = element(
    'table',
    { class: 'margins' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
  return [table, ...curvature(verdict), ...best(verdict)];
}

function curvature({ curvature: found }: Verdict): HTMLElement[] {
  if (!found) return [];
  const shown = found.eigenvalues.slice(0, MOST_EIGENVALUES);
  const rest = found.eigenvalues.length - shown.length;
  const values = shown.flatMap((value, index) => [
    index > 0 ? ', ' : '',
    element('span', { class: 'number', title: full(value) }, short(value)),
  ]);
  const more = rest > 0 ? ` and ${count(rest)} more` : '';
  return [
    element(
      'p',
      {},
      `The last point is ${KINDS[found.kind]}. Eigenvalues of the Hessian there: `,
      ...values,
      `${more}.`,
    ),
  ];
}

function best({ best: found, steps }: Verdict): HTMLElement[] {
  if (found.step === steps) return [];
  const point = found.point.map((value) => short(value)).join(', ');
  const text = `The best value of the run is ${short(found.value)}, at step ${count(found.step)}, at (${point}).`;
  return [element('p', { title: `${full(found.value)} at (${found.point.map(full).join(', ')})` }, text)];
}
