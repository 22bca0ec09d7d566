/** `batch 32 seed=7 order=shuffle`: how many rows a step uses, which, and in what order. */
import { type Batch, type BatchOrder, type BatchSize, ProblemError, type Range } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { parsePiece } from './scope.ts';
import { type Piece, slice } from './statements.ts';

/** What a text says of its batches, and where the sizes stand. */
export interface BatchSaid extends Partial<Batch> {
  readonly sizesAt?: readonly Range[];
}

/** Names of an assignment that gives the size. */
export const BATCH_SIZES: ReadonlySet<string> = new Set([
  'batch',
  'batch_size',
  'batchsize',
  'minibatch',
  'mini_batch',
]);
/** Names of an assignment that gives the seed. */
export const SEEDS: ReadonlySet<string> = new Set(['seed', 'random_seed', 'random_state']);

/** Where nothing is said. */
export const DEFAULT_ORDER: BatchOrder = 'shuffle';
export const DEFAULT_SEED = 1;

const ORDERS: Readonly<Record<BatchOrder, readonly string[]>> = {
  shuffle: ['shuffle', 'shuffled', 'random'],
  sequential: ['sequential', 'none', 'fixed', 'cyclic'],
  replacement: ['replacement', 'replace', 'with_replacement', 'bootstrap'],
};
const MOST_SEED = 2 ** 32 - 1;

/** Whether a step uses some of the rows only, in one of the runs at least. */
export function usesBatches({ sizes }: Pick<BatchSaid, 'sizes'>): boolean {
  return sizes?.some((size) => size !== 'all') ?? false;
}

/** `all, 32, 1 seed=7 order=shuffle`. @throws {ProblemError} */
export function readBatch(body: Piece, reader: FormulaReader): BatchSaid {
  let said: BatchSaid = {};
  const sizes: BatchSize[] = [];
  const sizesAt: Range[] = [];
  for (const match of body.text.matchAll(/([^\s,=]+)(?:\s*=\s*([^\s,]+))?/g)) {
    const word = slice(body, match.index, match.index + match[0].length);
    const name = match[1]!.toLowerCase();
    if (match[2] !== undefined) {
      const value = slice(word, match[0].length - match[2].length);
      if (SEEDS.has(name)) said = { ...said, seed: readSeed(value, reader) };
      else if (name === 'order') said = { ...said, order: readOrder(value) };
      else
        throw new ProblemError(
          `batch has no option ${match[1]}. It has seed and order.`,
          word,
          nearest(name, ['seed', 'order']),
        );
    } else if (/^\p{L}/u.test(name) && !ALL.has(name) && orderNamed(name)) said = { ...said, order: readOrder(word) };
    else {
      const size = readSize(word, reader);
      if (sizes.includes(size)) throw new ProblemError(`The batch size ${size} stands here twice.`, word);
      sizes.push(size);
      sizesAt.push({ start: word.start, end: word.end });
    }
  }
  if (sizes.length === 0) throw new ProblemError('How many rows has a batch? Write batch 32.', body, 'all');
  return { ...said, sizes, sizesAt };
}

const ALL: ReadonlySet<string> = new Set(['all', 'full', 'whole']);

function readSize(word: Piece, reader: FormulaReader): BatchSize {
  if (ALL.has(word.text.toLowerCase())) return 'all';
  if (!/^[-+.\d]/.test(word.text)) {
    const offered = nearest(word.text.toLowerCase(), ['all', ...Object.values(ORDERS).flat()]);
    throw new ProblemError(`A batch is all rows or a number of them, not ${word.text}.`, word, offered);
  }
  const size = reader.constant(parsePiece(word));
  const fault = sizeFault(size);
  if (fault) throw new ProblemError(fault, word, size === 0 ? '1' : undefined);
  return size;
}

/** Why a size cannot be one, whatever the data. */
function sizeFault(size: BatchSize): string | undefined {
  if (size === 'all' || (Number.isSafeInteger(size) && size >= 1)) return undefined;
  if (size === 0) return 'A batch of 0 rows has no gradient: a batch has 1 row or more.';
  return `A batch is a whole number of rows, 1 or more; ${size} is none.`;
}

/** A seed. @throws {ProblemError} */
export function readSeed(value: Piece, reader: FormulaReader): number {
  const seed = reader.constant(parsePiece(value));
  const fault = seedFault(seed);
  if (fault) throw new ProblemError(fault, value);
  return seed;
}

function seedFault(seed: number): string | undefined {
  if (Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED) return undefined;
  return `A seed is a whole number from 0 to ${MOST_SEED}.`;
}

/** How the rows of batches are ordered. @throws {ProblemError} */
export function readOrder(word: Piece): BatchOrder {
  const found = orderNamed(word.text.toLowerCase());
  if (found) return found;
  const near = nearest(word.text.toLowerCase(), Object.values(ORDERS).flat());
  throw new ProblemError(`Rows come in the order shuffle, sequential or replacement, not ${word.text}.`, word, near);
}

function orderNamed(name: string): BatchOrder | undefined {
  return (Object.keys(ORDERS) as BatchOrder[]).find((order) => ORDERS[order].includes(name));
}

/** Why a panel's batches cannot be, whatever the data. */
export function batchFault({ sizes, seed }: Batch): string | undefined {
  if (sizes.length === 0) return 'How many rows has a batch?';
  if (new Set(sizes).size < sizes.length) return 'A batch size stands there twice.';
  return sizes.map(sizeFault).find((fault) => fault !== undefined) ?? seedFault(seed);
}

/** The statement's body as it is written. */
export function batchPhrase({ sizes, order, seed }: Batch): string {
  const all = sizes.join(', ');
  if (!usesBatches({ sizes })) return all;
  const how = order === DEFAULT_ORDER ? '' : ` order=${order}`;
  return order === 'sequential' ? `${all}${how}` : `${all} seed=${seed}${how}`;
}
