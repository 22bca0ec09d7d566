/** Lists of columns' names. */
import { foldedName } from '../../data/column-names.ts';
import { ProblemError, type Range } from '../../problem.ts';
import { nameEnd, spelled } from '../names.ts';
import { type Piece, split } from '../statements.ts';

/** A column's name, and its place. */
export interface NamedColumn {
  readonly name: string;
  readonly at: Range;
}

/** `age, income`, with headers in backticks. @throws {ProblemError} for what is no name, and for one that stands twice. */
export function readNames(body: Piece): NamedColumn[] {
  const seen = new Set<string>();
  return split(body, /,/).map((piece) => {
    const name = nameOf(piece);
    const at = { start: piece.start, end: piece.end };
    if (seen.has(name)) throw new ProblemError(`${name} stands here twice.`, at);
    seen.add(name);
    return { name, at };
  });
}

function nameOf(piece: Piece): string {
  const header = /^`([^`\n]+)`$/.exec(piece.text)?.[1];
  if (header !== undefined) return foldedName(header);
  const end = nameEnd(piece.text);
  if (end === piece.text.length) return spelled(piece.text);
  const rest = piece.text.slice(end).trim();
  const parts = piece.text.split(/\s+/);
  // Names with a space between them lack their commas.
  const offered = end > 0 && nameEnd(rest) > 0 && parts.every((part) => nameEnd(part) === part.length);
  if (offered) {
    const list = parts.join(', ');
    throw new ProblemError(`Names of columns are separated by commas: ${list}.`, piece, list);
  }
  throw new ProblemError(
    'The name of a column is wanted here; a computed column is defined in a line of its own: z = …',
    piece,
  );
}
