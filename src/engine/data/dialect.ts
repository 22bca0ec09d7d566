/** How a file of separated values is written: its encoding, its delimiter, its decimal sign, found in its beginning. */
import Papa from 'papaparse';
import { numberOf } from './number-text.ts';
import { TextDecoder } from './platform.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Dialect {
  readonly delimiter: string;
  /** Whether decimals are written with a comma. */
  readonly comma: boolean;
}

/** What a table's first bytes say of their encoding. @param whole whether these are all. */
export function encodingOf(sample: Uint8Array, whole: boolean): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The rows of a piece of text with line feeds. @param whole whether the last row ends with the text. */
export function rowsOf(text: string, delimiter: string, whole: boolean): string[][] {
  return (new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, !whole) as { data: string[][] }).data;
}

/** Characters that tell a dialect. */
const ENOUGH = 1 << 14;

/** A comma comes last: a file with decimal commas has as many of them in every row as another delimiter. */
const DELIMITERS = ['\t', ';', '|', ','];

/** @param sample the file's beginning, with line feeds. @param whole whether it is all of the file. */
export function dialectOf(name: string, sample: string, whole: boolean, given?: string): Dialect {
  if (sample.length > ENOUGH) return dialectOf(name, sample.slice(0, ENOUGH), false, given);
  const candidates = given !== undefined ? [given] : /\.(?:tsv|tab)(?:\.gz)?$/i.test(name) ? ['\t'] : DELIMITERS;
  let best = { delimiter: ',', share: 0, rows: [] as string[][] };
  for (const delimiter of candidates) {
    const rows = rowsOf(sample, delimiter, whole).filter((row) => row.length > 1 || row[0] !== '');
    const width = rows[0]?.length ?? 0;
    const share = width < 2 ? 0 : rows.filter((row) => row.length === width).length / rows.length;
    if (share > best.share || (candidates.length === 1 && share === 0)) best = { delimiter, share, rows };
  }
  const { delimiter, rows } = best;
  const fields = rows.flat().map((field) => field.trim());
  const comma =
    delimiter !== ',' &&
    fields.some((field) => /^[+-]?\d*,\d+$/.test(field)) &&
    !fields.some((field) => /^[+-]?\d*\.\d+$/.test(field));
  return { delimiter, comma };
}

/** Whether a first row names the columns: unless all that stands in it are numbers. */
export function isHeader(row: readonly string[], comma: boolean): boolean {
  const written = row.map((field) => field.trim()).filter((field) => field !== '');
  return written.length === 0 || written.some((field) => numberOf(field, comma) === undefined);
}

/** Where a row ends that begins at an offset: after its line's end, or the text's. Line ends in quotes do not count. */
export function endOfRow(text: string, from: number): number {
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === '\n' && !quoted) return i + 1;
    else if (text[i] === '\r' && !quoted && text[i + 1] !== '\n') return i + 1;
  }
  return text.length;
}
