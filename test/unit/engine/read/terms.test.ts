import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../../src/engine/calculus/mathjs.ts';
import { ProblemError } from '../../../../src/engine/problem.ts';
import { parseSyntax } from '../../../../src/engine/read/syntax.ts';
import { parseTerms } from '../../../../src/engine/read/terms.ts';
import { tokenize } from '../../../../src/engine/read/tokens.ts';

const TERMS = [
  '3*x^2',
  '100*(x1 - x0^2)^2',
  'x - -y',
  'a*-b',
  '2^-x^2',
  'max(x, -y + 1, z)',
  '|x - 1|',
  '2x (y - 1)',
  'n!',
  'x mod 3',
  'not x',
  'sum(x_i - 1, i, 1, 3)',
  '1/2 x',
  '(x < 1 ? 2 : y + 3)',
  'x[1]',
  'sqrt(x)/-2/3',
];

function pieces(text: string): string[] {
  return tokenize(text).map(({ kind, text: piece }) => (kind === 'name' ? 'v' : kind === 'number' ? '1' : piece));
}

/** Enough terms, in an order of its own, with both signs. */
function sum(order: number): string {
  return Array.from({ length: 40 }, (_, i) => `${i % 3 === 1 ? '-' : '+'} ${TERMS[(i * order) % TERMS.length]}`).join(
    ' ',
  );
}

test('a sum parsed term by term has the tree of the whole', () => {
  for (const order of [1, 3, 5, 7]) {
    for (const text of [sum(order), `-${sum(order).slice(1)}`, `x ${sum(order)}`]) {
      const tree = parseTerms(pieces(text), tokenize(text));
      assert.deepEqual(tree, parse(pieces(text).join(' ')), text);
    }
  }
});

test('what is no sum of many terms is left to the parser', () => {
  for (const text of [
    'x + y',
    `${sum(1)} < 1`,
    `x > 0 ? 1 : ${sum(1)}`,
    `1 and ${sum(1)}`,
    `(${sum(1)})`,
    `${sum(1)}, x`,
  ]) {
    assert.equal(parseTerms(pieces(text), tokenize(text)), undefined, text);
  }
});

test('a mistake in one of many terms is found where it is', () => {
  const text = `${sum(1)} + x 2 3 y`;
  const error = (formula: string): unknown => {
    try {
      return parseSyntax(tokenize(formula), { start: 0, end: formula.length });
    } catch (thrown) {
      return thrown;
    }
  };
  const [long, short] = [error(text), error('x 2 3 y')];
  assert.ok(long instanceof ProblemError && short instanceof ProblemError);
  assert.equal(long.message, short.message);
  assert.equal(text.slice(long.start, long.end), 'x 2 3 y'.slice(short.start, short.end));
});
