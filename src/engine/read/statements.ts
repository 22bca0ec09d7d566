/** The statements of a problem's text: a line each, or more while a bracket is open. */
import { ProblemError, type Range } from '../problem.ts';
import { nameEnd, spelled } from './names.ts';

export const KEYWORDS = [
  'data',
  'standardize',
  'minmax',
  'center',
  'onehot',
  'split',
  'features',
  'minimize',
  'maximize',
  'start',
  'starts',
  'over',
  'method',
  'rate',
  'schedule',
  'stop',
  'batch',
  'order',
  'seed',
  'epochs',
] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** Statements about columns: a text has as many of them as it needs, and their words are names where no name follows. */
export const COLUMN_KEYWORDS: ReadonlySet<string> = new Set<Keyword>([
  'standardize',
  'minmax',
  'center',
  'onehot',
  'split',
  'features',
]);

const SPELLINGS: ReadonlyMap<string, Keyword> = new Map([
  ['minimise', 'minimize'],
  ['maximise', 'maximize'],
  ['min', 'minimize'],
  ['max', 'maximize'],
  ['methods', 'method'],
  ['batches', 'batch'],
]);

/** Words that are names as often as statements: what follows must be such a value. */
const VALUES: Partial<Record<Keyword, RegExp>> = {
  order: /^\p{L}+$/u,
  seed: /^[-+.\d]/u,
  epochs: /^[-+.\d]/u,
};

/** Statements that people also write as assignments: `method = adam`. */
const ASSIGNED: ReadonlyMap<string, Keyword> = new Map([
  ['method', 'method'],
  ['optimizer', 'method'],
  ['schedule', 'schedule'],
]);

/** A piece of the text and its place. */
export interface Piece extends Range {
  readonly text: string;
}

export type Statement = Range &
  (
    | {
        readonly kind: 'keyword';
        readonly keyword: Keyword;
        readonly body: Piece;
        /** What `minimize f(x) = …` defines besides. */
        readonly defines?: Statement;
      }
    | { readonly kind: 'definition'; readonly name: string; readonly at: Range; readonly body: Piece }
    | {
        readonly kind: 'function';
        readonly name: string;
        readonly at: Range;
        readonly parameters: readonly Piece[];
        readonly body: Piece;
      }
    | { readonly kind: 'expression'; readonly body: Piece }
  );

/** What follows the name that a statement begins with. */
const AFTER_NAME = {
  definition: /\s*(?:=|:=|←)(?!=)/y,
  /** The parameters are its group. */
  function: /\s*\(([^()]*)\)\s*(?:=|:=)(?!=)/y,
  word: /(?=\s|$|:)/y,
};

/** How a text begins: its name, all that makes it such a statement, and what was captured; undefined for another kind. */
function beginning(
  kind: keyof typeof AFTER_NAME,
  text: string,
): { readonly name: string; readonly end: number; readonly captured: string | undefined } | undefined {
  const end = nameEnd(text);
  if (end === 0) return undefined;
  const after = AFTER_NAME[kind];
  after.lastIndex = end;
  const match = after.exec(text);
  return match ? { name: text.slice(0, end), end: end + match[0].length, captured: match[1] } : undefined;
}

/** A piece without white space around it. */
export function trimmed(piece: Piece): Piece {
  const text = piece.text.trim();
  const start = piece.start + (piece.text.length - piece.text.trimStart().length);
  return { text, start, end: start + text.length };
}

/** A piece's part from one offset within it to another. */
export function slice(piece: Piece, from: number, to = piece.text.length): Piece {
  return trimmed({ text: piece.text.slice(from, to), start: piece.start + from, end: piece.start + to });
}

/** A text in which what stands in quotes is blank: no bracket, comma or # in it means anything. */
function withoutQuoted(text: string): string {
  return /["“`]/.test(text) ? text.replaceAll(QUOTED, (quoted) => '_'.repeat(quoted.length)) : text;
}

const QUOTED = /"[^"\n]*"|“[^”\n]*”|`[^`\n]*`/g;

/** The parts of a piece between separators that stand outside brackets. */
export function split(piece: Piece, separator: RegExp): Piece[] {
  const parts: Piece[] = [];
  const text = withoutQuoted(piece.text);
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth <= 0 && separator.test(character)) {
      parts.push(slice(piece, from, i));
      from = i + 1;
    }
  }
  parts.push(slice(piece, from));
  return parts.filter((part) => part.text !== '');
}

/** Splits a text into statements. @throws {ProblemError} for a statement that is not there yet. */
export function readStatements(text: string): Statement[] {
  const statements = pieces(text).flatMap((piece) => separate(piece).map(classify));
  refuseContinuation(statements);
  return statements;
}

/** `a = 1, b = 2` is two definitions. */
function separate(piece: Piece): Piece[] {
  if (!beginning('definition', piece.text)) return [piece];
  const parts = split(piece, /,/);
  return parts.length > 1 && parts.every((part) => beginning('definition', part.text)) ? parts : [piece];
}

