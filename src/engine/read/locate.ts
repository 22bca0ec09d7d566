/** Which part of a document is meant: from a cursor or selection to a problem's text. Nothing is read here. */
import type { Range } from '../problem.ts';
import { type Fence, fencesOf, type Line, linesOf, spansOf, trim } from './locate-markdown.ts';
import { hasNoProse, hasOperator, looksLikeStatement, openBrackets, withoutComment } from './statement-like.ts';

/** What a located problem is in its document. */
export type LocationKind = 'selection' | 'document' | 'fence' | 'span' | 'paragraph' | 'line';

export interface Location {
  readonly range: Range;
  readonly kind: LocationKind;
}

/**
 * The problem that a selection (a cursor when empty) in a document means, in offsets of `text`; undefined where there is
 * nothing that could be a formula. `languageId` is VS Code's; the language of a `.downhill` document is `downhill`.
 */
export function locateProblem(text: string, languageId: string, selection: Range): Location | undefined {
  const located =
    selection.end > selection.start
      ? locateSelection(text, languageId, selection)
      : locateCursor(text, languageId, selection.start);
  return located && /[\p{L}\p{N}([{]/u.test(text.slice(located.range.start, located.range.end)) ? located : undefined;
}

/** The problems a document announces as such, for a lens over each: `downhill` fences, or a whole `.downhill` document. */
export function findProblems(text: string, languageId: string): Range[] {
  const candidates =
    languageId === 'downhill'
      ? [{ start: 0, end: text.length }]
      : languageId === 'markdown'
        ? problemFences(text).map((fence) => fence.inside)
        : [];
  return candidates.filter(({ start, end }) => statementsOf(text, { start, end }).length > 0);
}

/**
 * Where in a problem its objective stands: the `minimize` or `maximize` statement, else the last function or expression,
 * else the last statement; the problem itself where it has no statement at all.
 */
export function locateObjective(text: string, problem: Range): Range {
  const statements = statementsOf(text, problem);
  const written = (statement: Range) => text.slice(statement.start, statement.end);
  return (
    statements.find((statement) => /^(?:minimize|maximize)\s/.test(written(statement))) ??
    statements.findLast((statement) => isExpression(written(statement))) ??
    statements.at(-1) ??
    problem
  );
}

function locateSelection(text: string, languageId: string, selection: Range): Location | undefined {
  const range = trim(text, selection);
  if (languageId === 'downhill') {
    const all = trim(text, { start: 0, end: text.length });
    if (range.start === all.start && range.end === all.end) return locateCursor(text, languageId, 0);
  }
  if (languageId !== 'markdown') return { range, kind: 'selection' };
  const fence = problemFences(text).find(({ whole }) => range.start < whole.end && range.end > whole.start);
  if (fence) {
    const inside = trim(text, fence.inside);
    const part = range.start >= inside.start && range.end <= inside.end;
    const all = range.start <= inside.start && range.end >= inside.end;
    return part && !all ? { range, kind: 'selection' } : { range: fence.inside, kind: 'fence' };
  }
  const span = spansOf(text, range).find(({ whole }) => whole.start === range.start && whole.end === range.end);
  return { range: span?.inside ?? range, kind: 'selection' };
}

function locateCursor(text: string, languageId: string, cursor: number): Location | undefined {
  if (languageId === 'downhill') return { range: { start: 0, end: text.length }, kind: 'document' };
  const fences = languageId === 'markdown' ? fencesOf(text) : [];
  const fence = fences.find(({ whole }) => cursor >= whole.start && cursor <= whole.end);
  if (fence?.language === 'downhill') return { range: fence.inside, kind: 'fence' };

  const lines = linesOf(text);
  const at = lines.findIndex((line) => cursor <= line.end);
  const line = lines[at];
  if (!line) return undefined;
  if (languageId === 'markdown' && !fence) {
    const within = paragraph(lines, at, isMarkdownBoundary(fences));
    const span = spansOf(text, within).find(({ whole }) => cursor >= whole.start && cursor <= whole.end);
    if (span) return { range: span.inside, kind: 'span' };
  }
  if (languageId === 'markdown' || languageId === 'plaintext') {
    const isBoundary = languageId === 'markdown' ? isMarkdownBoundary(fences) : isBlank;
    const block = paragraph(lines, at, isBoundary);
    const members = lines.filter((member) => member.start >= block.start && member.end <= block.end);
    const grouped = joined(members).filter((statement) => withoutComment(statement).trim() !== '');
    if (members.length > 1 && grouped.length > 0 && grouped.every((statement) => isStatementLine(statement))) {
      return { range: trim(text, block), kind: 'paragraph' };
    }
  }
  return locateLine(text, languageId, line);
}

/** The formula of a line: what is left without list, quote and sentence marks, or the first formula marked in its prose. */
function locateLine(text: string, languageId: string, line: Line): Location | undefined {
  const bare = trimMarks(text, line);
  const part = text.slice(bare.start, bare.end);
  if (looksLikeStatement(part)) return { range: bare, kind: 'line' };
  if (languageId === 'markdown') {
    const span = spansOf(text, line).find(({ inside }) => hasOperator(text.slice(inside.start, inside.end)));
    if (span) return { range: span.inside, kind: 'span' };
  }
  if (hasOperator(part) && hasNoProse(part)) return { range: bare, kind: 'line' };
  const defined = definitionIn(text, bare);
  return defined && { range: defined, kind: 'line' };
}

/** A function's definition within a sentence, `f(x) = …`, as far as it reads like a formula. */
function definitionIn(text: string, within: Range): Range | undefined {
  const sentence = text.slice(within.start, within.end);
  const head = /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}_]*\([^()]*\)\s*=(?!=)\s*/u.exec(sentence);
  if (!head) return undefined;
  const tail = sentence.slice(head.index + head[0].length);
  // A sentence goes on after a comma or a full stop, or with a word where an operator would have to stand.
  const end =
    /[,;]\s|[.:;!?](?:\s|$)|(?<=[\p{L}\p{N})\]²³])\s+\p{L}{2,}(?![\p{L}\p{N}_]*\()/u.exec(tail)?.index ?? tail.length;
  const body = tail.slice(0, end).trimEnd();
  if (!hasOperator(body) || !hasNoProse(body)) return undefined;
  const start = within.start + head.index;
  return { start, end: start + head[0].length + body.length };
}

