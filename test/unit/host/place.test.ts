import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocationKind } from '../../../src/engine/read/locate.ts';
import { findNearest, moveRange } from '../../../src/host/place.ts';

/** What the range around `x^2` in `aa x^2 bb` holds after a replacement. */
function after(from: number, to: number, text: string, kind: LocationKind = 'span'): string {
  const document = 'aa x^2 bb';
  const range = moveRange({ start: 3, end: 6 }, { rangeOffset: from, rangeLength: to - from, text }, kind);
  return (document.slice(0, from) + text + document.slice(to)).slice(range.start, range.end);
}

test('changes elsewhere leave the text', () => {
  assert.equal(after(0, 0, 'more '), 'x^2');
  assert.equal(after(0, 2, ''), 'x^2');
  assert.equal(after(0, 3, 'b'), 'x^2');
  assert.equal(after(6, 9, ''), 'x^2');
  assert.equal(after(8, 8, 'more'), 'x^2');
});

test('changes inside belong to the text', () => {
  assert.equal(after(4, 5, '**'), 'x**2');
  assert.equal(after(3, 6, 'y'), 'y');
  assert.equal(after(3, 6, ''), '');
});

test('what is typed at the ends belongs to the text, a new line only in a fence', () => {
  assert.equal(after(6, 6, '3'), 'x^23');
  assert.equal(after(3, 3, '2'), '2x^2');
  assert.equal(after(6, 6, '\nmore'), 'x^2');
  assert.equal(after(3, 3, 'more\n'), 'x^2');
  assert.equal(after(6, 6, '\nrate 1', 'fence'), 'x^2\nrate 1');
  assert.equal(after(3, 3, 'c = 1\n', 'fence'), 'c = 1\nx^2');
});

test('a replacement across an end takes what replaced it', () => {
  assert.equal(after(5, 8, '+ y'), 'x^+ y');
  assert.equal(after(0, 4, 'y'), 'y^2');
});

test('the nearest occurrence of a text', () => {
  assert.deepEqual(findNearest('x x x', 'x', 3), { start: 2, end: 3 });
  assert.deepEqual(findNearest('x   x', 'x', 3), { start: 4, end: 5 });
  assert.deepEqual(findNearest('x', 'x', 9), { start: 0, end: 1 });
  assert.equal(findNearest('x', 'y', 0), undefined);
});
