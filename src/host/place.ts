/** Following a problem's text through the changes of its document, in offsets. */
import type { Range } from '../engine/problem.ts';
import type { Location, LocationKind } from '../engine/read/locate.ts';
import type { Source } from '../protocol/worker.ts';

/** A problem's text, and where it was when it was read. */
export interface Place extends Location {
  /** The document's uri, as a string. */
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

/** A problem's text for the worker. */
export function sourceOf({ text, languageId, uri, range }: Place): Source {
  return { text, languageId, place: { uri, start: range.start } };
}

/** A replacement of `rangeLength` characters at an offset, as documents report it. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Where a range is after a change. What is typed at its very ends belongs to it, since a formula is often continued
 * there, unless a line break keeps it apart; in a fence lines belong to it too.
 */
export function moveRange(range: Range, change: TextChange, kind: LocationKind): Range {
  const from = change.rangeOffset;
  const to = from + change.rangeLength;
  const grown = change.text.length - change.rangeLength;
  const moved = { start: range.start + grown, end: range.end + grown };
  const wholeLines = kind === 'fence' || kind === 'document';
  if (from < range.start && to <= range.start) return moved;
  if (to > range.end && from >= range.end) return range;
  if (from === to && from === range.end && /^[\r\n]/.test(change.text) && !wholeLines) return range;
  if (from === to && from === range.start && /[\r\n]$/.test(change.text) && !wholeLines) return moved;
  return { start: Math.min(range.start, from), end: Math.max(range.end, to) + grown };
}

/** The occurrence of a text that begins nearest to an offset. */
export function findNearest(document: string, text: string, offset: number): Range | undefined {
  const before = document.lastIndexOf(text, offset);
  const after = document.indexOf(text, offset);
  if (before < 0 && after < 0) return undefined;
  const start = after < 0 || (before >= 0 && offset - before <= after - offset) ? before : after;
  return { start, end: start + text.length };
}
