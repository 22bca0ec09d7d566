/** What a chart says in words: what it leaves out, and a description of what it shows. */
import { count, short } from '../numbers.ts';
import type { Drawing, Series } from './series.ts';
import { valueAt } from './series.ts';

/** The sentences on values that an axis cannot show. Nothing is moved to make it fit. */
export function omissions(series: readonly Series[], axis: Drawing['axis']): string[] {
  const several = series.length > 1;
  const remarks: string[] = [];
  for (const { name, reduction, value } of series) {
    const who = several ? `${name}: ` : '';
    if (reduction.notFiniteFrom >= 0) {
      const entry = value ? 'entry' : 'step';
      remarks.push(`${who}not finite from ${entry} ${count(reduction.notFiniteFrom)}.`);
    }
    if (axis === 'log' && reduction.notPositive > 0) {
      const all = reduction.notPositive === reduction.length;
      const what = all ? 'every value is' : `${count(reduction.notPositive)} of ${count(reduction.length)} values are`;
      remarks.push(`${who}${what} zero or below, which a log axis cannot show.`);
    }
  }
  return remarks.map((remark) => remark.charAt(0).toUpperCase() + remark.slice(1));
}

/** A chart in words, for people who do not see it. */
export function describe(drawing: Drawing): string {
  const { unit } = drawing;
  const steps = drawing.last === 0 ? `${unit} 0` : `${unit}s 0 to ${count(drawing.last)}`;
  const parts = drawing.series.map((series) => {
    const { reduction } = series;
    if (reduction.length === 0) return `${series.name}: no values yet`;
    const [first, end] = [valueAt(series, 0), valueAt(series, reduction.length - 1)];
    const range =
      reduction.least <= reduction.greatest
        ? `, between ${short(reduction.least)} and ${short(reduction.greatest)}`
        : '';
    return `${series.name}: from ${short(first)} to ${short(end)}${range}`;
  });
  const axis = drawing.axis === 'log' ? ', log axis' : '';
  const by = unit === 'row' ? 'rows evaluated' : 'step';
  return [`${drawing.title} by ${by}, ${steps}${axis}.`, ...parts.map((part) => `${part}.`), ...drawing.remarks].join(
    ' ',
  );
}
