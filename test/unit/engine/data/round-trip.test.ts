import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { isMissing, numberOf } from '../../../../src/engine/data/number-text.ts';
import { readTable } from '../../../../src/engine/data/read.ts';
import { sourceOf } from '../../../../src/engine/data/source.ts';
import { textAt } from '../../../../src/engine/data/table.ts';

/** Texts that a table keeps as they are: no white space around them, no missing value, no control character. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((each) => each.replaceAll(/[\0\r\uFEFF]/g, '').trim())
  .filter((each) => each !== '' && !isMissing(each) && numberOf(each, false) === undefined);
const special = fc.constantFrom('a,b', 'say "no"', 'two\nlines', '"', ';', 'a\t|', "it's", '#1', '😀', 'größe');
const cell = fc.oneof(text, special);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });

test('what is written as CSV is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, number, fc.option(number)), { minLength: 2, maxLength: 30 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      async (rows, delimiter, newline, quotes, mark) => {
        const data = rows.map(([a, b, c]) => [a, String(b), c === null ? '' : String(c)]);
        const content = Papa.unparse([['name', 'b', 'c'], ...data], { delimiter, newline, quotes });
        const source = sourceOf('a.csv', (mark ? '\uFEFF' : '') + content);
        const table = await readTable(source, { columns: () => true, delimiter });
        assert.deepEqual(table.names, ['name', 'b', 'c']);
        assert.deepEqual(
          Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => textAt(column, row))),
          data.map(([a, b, c]) => [a, String(Number(b)), c === '' ? '' : String(Number(c))]),
        );
      },
    ),
    { numRuns: 1000 },
  );
});

test('the delimiter of a table of numbers is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 6 }).chain((width) =>
        fc.array(fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 20,
        }),
      ),
      fc.constantFrom(',', ';', '\t', '|'),
      async (rows, delimiter) => {
        const head = rows[0]!.map((_, i) => `c${i}`);
        const content = [head, ...rows.map((row) => row.map((value) => value.toFixed(3)))];
        const table = await readTable(sourceOf('a.txt', content.map((row) => row.join(delimiter)).join('\n')), {
          columns: () => true,
        });
        assert.deepEqual([table.names, table.rows], [head, rows.length]);
      },
    ),
  );
});
