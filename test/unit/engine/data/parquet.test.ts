import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readTable } from '../../../../src/engine/data/read.ts';
import { ReadingStopped, sourceOf } from '../../../../src/engine/data/source.ts';
import { type Table, textAt } from '../../../../src/engine/data/table.ts';

const bytesOf = (codec: string) => readFileSync(new URL(`../../cases/parquet/rows-${codec}.parquet`, import.meta.url));
const ALL = { columns: () => true };
const column = ({ columns, rows }: Table, name: string) => {
  const found = columns.find((each) => each.name === name);
  assert.ok(found, name);
  return Array.from({ length: rows }, (_, row) => textAt(found, row));
};

for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli']) {
  test(`Parquet, ${codec}: numbers of every kind, texts, flags, dates, and what is missing`, async () => {
    const table = await readTable(sourceOf('rows.parquet', bytesOf(codec)), ALL);
    assert.deepEqual(table.names, ['Years_of_Experience', 'count', 'city', 'spam', 'age', 'day']);
    assert.equal(table.rows, 9);
    assert.deepEqual(column(table, 'Years_of_Experience'), ['0', '0.5', '1', '1.5', '2', '2.5', '3', '3.5', '4']);
    assert.deepEqual(column(table, 'count').map(Number), [0, 1, 4, 9, 16, 25, 36, 49, 64]);
    assert.deepEqual(column(table, 'city').slice(2, 6), ['Oslo', 'Porto', '', 'Porto']);
    assert.deepEqual(column(table, 'spam'), ['1', '0', '0', '1', '0', '0', '1', '0', '0']);
    assert.deepEqual(column(table, 'age').slice(1, 4), ['21', '', '23']);
    assert.equal(column(table, 'day')[8], '2026-01-09T00:00:00.000Z');
  });
}

test('only the wanted columns, whatever the file is called, packed once more, with progress', async () => {
  const told: number[] = [];
  const packed = gzipSync(bytesOf('snappy'));
  const table = await readTable(sourceOf('rows.parquet.gz', packed), {
    columns: (name) => name === 'count',
    onProgress: (done, size) => told.push(done / size),
  });
  assert.deepEqual(
    table.columns.map(({ name }) => name),
    ['count'],
  );
  assert.equal(told.at(-1), 1);
  assert.equal((await readTable(sourceOf('rows.dat', bytesOf('snappy')), ALL)).rows, 9);
});

test('it can be stopped', async () => {
  const reading = readTable(sourceOf('rows.parquet', bytesOf('snappy')), { ...ALL, signal: { aborted: true } });
  await assert.rejects(reading, ReadingStopped);
});
