/** Where Markdown holds formulas: fenced blocks, code spans and mathematics. */
import type { Range } from '../problem.ts';

/** A line of a text, without its line break. */
export interface Line extends Range {
  readonly text: string;
}

/** A fenced code block. */
export interface Fence {
  /** The first word of the info string, in lower case. */
  readonly language: string;
  /** The lines between the fences, without the last line break; empty where there are none. */
  readonly inside: Range;
  /** From the opening fence to the end of the closing one. */
  readonly whole: Range;
}

/** The lines of a text. A carriage return belongs to the line break. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r|$/g)) {
    if (match.index < start) break;
    lines.push({ start, end: match.index, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
    if (match[0] === '') break;
  }
  return lines;
}

/** Every fenced block, in order. One that is never closed goes to the end of the text, as CommonMark has it. */
export function fencesOf(text: string): Fence[] {
  const fences: Fence[] = [];
  let open: { readonly line: Line; readonly mark: string; readonly language: string } | undefined;
  let first: Line | undefined;
  let last: Line | undefined;
  const close = (end: number) => {
    if (!open) return;
    const inside = first && last ? { start: first.start, end: last.end } : { start: end, end };
    fences.push({ language: open.language, inside, whole: { start: open.line.start, end } });
    open = first = last = undefined;
  };
  for (const line of linesOf(text)) {
    const fence = /^\s*(`{3,}|~{3,})(.*)$/.exec(line.text);
    const mark = fence?.[1] ?? '';
    const info = fence?.[2]?.trim() ?? '';
    if (!open) {
      const opens = mark !== '' && !(mark.startsWith('`') && info.includes('`'));
      if (opens) open = { line, mark, language: (/^[^\s{,]*/.exec(info)?.[0] ?? '').toLowerCase() };
    } else if (mark.startsWith(open.mark) && info === '') {
      close(line.end);
    } else {
      first ??= line;
      last = line;
    }
  }
  close(text.length);
  return fences;
}

/** The insides of the code spans and of the `$…$` and `$$…$$` mathematics in a line or paragraph, in order. */
export function spansOf(text: string, within: Range): { readonly inside: Range; readonly whole: Range }[] {
  const found: { inside: Range; whole: Range }[] = [];
  const part = text.slice(within.start, within.end);
  const marks = /\\.|(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)|(\$\$)([\s\S]+?)\$\$|(\$)(?=\S)((?:\\.|[^\\$])*?\S)\$(?!\d)/g;
  for (const match of part.matchAll(marks)) {
    const mark = match[1] ?? match[3] ?? match[5];
    const inside = match[2] ?? match[4] ?? match[6];
    if (mark === undefined || inside === undefined) continue;
    const whole = { start: within.start + match.index, end: within.start + match.index + match[0].length };
    const trimmed = trim(text, { start: whole.start + mark.length, end: whole.end - mark.length });
    if (trimmed.end > trimmed.start) found.push({ inside: trimmed, whole });
  }
  return found;
}

/** A range without the white space at its ends. */
export function trim(text: string, range: Range): Range {
  const part = text.slice(range.start, range.end);
  const start = range.start + (part.length - part.trimStart().length);
  return { start, end: Math.max(start, range.end - (part.length - part.trimEnd().length)) };
}
