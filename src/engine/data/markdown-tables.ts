/** The pipe tables of Markdown (GitHub Flavored Markdown 4.10), each with the heading that it stands under. */
import { type Line, linesOf } from '../read/locate-markdown.ts';
import type { WrittenTable } from './document-tables.ts';

const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** Pandoc's and MultiMarkdown's captions, above or below a table. */
const CAPTION = /^\s*(?:Table(?:\s+\d+)?\s*:|:)\s*(.+?)\s*$|^\s*\[([^\]]+)\]\s*$/;

export function markdownTables(text: string): WrittenTable[] {
  const lines = linesOf(text);
  const tables: WrittenTable[] = [];
  let heading = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    heading = /^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(line.text)?.[1] ?? heading;
    const rule = lines[i + 1]?.text ?? '';
    if (!line.text.includes('|') || !RULE.test(rule) || !rule.includes('-')) continue;
    const head = cellsOf(line.text);
    if (cellsOf(rule).length !== head.length) continue;
    const cells = [head];
    let next = i + 2;
    while (next < lines.length && lines[next]!.text.includes('|')) cells.push(cellsOf(lines[next++]!.text));
    tables.push({ title: captionOf(lines, i, next) ?? heading, start: line.start, cells });
    i = next - 1;
  }
  return tables;
}

/** The caption above a table's first line or below its last, with at most a blank line between. */
function captionOf(lines: readonly Line[], first: number, after: number): string | undefined {
  const isBlank = (at: number) => lines[at]?.text.trim() === '';
  const above = captionAt(lines[isBlank(first - 1) ? first - 2 : first - 1]?.text);
  if (above !== undefined) return above;
  const below = isBlank(after) ? after + 1 : after;
  const next = isBlank(below + 1) ? below + 2 : below + 1;
  // What stands above another table is that one's.
  return RULE.test(lines[next + 1]?.text ?? '') ? undefined : captionAt(lines[below]?.text);
}

function captionAt(line: string | undefined): string | undefined {
  const found = CAPTION.exec(line ?? '');
  return found ? (found[1] ?? found[2]) : undefined;
}

/** The cells of a line; `\|` is a bar in one. */
function cellsOf(line: string): string[] {
  const inside = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inside.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll('\\|', '|')));
}

/** A cell without the marks around it. */
function plain(cell: string): string {
  const bare = cell.trim();
  const marked = /^(\*\*|__|\*|_|`|\$)(.+)\1$/s.exec(bare);
  return marked ? plain(marked[2]!) : bare.replace(/^−(?=[\d.])/, '-');
}