/** A line that begins with a sign after a formula was meant to go on with it, and would be read as another formula. */
function refuseContinuation(statements: readonly Statement[]): void {
  statements.forEach((statement, i) => {
    const before = statements[i - 1];
    if (statement.kind !== 'expression' || !before || !/^[+\-−–]/.test(statement.body.text)) return;
    if (before.kind === 'keyword' && before.keyword !== 'minimize' && before.keyword !== 'maximize') return;
    const sign = { start: statement.start, end: statement.start + 1 };
    throw new ProblemError(
      'A formula ends with its line unless a bracket is open. Put brackets around all of it to go on here.',
      sign,
    );
  });
}

/** The text's logical lines, comments left out. */
function pieces(text: string): Piece[] {
  // A comment is blanked, so that offsets stay those of the text.
  const plain = /["“`#]/.test(text)
    ? text.replaceAll(/("[^"\n]*"|“[^”\n]*”|`[^`\n]*`)|#.*/g, (part, quoted) => quoted ?? ' '.repeat(part.length))
    : text;
  const bare = withoutQuoted(plain);
  const found: Piece[] = [];
  let depth = 0;
  let from = 0;
  const finish = (end: number) => {
    const piece = trimmed({ text: plain.slice(from, end), start: from, end });
    if (piece.text !== '') found.push(piece);
    from = end + 1;
  };
  for (const { 0: character, index } of bare.matchAll(/[()[\]{}\n;]/g)) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    else if (character === ';' ? depth === 0 : depth === 0 || beginsStatement(plain, index + 1)) {
      finish(index);
      depth = 0;
    }
  }
  finish(plain.length);
  return found;
}

/** A keyword or a definition on the next line ends a statement even if a bracket was left open. */
function beginsStatement(text: string, at: number): boolean {
  const line = /[^\n]*/y;
  line.lastIndex = at;
  const next = line.exec(text)![0].trim();
  if (beginning('definition', next) || beginning('function', next)) return true;
  const word = beginning('word', next)?.name;
  return word !== undefined && isKeyword(word) && (!isOfColumns(word) || namesColumns(next.slice(word.length)));
}

/** `minimize f(x) = …` and `minimize J = …` define what they minimize. */
function withDefinition(statement: Statement & { kind: 'keyword' }): Statement {
  if (statement.keyword !== 'minimize' && statement.keyword !== 'maximize') return statement;
  const { text } = statement.body;
  if (!beginning('function', text) && !beginning('definition', text)) return statement;
  return { ...statement, defines: classify(statement.body) };
}

function isKeyword(word: string): boolean {
  return (KEYWORDS as readonly string[]).includes(word.toLowerCase()) || SPELLINGS.has(word.toLowerCase());
}

function isOfColumns(word: string): boolean {
  return COLUMN_KEYWORDS.has(word.toLowerCase());
}

/** Whether what follows such a keyword can be its columns: `center - x` is a formula. */
function namesColumns(rest: string): boolean {
  return /^\s*:?\s*[\p{L}_`\d"“]/u.test(rest);
}

function classify(piece: Piece): Statement {
  const { text, start, end } = piece;
  const called = beginning('function', text);
  if (called) {
    const listed = called.captured!;
    const listStart = text.indexOf('(') + 1;
    const list = { text: listed, start: start + listStart, end: start + listStart + listed.length };
    return {
      kind: 'function',
      name: spelled(called.name),
      at: { start, end: start + called.name.length },
      parameters: split(list, /,/),
      body: slice(piece, called.end),
      start,
      end,
    };
  }
  const defined = beginning('definition', text);
  if (defined) {
    const { name } = defined;
    const body = slice(piece, defined.end);
    const assigned = ASSIGNED.get(name.toLowerCase());
    if (assigned) return { kind: 'keyword', keyword: assigned, body, start, end };
    return { kind: 'definition', name: spelled(name), at: { start, end: start + name.length }, body, start, end };
  }
  const word = beginning('word', text)?.name;
  if (word !== undefined) {
    const lower = word.toLowerCase();
    if (isKeyword(word)) {
      const keyword = SPELLINGS.get(lower) ?? (lower as Keyword);
      const skip = text[word.length] === ':' ? 1 : 0;
      const body = slice(piece, word.length + skip);
      if (body.text === '' && !VALUES[keyword]) throw new ProblemError(`Something is missing after ${word}.`, piece);
      // `rate * x` is a formula in which rate is a name, and `min (x, y)` is a function.
      const isCall = (lower === 'min' || lower === 'max') && body.text.startsWith('(');
      // A table's name is in quotes, or should be; data - x is a formula.
      const isName = lower === 'data' && !/^["“'\p{L}\d./\\~]/u.test(body.text);
      const isNoColumn = isOfColumns(word) && !namesColumns(body.text);
      const isOther = isCall || isName || isNoColumn || VALUES[keyword]?.test(body.text) === false;
      if (!/^[*/^+)<>]/.test(body.text) && !isOther)
        return withDefinition({ kind: 'keyword', keyword, body, start, end });
    }
  }
  return { kind: 'expression', body: piece, start, end };
}
