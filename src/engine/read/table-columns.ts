/** A table's columns as a formula uses them: as numbers, or compared with a text. */
import type { DataRows } from '../data/rows.ts';
import { type TableColumn, type TextColumn, textAt } from '../data/table.ts';
import { ProblemError, type Range } from '../problem.ts';
import { nearest } from './nearest.ts';

/** A column's numbers. @throws {ProblemError} for a column of texts, with what to write in its place. */
export function numbersOf(column: TableColumn, data: DataRows, at: Range): Float64Array {
  if (column.kind === 'numbers') return column.values;
  const { name, categories, numbers, firstText } = column;
  const comparison = `(${name} == ${quoted(categories[0] ?? '')})`;
  const whole = data.table.columns.find((candidate) => candidate.name === name) as TextColumn;
  const texts = whole.codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0) - numbers;
  if (numbers > texts && firstText >= 0) {
    const more = texts > 1 ? ` (and ${(texts - 1).toLocaleString('en')} more such rows)` : '';
    throw new ProblemError(
      `${name} is not a column of numbers: row ${(firstText + 1).toLocaleString('en')} of ${data.table.name} has “${textAt(whole, firstText)}”${more}. Mend it, or leave it empty, and the row is left out.`,
      at,
    );
  }
  throw new ProblemError(
    `${name} is a column of texts: ${listOf(categories)}. For a column of 1 and 0 write ${comparison}.`,
    at,
    comparison,
  );
}

/** 1 where a column has the text, else 0. @param at the text's place. @throws {ProblemError} when no row has it. */
export function indicatorOf(column: TableColumn, text: string, data: DataRows, at: Range): Float64Array {
  if (column.kind === 'numbers') {
    const number = text.trim() !== '' && Number.isFinite(Number(text)) ? text.trim() : undefined;
    throw new ProblemError(
      `${column.name} is a column of numbers: write what it is compared with without quotes.`,
      at,
      number,
    );
  }
  const code = column.categories.indexOf(text);
  if (code >= 0) return Float64Array.from(column.codes, (other) => (other === code ? 1 : 0));
  const near = nearest(text, column.categories);
  throw new ProblemError(
    `No row of ${data.table.name} has “${text}” in ${column.name}. It has ${listOf(column.categories)}.`,
    at,
    near === undefined ? undefined : quoted(near),
  );
}

/** A text in quotes, as a formula writes it. */
export function quoted(text: string): string {
  return text.includes('"') ? `“${text}”` : `"${text}"`;
}

function listOf(texts: readonly string[]): string {
  const shown = texts.slice(0, 6).map((text) => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`);
  const more = texts.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en')} more` : shown.join(', ');
}
