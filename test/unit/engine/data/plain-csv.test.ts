import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { longDecimal, shortDecimal } from '../../../../src/engine/data/decimal.ts';
import { numberOf } from '../../../../src/engine/data/number-text.ts';
import { readTable } from '../../../../src/engine/data/read.ts';
import { type Source, sourceOf } from '../../../../src/engine/data/source.ts';
import { type Table, textAt } from '../../../../src/engine/data/table.ts';

const ALL = { columns: () => true, header: true };

/** The same bytes in pieces of another length. */
function cut(content: string, length: number): Source {
  const whole = sourceOf('a.csv', content);
  const bytes = new TextEncoder().encode(content);
  // One buffer for all pieces, as a file's reader has it.
  const buffer = new Uint8Array(length);
  return {
    ...whole,
    async *read() {
      for (let at = 0; at < bytes.length; at += length) {
        const part = bytes.subarray(at, at + length);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
  };
}

const number = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(String),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((x) => x.toFixed(4)),
  fc.double({ noNaN: true, min: -10, max: 10 }).map((x) => x.toExponential(17)),
  fc.integer().map(String),
  fc.stringMatching(/^[+-]?\d{0,22}\.?\d{0,22}(e-?\d{1,3})?$/),
);
const missing = fc.constantFrom('', 'NA', 'nan', 'null', ' ', 'inf');
const odd = fc.constantFrom(
  'yes',
  '1,5',
  '"quoted"',
  '"1\n2"',
  '12%',
  'ä',
  '0x10',
  '1 2',
  '"a""b"',
  '-',
  '.',
  '1e',
  '+-1',
);
const plainField = fc.oneof({ weight: 8, arbitrary: number }, { weight: 1, arbitrary: missing });
const anyField = fc.oneof({ weight: 20, arbitrary: plainField }, { weight: 1, arbitrary: odd });
const fileOf = (field: fc.Arbitrary<string>) =>
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).chain(([width, eol, last]) =>
    fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }).map((rows) => {
      const head = Array.from({ length: width }, (_, i) => `c${i}`);
      return [head, ...rows].map((row) => row.join(',')).join(eol) + (last ? eol : '');
    }),
  );

/** What papaparse makes of a file, with the same rules for numbers, missing values and rows of other lengths. */
function expected(content: string): string[][] {
  const { data } = Papa.parse<string[]>(content.replaceAll('\r\n', '\n'), { delimiter: ',', newline: '\n' });
  const [head = [], ...rows] = data;
  const filled = rows.filter((row) => row.length > 1 || row[0]!.trim() !== '');
  const cells = filled.map((row) => {
    const broken = row.slice(head.length).some((field) => field.trim() !== '');
    return head.map((_, i) => (broken ? '' : (row[i] ?? '').trim()));
  });
  const areTexts = head.map((_, i) => cells.some((row) => numberOf(row[i]!, false) === undefined));
  return cells.map((row) =>
    row.map((field, i) => {
      const value = numberOf(field, false);
      if (Number.isNaN(value)) return '';
      return areTexts[i] ? field : String(value);
    }),
  );
}

const actual = ({ columns, rows }: Table): string[][] =>
  Array.from({ length: rows }, (_, row) => columns.map((column) => textAt(column, row)));

for (const [what, field] of [
  ['plain files', plainField],
  ['any files', anyField],
] as const) {
  test(`${what} are read as papaparse reads them, whatever the pieces they come in`, async () => {
    await fc.assert(
      fc.asyncProperty(fileOf(field), fc.integer({ min: 1, max: 80 }), async (content, length) => {
        const rows = expected(content);
        fc.pre(rows.length > 0 && rows.some((row) => row.some((cell) => cell !== '')));
        assert.deepEqual(actual(await readTable(cut(content, length), ALL)), rows);
      }),
      { numRuns: 400 },
    );
  });
}

test('a column of texts in which some are missing, cut anywhere', async () => {
  const rows = Array.from({ length: 12_000 }, (_, i) =>
    [['', 'Oslo', 'Graz', 'Malmö', ' NA '][i % 5], i % 3 ? i : ''].join(),
  );
  const content = `city,n\n${rows.join('\n')}`;
  for (const length of [1, 6, 7, 4096].map((part) => 65_536 + part)) {
    assert.deepEqual(actual(await readTable(cut(content, length), ALL)), expected(content));
  }
  assert.deepEqual(actual(await readTable(cut(content, 997), ALL)), expected(content));
});

test('files longer than what is looked at first, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fileOf(anyField), fc.integer({ min: 500, max: 90_000 }), async (content, length) => {
      const [head = '', ...rows] = content.split(/(?<=\n)/);
      const last = rows.at(-1) ?? '';
      const body = rows.join('') + (last.endsWith('\n') ? '' : '\n');
      const long = head + body.repeat(Math.ceil(150_000 / body.length));
      const expectedRows = expected(long);
      fc.pre(expectedRows.some((row) => row.some((cell) => cell !== '')));
      assert.deepEqual(actual(await readTable(cut(long, length), ALL)), expectedRows);
    }),
    { numRuns: 30 },
  );
});

test('a plain file that is longer than the sample, in pieces', async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, i) => `${Math.sin(i) * 10 ** (i % 20)},${i},${i % 7 === 0 ? '' : i / 7}`,
  );
  const table = await readTable(cut(`a,b,c\r\n${rows.join('\r\n')}`, 7919), ALL);
  assert.equal(table.rows, rows.length);
  assert.deepEqual(
    actual(table).map((row) => row.join()),
    rows.map((row) =>
      row
        .split(',')
        .map((field) => (field === '' ? '' : String(Number(field))))
        .join(),
    ),
  );
});

test('odd rows far into a file are read too', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},${i / 3}`);
  rows[15_000] = '"1\n5",7';
  rows[17_000] = 'one,8';
  const table = await readTable(cut(`a,b\n${rows.join('\n')}\n`, 10_007), ALL);
  assert.deepEqual(
    [table.rows, textAt(table.columns[0]!, 15_000), textAt(table.columns[0]!, 17_000)],
    [20_000, '1\n5', 'one'],
  );
  assert.equal(textAt(table.columns[1]!, 19_999), String(19_999 / 3));
});

test('decimals are rounded as the language rounds them', () => {
  let certain = 0;
  fc.assert(
    fc.property(
      fc.bigInt({ min: 10n ** 15n, max: 10n ** 19n - 1n }),
      fc.integer({ min: -22, max: 0 }),
      (digits, exponent) => {
        const text = String(digits);
        const scale = 10 ** (text.length - 15);
        const value = longDecimal(Number(text.slice(0, 15)), scale, Number(text.slice(15)), exponent);
        if (Number.isNaN(value)) return;
        certain++;
        assert.equal(value, Number(`${text}e${exponent}`));
      },
    ),
    { numRuns: 20_000 },
  );
  assert.ok(certain > 19_000, `${certain} of 20000 are certain`);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 15 - 1 }), fc.integer({ min: -25, max: 25 }), (digits, exponent) => {
      const value = shortDecimal(digits, exponent);
      assert.ok(Number.isNaN(value) || value === Number(`${digits}e${exponent}`));
    }),
  );
});
