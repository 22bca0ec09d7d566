/** Where settings that were changed in the panel go in the document. */
import type { Range } from '../engine/problem.ts';
import type { LocationKind } from '../engine/read/locate.ts';
import { fencesOf, linesOf } from '../engine/read/locate-markdown.ts';
import type { Edit } from '../protocol/worker.ts';
import type { Place } from './place.ts';

export type WriteBack =
  /** Edits of the document, and where the problem is after them. */
  | { readonly edits: readonly Edit[]; readonly range: Range; readonly kind: LocationKind }
  /** The document has no place for settings: a document of its own. */
  | { readonly newDocument: string };

/**
 * Turns edits of a problem's text into edits of its document. Where the problem has lines of its own they are made in
 * place. A formula inside a sentence has no room for statements: a block with the formula and its settings is put after
 * its paragraph, in Markdown as a fence. A program's text is left alone unless only values in it change.
 */
export function planWriteBack(document: string, place: Place, edits: readonly Edit[]): WriteBack {
  const eol = document.includes('\r\n') ? '\r\n' : '\n';
  const adapted = edits
    .map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, eol) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const onlyValues = adapted.every((edit) => edit.end > edit.start && !edit.text.includes('\n'));
  if (onlyValues || hasOwnLines(document, place)) {
    const grown = adapted.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
    return {
      edits: adapted.map(({ start, end, text }) => ({
        start: start + place.range.start,
        end: end + place.range.start,
        text,
      })),
      range: { start: place.range.start, end: place.range.end + grown },
      kind: place.kind,
    };
  }
  const text = applyEdits(place.text, adapted);
  if (place.languageId === 'markdown') return insertBlock(document, place, text, eol, true);
  if (place.languageId === 'plaintext') return insertBlock(document, place, text, eol, false);
  return { newDocument: `${text}${eol}` };
}

/** A text after edits that do not overlap, in order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const edit of edits) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** The end of the block that an offset is in: a fence, or the lines up to the next blank one. */
export function endOfBlock(document: string, languageId: string, offset: number): number {
  const fences = languageId === 'markdown' ? fencesOf(document) : [];
  const fence = fences.find(({ whole }) => offset >= whole.start && offset <= whole.end);
  if (fence) return fence.whole.end;
  const lines = linesOf(document);
  const at = lines.findIndex((line) => offset <= line.end);
  const after = lines.findIndex(
    (line, index) => index > at && (line.text.trim() === '' || fences.some(({ whole }) => whole.start === line.start)),
  );
  return (after < 0 ? lines.at(-1) : lines[after - 1])?.end ?? document.length;
}

/** A block after the one that holds an offset, with the blank lines it needs around it; `at` is where its text begins. */
export function blockAfter(
  document: string,
  languageId: string,
  offset: number,
  block: string,
): { readonly edit: Edit; readonly at: number } {
  const eol = document.includes('\r\n') ? '\r\n' : '\n';
  const end = endOfBlock(document, languageId, offset);
  const rest = document.slice(end);
  const gap = /^(?:\r?\n){2}|^(?:\r?\n)?$/.test(rest) ? '' : eol;
  const before = eol + eol;
  return { edit: { start: end, end, text: before + block + gap }, at: end + before.length };
}

function hasOwnLines(document: string, place: Place): boolean {
  const { kind, languageId, range } = place;
  if (kind === 'document' || kind === 'fence' || kind === 'paragraph') return true;
  if (kind === 'span' || (kind === 'line' && languageId === 'markdown')) return false;
  if (!['markdown', 'plaintext', 'downhill'].includes(languageId)) return false;
  const before = document.slice(0, range.start).split(/\r?\n/).at(-1) ?? '';
  const after = document.slice(range.end).split(/\r?\n/)[0] ?? '';
  return before.trim() === '' && after.trim() === '';
}

function insertBlock(document: string, place: Place, text: string, eol: string, fenced: boolean): WriteBack {
  const opening = fenced ? `\`\`\`downhill${eol}` : '';
  const closing = fenced ? `${eol}\`\`\`` : '';
  const { edit, at } = blockAfter(document, place.languageId, place.range.end, opening + text + closing);
  const start = at + opening.length;
  return { edits: [edit], range: { start, end: start + text.length }, kind: fenced ? 'fence' : 'paragraph' };
}
