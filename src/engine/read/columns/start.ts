/** Starts of vectors of weights: a number for all, a list, or random numbers. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { ProblemError } from '../../problem.ts';
import type { FormulaReader } from '../formula.ts';
import { nearest } from '../nearest.ts';
import { isList, itemsOf, parsePiece } from '../scope.ts';
import type { Piece } from '../statements.ts';

const WORDS = ['normal', 'xavier', 'uniform'] as const;

/**
 * `0`, `[1, 2]`, `normal seed=1 sd=0.1`, `xavier seed=1`. Xavier is the uniform distribution within ±√(6/(inputs + units)) of
 * Glorot & Bengio (2010), whose units are the vectors of the same features. Each vector has numbers of its own.
 *
 * @throws {ProblemError}
 */
export function readVectorStart(vector: string, value: Piece, reader: FormulaReader): number[] {
  const { vectors } = reader.scope;
  const length = vectors.weights(vector)!.length;
  if (isList(value)) {
    const items = itemsOf(value);
    if (items.length !== length)
      throw new ProblemError(`${vector} has ${length} weights; here are ${items.length} values.`, value);
    return items.map((item) => reader.constant(parsePiece(item)));
  }
  const word = /^\p{L}+/u.exec(value.text)?.[0];
  const near = word === undefined ? undefined : nearest(word, WORDS);
  if (word === undefined || near === undefined) {
    return new Array<number>(length).fill(reader.constant(parsePiece(value)));
  }
  const at = { start: value.start, end: value.start + word.length };
  if (near !== word) throw new ProblemError(`There is no start ${word}. Did you mean ${near}?`, at, near);
  const { seed, sd } = options(value, word);
  const { index, count } = vectors.unit(vector);
  // Vectors of the same seed would be the same, and would stay the same.
  const random = mersenne(seed + 1_000_003 * index);
  const uniform = () => uniformFloat64(random);
  const width = word === 'xavier' ? Math.sqrt(6 / (length + count)) : 1;
  return Array.from({ length }, () => (word === 'normal' ? sd * normal(uniform) : width * (2 * uniform() - 1)));
}

/** Box and Muller (1958). */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function options(value: Piece, word: string): { readonly seed: number; readonly sd: number } {
  const read = { seed: 1, sd: 1 };
  const rest = value.text.slice(word.length);
  for (const match of rest.matchAll(/(\S+?)\s*=\s*(\S+)|\S+/g)) {
    const start = value.start + word.length + match.index;
    const at = { start, end: start + match[0].length };
    const [, name, written] = match;
    const number = Number(written);
    if (name === 'seed') {
      if (!Number.isInteger(number) || number < 0) throw new ProblemError('A seed is a whole number from 0.', at);
      read.seed = number;
    } else if (name === 'sd' && word === 'normal') {
      if (!(number > 0 && Number.isFinite(number)))
        throw new ProblemError('A standard deviation is a number above 0.', at);
      read.sd = number;
    } else {
      const known = word === 'normal' ? 'seed and sd' : 'seed';
      throw new ProblemError(
        `${word} has the ${word === 'normal' ? 'options' : 'option'} ${known}: ${word} seed=1.`,
        at,
      );
    }
  }
  return read;
}
