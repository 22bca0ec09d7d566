import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readTable } from '../../../../src/engine/data/read.ts';
import { sourceOf } from '../../../../src/engine/data/source.ts';
import { type Table, textAt } from '../../../../src/engine/data/table.ts';

const read = (name: string, content: string | Uint8Array) =>
  readTable(sourceOf(name, content), { columns: () => true });

function texts({ columns, rows }: Table): string[] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => textAt(column, row)).join('|'));
}

test('rows, columns and lines are the same table', async () => {
  const rows = [
    { a: 1, city: 'Oslo', ok: true },
    { a: null, city: 'Graz', ok: false },
    { city: null, ok: true, late: 7 },
  ];
  const expected = ['1|Oslo|1|', '|Graz|0|', '||1|7'];
  assert.deepEqual(texts(await read('a.json', `\uFEFF${JSON.stringify(rows)}`)), expected);
  assert.deepEqual(texts(await read('a.jsonl', rows.map((row) => JSON.stringify(row)).join('\r\n'))), expected);
  assert.deepEqual(
    texts(await read('a.ndjson.gz', gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join('')))),
    expected,
  );
  const columns = { a: [1, null, null], city: ['Oslo', 'Graz', null], ok: [true, false, true], late: [null, null, 7] };
  assert.deepEqual(texts(await read('a.json.gz', gzipSync(JSON.stringify(columns)))), expected);
});

test('a text among numbers makes the column one of texts, each as it is', async () => {
  const table = await read('a.json', '[{"a": 1}, {"a": "007"}, {"a": 2.5}, {"a": [1]}]');
  assert.deepEqual(texts(table), ['1', '007', '2.5', '[1]']);
  assert.ok(table.columns[0]?.kind === 'texts');
});

test('numbers in JSON come back as they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
      async (numbers) => {
        const table = await read('a.json', JSON.stringify(numbers.map((x) => ({ x }))));
        const [x] = table.columns;
        assert.ok(x?.kind === 'numbers');
        assert.deepEqual(
          [...x.values],
          numbers.map((value) => (value === 0 ? 0 : value)),
        );
      },
    ),
  );
});
