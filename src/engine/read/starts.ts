/** `starts 100 seed=1 over x in [-5, 5]`: many starts, how they are laid, and where. */
import { ProblemError, type Range, type Starts } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { parsePiece } from './scope.ts';
import { type Piece, slice } from './statements.ts';

/** Their ends are kept, and each is a run. */
export const MOST_STARTS = 100_000;
const MOST_SEED = 2 ** 32 - 1;

const LAYOUTS: Readonly<Record<Starts['layout'], readonly string[]>> = {
  random: ['random', 'uniform'],
  grid: ['grid'],
  latin: ['latin', 'lhs', 'latin_hypercube', 'latin-hypercube', 'hypercube'],
};

/** What the statement says, with the rest of it after `over`, if any. */
export function readStarts(body: Piece, reader: FormulaReader): { readonly starts: Starts; readonly over?: Piece } {
  const over = /(?:^|\s)over\s/.exec(body.text);
  const head = over ? slice(body, 0, over.index) : body;
  const said: { -readonly [K in keyof Starts]?: Starts[K] } = {};
  for (const match of head.text.matchAll(/([^\s,=]+)(?:\s*=\s*([^\s,]+))?/g)) {
    const word = slice(head, match.index, match.index + match[0].length);
    const name = match[1]!.toLowerCase();
    if (match[2] !== undefined) {
      const value = slice(word, match[0].length - match[2].length);
      if (name === 'seed') said.seed = seedOf(reader.constant(parsePiece(value)), value);
      else if (name === 'count' || name === 'n') said.count = countOf(reader.constant(parsePiece(value)), value);
      else throw new ProblemError(`starts has no option ${match[1]}. It has count and seed.`, word);
    } else if (/^[-−+]?[\d.]/.test(name)) said.count = countOf(reader.constant(parsePiece(word)), word);
    else said.layout = layoutNamed(name, word);
  }
  if (said.count === undefined) throw new ProblemError('How many starts? Write starts 100.', body, `starts 100`);
  const starts = { count: said.count, layout: said.layout ?? 'random', seed: said.seed ?? 1 };
  return over ? { starts, over: slice(body, over.index + over[0].length) } : { starts };
}

/** Why many starts cannot be as they are, as a sentence. */
export function startsFault({ count, seed }: Starts): string | undefined {
  if (!Number.isInteger(count) || count < 0 || count > MOST_STARTS) {
    return `The number of starts is a whole number from 1 to ${MOST_STARTS.toLocaleString('en')}.`;
  }
  if (Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED) return undefined;
  return `A seed is a whole number from 0 to ${MOST_SEED}.`;
}

/** The statement's body as it is written. */
export function startsPhrase({ count, layout, seed }: Starts): string {
  return layout === 'grid' ? `${count} grid` : `${count} ${layout === 'random' ? '' : `${layout} `}seed=${seed}`;
}

function countOf(count: number, at: Range): number {
  const fault = startsFault({ count: count === 0 ? -1 : count, layout: 'random', seed: 0 });
  if (fault) throw new ProblemError(fault, at);
  return count;
}

function seedOf(seed: number, at: Range): number {
  const fault = startsFault({ count: 1, layout: 'random', seed });
  if (fault) throw new ProblemError(fault, at);
  return seed;
}

function layoutNamed(name: string, at: Range): Starts['layout'] {
  for (const [layout, names] of Object.entries(LAYOUTS)) {
    if (names.includes(name)) return layout as Starts['layout'];
  }
  const near = nearest(name, Object.values(LAYOUTS).flat());
  throw new ProblemError(`Starts are laid random, grid or latin, not ${name}.`, at, near);
}
