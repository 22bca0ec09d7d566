/** The statement `split`: which share of the rows a model is fitted to, and which is held out. */
import type { Shares } from '../../data/row-parts.ts';
import { ProblemError } from '../../problem.ts';
import { nearest } from '../nearest.ts';
import type { Piece } from '../statements.ts';

/** What it says, and whether the seed is said. */
export interface SplitRows extends Shares {
  readonly seeded: boolean;
}

const PARTS: Readonly<Record<string, 'training' | 'validation' | 'test'>> = {
  train: 'training',
  training: 'training',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  test: 'test',
};

const FORM = 'split train 0.8 seed=1';

/**
 * `train 0.8 seed=1`, `train 0.7 validation 0.15 test 0.15`. What is left over is for validation; for the test where a
 * share for validation is said.
 *
 * @throws {ProblemError}
 */
export function readSplit(body: Piece): SplitRows {
  const shares: { training?: number; validation?: number; test?: number } = {};
  let seed: number | undefined;
  let end = 0;
  const entry = /(\S+?)\s*([\s=])\s*(\S+?)(?:[\s,]+|$)/y;
  while (end < body.text.length) {
    entry.lastIndex = end;
    const match = entry.exec(body.text);
    const at = { start: body.start + end, end: match ? body.start + end + match[0].trimEnd().length : body.end };
    if (!match) {
      const offered = /^0?\.\d+$/.test(body.text) ? `train ${body.text}` : undefined;
      throw new ProblemError(`Write the parts with their shares: ${FORM}.`, at, offered);
    }
    end = entry.lastIndex;
    const [, word, sign, written] = match as unknown as [string, string, string, string];
    const value = written.endsWith('%') ? Number(written.slice(0, -1)) / 100 : Number(written);
    const place = { start: at.end - written.length - (match[0].trimEnd().endsWith(',') ? 1 : 0), end: at.end };
    if (word === 'seed') {
      if (!Number.isInteger(value) || value < 0) throw new ProblemError('A seed is a whole number from 0.', place);
      seed = value;
      continue;
    }
    const part = Object.hasOwn(PARTS, word) ? PARTS[word]! : undefined;
    const wordAt = { start: at.start, end: at.start + word.length };
    if (!part) {
      const near = nearest(word, [...Object.keys(PARTS), 'seed']);
      throw new ProblemError(`The parts are train, validation and test, not ${word}: ${FORM}.`, wordAt, near);
    }
    if (shares[part] !== undefined) throw new ProblemError(`${word} stands here twice.`, wordAt);
    if (!(value > 0 && value < 1) || (sign !== '=' && sign.trim() !== ''))
      throw new ProblemError('A share of the rows is a number between 0 and 1, such as 0.8.', place);
    shares[part] = value;
  }
  return withRest(shares, seed, body);
}

function withRest(
  { training, validation, test }: { training?: number; validation?: number; test?: number },
  seed: number | undefined,
  body: Piece,
): SplitRows {
  if (training === undefined) throw new ProblemError(`The share of train is missing: ${FORM}.`, body);
  const said = training + (validation ?? 0) + (test ?? 0);
  if (said > 1 + 1e-9)
    throw new ProblemError(`These shares come to ${Number(said.toPrecision(6))}; together they are 1 at most.`, body);
  const left = Math.max(0, 1 - said);
  const rest = left < 1e-9 ? 0 : left;
  const seeded = seed !== undefined;
  // Rows that no part has would be lost.
  return validation === undefined
    ? { training, validation: rest, test: test ?? 0, seed: seed ?? 1, seeded }
    : { training, validation, test: test === undefined ? rest : test + rest, seed: seed ?? 1, seeded };
}
