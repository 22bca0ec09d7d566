/** The objective over rows that were held out. */
import type { HeldOut, Problem } from '../problem.ts';
import { Interpreter } from '../program/interpreter.ts';
import { brief, grouped } from './numerals.ts';
import type { HeldOutValues } from './verdict.ts';

/** The objective's value over each part that was held out, at a point; undefined where nothing was. */
export function heldOutValues({ split }: Problem, point: readonly number[]): HeldOutValues | undefined {
  if (!split || split.heldOut.length === 0) return undefined;
  return Object.fromEntries(split.heldOut.map((part) => [part.part, valueOver(part, point)]));
}

function valueOver({ objective, columns }: HeldOut, point: readonly number[]): number {
  const interpreter = new Interpreter(
    [objective],
    columns.map(({ values }) => values),
  );
  interpreter.run(point);
  return interpreter.value(objective);
}

/** What a verdict says of rows that were held out. */
export function heldOutRemark({ split, name }: Problem, value: number, heldOut: HeldOutValues | undefined): string[] {
  if (!split || !heldOut) return [];
  const parts = split.heldOut.map(
    ({ part, rows }) => `${brief(heldOut[part] ?? Number.NaN)} over the ${grouped(rows.length)} ${ROWS[part]}`,
  );
  const trained = `${brief(value)} over the ${grouped(split.training.length)} training rows`;
  return [`${name ?? 'f'} = ${trained}, ${parts.join(' and ')}.`];
}

const ROWS = { validation: 'validation rows', test: 'test rows' };
