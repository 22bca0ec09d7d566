import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from '../../../../src/engine/data/read.ts';
import { sourceOf } from '../../../../src/engine/data/source.ts';
import { type Table, TableError, textAt } from '../../../../src/engine/data/table.ts';

const ALL = { columns: () => true };

const read = (content: string | Uint8Array, name = 'a.csv', header?: boolean): Promise<Table> =>
  readTable(sourceOf(name, content), header === undefined ? ALL : { ...ALL, header });

/** The rows as texts. */
function texts({ columns, rows }: Table): string[] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => textAt(column, row)).join('|'));
}

test('a header and numbers', async () => {
  const table = await read('age,income\n1,2.5\n-3e2,.5\n');
  assert.deepEqual(table.names, ['age', 'income']);
  assert.deepEqual(
    table.columns.map((column) => column.kind === 'numbers' && [...column.values]),
    [
      [1, -300],
      [2.5, 0.5],
    ],
  );
  assert.deepEqual(table.remarks, []);
});

test('a byte order mark, line ends of every kind, empty lines, no line end at the end', async () => {
  for (const eol of ['\n', '\r\n', '\r']) {
    const table = await read(`\uFEFFa,b${eol}1,2${eol}${eol}3,4`);
    assert.deepEqual(
      [table.names, texts(table)],
      [
        ['a', 'b'],
        ['1|2', '3|4'],
      ],
      JSON.stringify(eol),
    );
  }
});

test('quotes hold delimiters, line ends and doubled quotes', async () => {
  const table = await read('"x, y","b"\n"1,\n2","say ""a"""\r\n3,4\n');
  assert.deepEqual(table.names, ['x_y', 'b']);
  assert.deepEqual(texts(table), ['1,\n2|say "a"', '3|4']);
});

test('delimiters are found: tabs, semicolons with decimal commas, bars', async () => {
  assert.deepEqual(texts(await read('a\tb\n1\t2\n')), ['1|2']);
  assert.deepEqual(texts(await read('a|b\n1|2\n')), ['1|2']);
  const comma = await read('a;b\n1,5;2\n-2,25;3\n');
  assert.deepEqual(texts(comma), ['1.5|2', '-2.25|3']);
  assert.match(comma.remarks.join(), /decimals with a comma/);
  assert.deepEqual(texts(await read('a;b\n1.5;2\n')), ['1.5|2']);
  assert.deepEqual(texts(await read('1,5;2,5\n3,5;4,5\n')), ['1.5|2.5', '3.5|4.5']);
});

test('without a header the columns are numbered, and that is told; a word decides otherwise', async () => {
  const table = await read('1,2\n3,4\n');
  assert.deepEqual([table.names, table.rows], [['column_1', 'column_2'], 2]);
  assert.match(table.remarks.join(), /no header/);
  assert.deepEqual((await read('2019,2020\n1,2\n', 'a.csv', true)).names, ['_2019', '_2020']);
  assert.deepEqual(texts(await read('a,b\n1,2\n', 'a.csv', false)), ['a|b', '1|2']);
});

test('a name that is there twice is numbered, and that is told', async () => {
  const table = await read('x,x,x_2, ,2nd price ($)\n1,2,3,4,5\n');
  assert.deepEqual(table.names, ['x', 'x_2', 'x_2_2', 'column_4', '_2nd_price']);
  assert.equal(table.remarks.length, 2);
});

test('missing values are missing, not zero', async () => {
  const table = await read('a,b\n1,\nNA,x\n,NaN\nnull,y\n 5 ,z\n');
  const [a, b] = table.columns;
  assert.ok(a?.kind === 'numbers' && b?.kind === 'texts');
  assert.deepEqual([...a.values], [1, Number.NaN, Number.NaN, Number.NaN, 5]);
  assert.deepEqual([...b.codes], [-1, 0, -1, 1, 2]);
});

test('a text after numbers makes a column of texts, each as it is written', async () => {
  const table = await read(`zip,n\n${'007,1\n'.repeat(3)}01A,2\n1.50,3\n`);
  const [zip] = table.columns;
  assert.ok(zip?.kind === 'texts');
  assert.deepEqual(zip.categories, ['007', '01A', '1.50']);
  assert.equal(zip.numbers, 4);
});

test('rows of other lengths: short ones lack values, long ones are not trusted', async () => {
  const table = await read('a,b\n1\n2,3,4\n5,6,\n7,8\n');
  assert.deepEqual(texts(table), ['1|', '|', '5|6', '7|8']);
  assert.deepEqual(table.broken, [1]);
  assert.match(table.remarks.join('\n'), /Row 2 of a\.csv has more values.*\n.*Row 1 of a\.csv has fewer/);
});

test('UTF-16 and Windows-1252', async () => {
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from('größe,b\n1,2\n', (c) => c.charCodeAt(0)).buffer),
  ]);
  assert.deepEqual((await read(utf16)).names, ['größe', 'b']);
  const latin = await read(Uint8Array.from('größe,b\n1,2\n', (c) => c.charCodeAt(0)));
  assert.deepEqual([latin.names, texts(latin)], [['größe', 'b'], ['1|2']]);
  assert.match(latin.remarks.join(), /Windows-1252/);
});

test('characters that are lost far into a file are told', async () => {
  const bytes = new TextEncoder().encode(`city,n\n${'Graz,1\n'.repeat(200_000)}Malm_,2\n`);
  bytes[bytes.lastIndexOf('_'.charCodeAt(0))] = 0xf6;
  assert.match((await read(bytes)).remarks.join(), /not UTF-8 throughout: characters in city are lost/);
});

test('only what is asked for is held', async () => {
  const table = await readTable(sourceOf('a.csv', 'a,b,c\n1,x,2\n3,y,4\n'), { columns: (name) => name === 'c' });
  assert.deepEqual(table.names, ['a', 'b', 'c']);
  assert.deepEqual(texts(table), ['2', '4']);
});

test('a quote that nothing closes is found before the whole file is in memory', async () => {
  const rows = `${'1,2\n'.repeat(100)}"3,4\n${'5,6\n'.repeat(1_500_000)}`;
  await assert.rejects(read(`a,b\n${rows}`), /quote that opens in row 101 is never closed/);
});

test('what is no table says why', async () => {
  const bad: [string | Uint8Array, RegExp, string?][] = [
    ['', /is empty/],
    [' \n\n', /is empty/],
    ['a,b\n', /header but no rows/],
    ['a,b\n"1,2\n3,4\n', /quote that opens in row 1 is never closed/],
    [new Uint8Array([1, 0, 0, 2]), /not text/],
    [new Uint8Array([0x50, 0x4b, 3, 4]), /zip archive/],
    ['a', /spreadsheet/, 'a.xlsx'],
    ['a,b\n1,2,3\n4,5,6\n', /every row has more values/],
    [new Uint8Array([0x1f, 0x8b, 8, 0, 1]), /gzip/, 'a.csv.gz'],
  ];
  for (const [content, message, name] of bad) {
    await assert.rejects(read(content, name), (error) => error instanceof TableError && message.test(error.message));
  }
});
