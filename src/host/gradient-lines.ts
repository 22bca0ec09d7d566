/** Partial derivatives as lines of a document. */
import type { Range } from '../engine/problem.ts';
import { locateObjective } from '../engine/read/locate.ts';
import { fencesOf } from '../engine/read/locate-markdown.ts';
import type { ProblemView } from '../protocol/view.ts';
import type { Edit } from '../protocol/worker.ts';
import type { Place } from './place.ts';
import { blockAfter } from './write-back.ts';

/** One line a parameter: `∂f/∂x = 2 * x`. */
export function partialDerivatives(problem: ProblemView): string[] {
  const name = /^\s*([^\s(=]+)\s*(?:\([^)=]*\))?\s*=/.exec(problem.reading.text)?.[1] ?? 'f';
  return problem.parameters.map((parameter, i) => {
    // A derivative that is too long to be shown has no text.
    const text = problem.gradient[i]?.text || '…';
    return `∂${name}/∂${parameter.name} = ${text}`;
  });
}

/**
 * The edit that puts lines below a formula: comments below its statement where the document has comments, a block of
 * text after its paragraph in the prose of Markdown.
 */
export function insertBelow(document: string, place: Place, range: Range, lines: readonly string[]): Edit {
  const eol = document.includes('\r\n') ? '\r\n' : '\n';
  const { languageId } = place;
  const inFence = languageId === 'markdown' && fencesOf(document).some(({ inside }) => contains(inside, range));
  if (languageId === 'markdown' && !inFence) {
    const block = ['```text', ...lines, '```'].join(eol);
    return blockAfter(document, languageId, range.end, block).edit;
  }
  const formula = locateObjective(document, range);
  const rest = document.slice(formula.end);
  const end = formula.end + (/[\r\n]/.exec(rest)?.index ?? rest.length);
  const lineStart =
    Math.max(document.lastIndexOf('\n', formula.start - 1), document.lastIndexOf('\r', formula.start - 1)) + 1;
  const indent = /^\s*/.exec(document.slice(lineStart, formula.start))?.[0] ?? '';
  const mark = inFence ? '#' : (COMMENTS.get(languageId) ?? '//');
  return { start: end, end, text: lines.map((line) => `${eol}${indent}${mark} ${line}`).join('') };
}

/** What begins a comment in the languages where formulas are at home and it is not `//`. */
const COMMENTS = new Map([
  ...['downhill', 'plaintext', 'python', 'julia', 'r', 'ruby', 'perl', 'shellscript', 'yaml'].map(
    (language) => [language, '#'] as const,
  ),
  ...['latex', 'tex', 'bibtex', 'matlab', 'octave'].map((language) => [language, '%'] as const),
  ...['lua', 'haskell', 'sql'].map((language) => [language, '--'] as const),
]);

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
