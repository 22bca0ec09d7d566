import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { counts, texts } from '../../../fuzz/kinds.ts';

/** Reads, or refuses with a place that lies in the text. */
function readsOrRefuses(text: string): void {
  try {
    readProblem(text);
  } catch (error) {
    assert.ok(error instanceof ProblemError, `${JSON.stringify(text)}: ${error}`);
    assert.ok(0 <= error.start && error.start <= error.end && error.end <= text.length, JSON.stringify(text));
    assert.ok(error.message.length > 10 && !/undefined|\[object/.test(error.message), error.message);
  }
}

test('any text is read or refused with a place and a sentence', () => {
  for (let index = 0; index < 6000; index++) assert.equal(texts(1, index), undefined);
  assert.ok(counts.texts.read > 600, JSON.stringify(counts.texts));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), readsOrRefuses), { numRuns: 1000, seed: 8 });
});

test('long and deep texts are read or refused, and nothing overflows', () => {
  for (const text of [
    '('.repeat(10_000),
    `${'('.repeat(140)}x${')'.repeat(140)}`,
    '-'.repeat(10_000),
    `${'-'.repeat(5000)}x`,
    `x${'^2'.repeat(3000)}`,
    Array.from({ length: 3000 }, (_, i) => `x^${(i % 5) + 1}`).join(' + '),
    `${'x ? 1 : '.repeat(3000)}0`,
    `${'sin('.repeat(100)}x${')'.repeat(100)}`,
    `x${'!'.repeat(1000)}`,
    'x'.repeat(150_000),
    'x + '.repeat(100_000),
  ]) {
    readsOrRefuses(text);
  }
});