function trimMarks(text: string, line: Line): Range {
  const marks = /^\s*(?:>\s*)*(?:#{1,6}\s+)?(?:(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)?/.exec(line.text)?.[0] ?? '';
  const rest = trim(text, { start: line.start + marks.length, end: line.end });
  const tail = /(?<=[\p{L}\p{N})\]}²³|])[.,;:]+$/u.exec(text.slice(rest.start, rest.end))?.[0] ?? '';
  return { start: rest.start, end: rest.end - tail.length };
}

function problemFences(text: string): Fence[] {
  return fencesOf(text).filter((fence) => fence.language === 'downhill');
}

const isBlank = (line: Line): boolean => line.text.trim() === '';

function isMarkdownBoundary(fences: readonly Fence[]): (line: Line) => boolean {
  const edges = new Set(fences.flatMap(({ whole }) => [whole.start, whole.end]));
  return (line) => isBlank(line) || /^\s*#{1,6}\s/.test(line.text) || edges.has(line.start) || edges.has(line.end);
}

/** The lines around one that no boundary separates from it; the line itself where it is a boundary. */
function paragraph(lines: readonly Line[], at: number, isBoundary: (line: Line) => boolean): Range {
  let first = at;
  let last = at;
  if (!isBoundary(lines[at]!)) {
    while (first > 0 && !isBoundary(lines[first - 1]!)) first -= 1;
    while (last < lines.length - 1 && !isBoundary(lines[last + 1]!)) last += 1;
  }
  return { start: lines[first]!.start, end: lines[last]!.end };
}

/** A list item, a quotation and a row of a table are not statements, whatever they contain. */
function isStatementLine(statement: string): boolean {
  return !/^\s*(?:[-*+•>]\s|\d+[.)]\s|\|)/.test(statement) && looksLikeStatement(statement);
}

/** The texts of statements: lines, joined while a bracket is open. */
function joined(lines: readonly Line[]): string[] {
  return statementLines(lines).map((group) => group.map((line) => withoutComment(line.text)).join(' '));
}

function statementLines(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let depth = 0;
  for (const line of lines) {
    if (depth > 0) groups.at(-1)!.push(line);
    else groups.push([line]);
    depth = Math.max(0, depth + openBrackets(line.text));
  }
  return groups;
}

/** The statements of a problem's text, without comments and blank lines around them. */
function statementsOf(text: string, problem: Range): Range[] {
  const lines = linesOf(text.slice(problem.start, problem.end)).map((line) => ({
    text: line.text,
    start: line.start + problem.start,
    end: line.end + problem.start,
  }));
  return statementLines(lines).flatMap((group) => {
    const last = group.at(-1)!;
    const range = trim(text, { start: group[0]!.start, end: last.start + withoutComment(last.text).length });
    return range.end > range.start ? [range] : [];
  });
}

/** A function's definition or a bare expression; not an assignment and no other statement. */
function isExpression(statement: string): boolean {
  if (
    /^(?:data|standardize|minmax|center|onehot|split|features|starts?|over|method|schedule|batch|order|seed|epochs|stop|rate)\s+[^=(]/.test(
      statement,
    )
  )
    return false;
  return /^[^=<>!]*\)\s*=(?!=)/.test(statement) || !/^[^()=<>!]*=(?!=)/.test(statement);
}
