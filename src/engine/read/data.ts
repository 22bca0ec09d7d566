/** The statement `data`: which table a text names, and which of its columns it can use. */
import { foldedName } from '../data/column-names.ts';
import { tableOf, type Values } from '../data/from-values.ts';
import { DataRows } from '../data/rows.ts';
import { type Table, TableError } from '../data/table.ts';
import { ProblemError, type Range } from '../problem.ts';
import { takesAll } from './columns/features.ts';
import { unfenced } from './fence.ts';
import { NAME, spelled } from './names.ts';
import { type Piece, readStatements, type Statement, slice } from './statements.ts';

/** The table that a text names. */
export interface DataReference extends Range {
  /** As it is written: a file's name or path, a heading; `table` is the nearest table of the document. */
  readonly name: string;
  readonly nearest: boolean;
  /** Whether the first row names the columns, where the text says so. */
  readonly header?: boolean;
}

const QUOTED = /^(?:"([^"\n]*)"|“([^”\n]*)”|'([^'\n]*)')/;

/** `"salary.csv"`, `"salary.csv" header=no`, `table`. @throws {ProblemError} */
export function readData(body: Piece): DataReference {
  const quoted = QUOTED.exec(body.text);
  const nearest = /^table\b/.exec(body.text);
  const written = quoted ?? nearest;
  if (!written) {
    const offered = /^[^\s"“”']+$/.test(body.text) ? `"${body.text}"` : undefined;
    throw new ProblemError(`Write the table’s name in quotes: data ${offered ?? '"file.csv"'}.`, body, offered);
  }
  const name = quoted ? (quoted[1] ?? quoted[2] ?? quoted[3])!.trim() : 'table';
  const at = { start: body.start, end: body.start + written[0].length };
  if (name === '') throw new ProblemError('A file’s name is missing in these quotes.', at);
  const rest = slice(body, written[0].length);
  const header = /^header\s*=\s*(yes|no|true|false|none)$/i.exec(rest.text)?.[1]?.toLowerCase();
  if (rest.text !== '' && header === undefined) {
    throw new ProblemError('After the name comes nothing, or header=no where the file has none.', rest);
  }
  const reference = { name, nearest: !quoted, ...at };
  return header === undefined ? reference : { ...reference, header: header === 'yes' || header === 'true' };
}

/** The data statement among statements. @throws {ProblemError} for a second one. */
export function dataIn(statements: readonly Statement[]): DataReference | undefined {
  const stated = statements.filter((statement) => statement.kind === 'keyword' && statement.keyword === 'data');
  const [first, second] = stated as (Statement & { kind: 'keyword' })[];
  if (second) throw new ProblemError('A problem reads one table; this is the second.', second);
  return first && readData(first.body);
}

/** The table that a problem's text names, for who loads it. @throws {ProblemError} */
export function dataNamed(text: string): DataReference | undefined {
  return dataIn(readStatements(unfenced(text)));
}

/** Whether a text may use a column, by its name. */
export function columnsWanted(text: string): (name: string) => boolean {
  if (takesAll(text)) return () => true;
  const names = namesIn(text);
  return (name) => names.has(name);
}

/** Every name that a text could mean a column by; more than it does mean. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, quoted] of text.matchAll(/`([^`\n]+)`/g)) names.add(foldedName(quoted!));
  for (const [word] of text.matchAll(new RegExp(NAME, 'gu'))) {
    const name = spelled(word);
    names.add(name);
    // x_i is a row of x where i is an index.
    for (let at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) names.add(name.slice(0, at));
  }
  return names;
}

/** The tables that a text's data line may name, by that name: read from files, or values at hand. */
export type Tables = Readonly<Record<string, Table | Values>>;

/** The rows that a text names. @throws {ProblemError} when the table is not there, or has no rows. */
export function dataRows(reference: DataReference | undefined, tables: Tables): DataRows | undefined {
  if (!reference) return undefined;
  const { name } = reference;
  const given = Object.hasOwn(tables, name) ? tables[name]! : undefined;
  if (!given)
    throw new ProblemError(`The table ${name} was not given: readProblem takes it in its option tables.`, reference);
  try {
    return new DataRows(isTable(given) ? given : tableOf(name, given));
  } catch (error) {
    if (error instanceof TableError) throw tableFault(reference, error);
    throw error;
  }
}

/** That a table cannot be read, at the place that names it. */
export function tableFault(reference: DataReference, { message }: TableError): ProblemError {
  const { name, start, end } = reference;
  return new ProblemError(`${name} cannot be read: ${message}.`, { start, end });
}

function isTable(given: Table | Values): given is Table {
  return Array.isArray((given as Table).columns) && typeof (given as Table).rows === 'number';
}
