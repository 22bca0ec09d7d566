/** Tables that stand in a document: of Markdown, by their heading or caption, and of LaTeX, by their caption. */
import Papa from 'papaparse';
import { latexTables } from './latex-tables.ts';
import { markdownTables } from './markdown-tables.ts';
import { type ReadTableOptions, readTable } from './read.ts';
import { sourceOf } from './source.ts';
import type { Table } from './table.ts';

/** A table as it stands: its name, its place, its cells as plain texts. */
export interface WrittenTable {
  readonly title: string;
  /** The offset of its first character. */
  readonly start: number;
  readonly cells: readonly (readonly string[])[];
}

interface Document {
  readonly text: string;
  readonly languageId: string;
  /** Where the problem stands: the nearest table is the one whose beginning is nearest to it. */
  readonly at: number;
}

function tablesIn({ text, languageId }: Document): WrittenTable[] {
  return languageId === 'latex' || languageId === 'tex' ? latexTables(text) : markdownTables(text);
}

/** The names of a document's tables. */
export function tableTitles(document: Document): string[] {
  return tablesIn(document).flatMap(({ title }) => (title === '' ? [] : [title]));
}

/**
 * The nearest table of that name, or of any; undefined where there is none.
 *
 * @throws {TableError} when it has no rows.
 */
export async function documentTable(
  document: Document,
  name: string | undefined,
  options: ReadTableOptions,
): Promise<Table | undefined> {
  const wanted = name === undefined ? undefined : plainTitle(name);
  const [found] = tablesIn(document)
    .filter(({ title }) => wanted === undefined || plainTitle(title) === wanted)
    .sort((a, b) => Math.abs(a.start - document.at) - Math.abs(b.start - document.at));
  if (!found) return undefined;
  const text = Papa.unparse(
    found.cells.map((row) => [...row]),
    { delimiter: '\t', newline: '\n' },
  );
  const title = found.title === '' ? 'the table' : found.title;
  return readTable(sourceOf(title, text), { ...options, delimiter: '\t' });
}

/** A title without case, numbers before it, and marks: `2.1 **Salaries**` is `salaries`. */
function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/^(?:table\s*)?[\d.]+[:.)]?\s+/, '')
    .replaceAll(/[*_`]/g, '')
    .trim();
}
