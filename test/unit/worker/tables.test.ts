import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { DataWanted, FoundData } from '../../../src/protocol/data.ts';
import type { FromWorker, Source, ToWorker } from '../../../src/protocol/worker.ts';
import { fileSource } from '../../../src/worker/file-source.ts';
import { serve } from '../../../src/worker/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'downhill-tables-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A worker in this thread, and a host that finds what it is told to. */
function worker(find: (wanted: DataWanted) => FoundData | undefined) {
  const posted: FromWorker[] = [];
  let wake = () => {};
  const asked: DataWanted[] = [];
  const send: (message: ToWorker) => void = serve(
    (message, transfer) => {
      const copy = structuredClone(message, { transfer });
      posted.push(copy);
      wake();
      if (copy.type !== 'wanted') return;
      asked.push(copy.wanted);
      const found = find(copy.wanted);
      if (found) setImmediate(() => send({ type: 'data', requestId: copy.requestId, found }));
    },
    { openFile: fileSource },
  );
  const until = async (wanted: (message: FromWorker) => boolean): Promise<FromWorker> => {
    for (;;) {
      const message = posted.find(wanted);
      if (message) return message;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const isEvent = (type: string) => (message: FromWorker) => message.type === 'event' && message.event.type === type;
  return { send, until, isEvent, posted, asked };
}

const text = 'data "salary.csv"\nminimize mean((w*experience + b - salary)^2)\nmethod lm';
const source: Source = { text, languageId: 'downhill', place: { uri: 'file:///notes/a.downhill', start: 0 } };
const csv = 'experience,salary\n1,4\n2,5\n4,7\n';

function onDisk(name: string, content: string | Uint8Array): FoundData {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { kind: 'file', name, path, size: statSync(path).size, stamp: `${name} 1` };
}

/** The first verdict's point, or the error's sentence. */
async function outcome({ until, isEvent }: ReturnType<typeof worker>): Promise<readonly number[] | string> {
  const message = await until((each) => isEvent('ended')(each) || isEvent('failed')(each));
  if (message.type !== 'event') throw new Error(message.type);
  if (message.event.type === 'ended') return message.event.verdict.point.map((value) => Number(value.toFixed(6)));
  return message.event.type === 'failed' ? message.event.error.message : message.event.type;
}

test('a file of the disk, bytes, and packed bytes are fitted alike', async () => {
  const found: FoundData[] = [
    onDisk('salary.csv', csv),
    onDisk('salary.csv.gz', gzipSync(csv)),
    { kind: 'bytes', name: 'salary.csv', bytes: new TextEncoder().encode(csv), stamp: '' },
    onDisk('rows.json', JSON.stringify([1, 2, 4].map((experience) => ({ experience, salary: experience + 3 })))),
    onDisk('columns.json', JSON.stringify({ salary: [4, 5, 7], experience: [1, 2, 4] })),
    onDisk(
      'lines.jsonl',
      '{"experience": 1, "salary": 4}\n{"salary": 5, "experience": 2}\n\n{"experience": 4, "salary": 7}',
    ),
  ];
  for (const one of found) {
    const host = worker(() => one);
    host.send({ type: 'minimize', requestId: 1, source });
    assert.deepEqual(await outcome(host), [1, 3], 'name' in one ? one.name : one.kind);
    assert.deepEqual(host.asked, [{ name: 'salary.csv', nearest: false, known: [], place: source.place }]);
  }
});

test('what is shown of the table', async () => {
  const host = worker(() => onDisk('salary.csv', csv));
  host.send({ type: 'read', requestId: 1, source });
  const message = await host.until(({ type }) => type === 'read');
  assert.ok(message.type === 'read');
  assert.deepEqual(message.problem.table, {
    written: 'salary.csv',
    name: 'salary.csv',
    names: ['experience', 'salary'],
    used: ['experience', 'salary'],
    rows: 3,
    usedRows: 3,
    excerpt: { experience: [1, 2, 4], salary: [4, 5, 7] },
  });
});

test('a table is not read again until it is another, or other columns are wanted', async () => {
  let found = onDisk('salary.csv', `${csv.replaceAll('\n', ',0\n').replace('salary,0', 'salary,age')}`);
  const host = worker(({ known }) =>
    'stamp' in found && known.includes(found.stamp) ? { kind: 'known', stamp: found.stamp } : found,
  );
  const run = async (requestId: number, text: string) => {
    host.posted.length = 0;
    host.send({ type: 'minimize', requestId, source: { ...source, text } });
    const point = await outcome(host);
    return { point, read: host.posted.some(host.isEvent('reading')) };
  };
  assert.deepEqual(await run(1, text), { point: [1, 3], read: true });
  assert.deepEqual(await run(2, text), { point: [1, 3], read: false });
  assert.equal((await run(3, text.replace('+ b', '+ b*(1 + age)'))).read, true);
  assert.equal((await run(4, text)).read, false);
  found = {
    ...onDisk('salary.csv', csv.replace('1,4', '1,5').replace('2,5', '2,6').replace('4,7', '4,8')),
    stamp: '2',
  } as FoundData;
  assert.deepEqual(await run(5, text), { point: [1, 4], read: true });
});

test('what is not there is told at its name, with near names', async () => {
  const cases: [FoundData, RegExp, string?][] = [
    [
      { kind: 'absent', looked: '/notes/salary.csv', near: ['salaries.csv'] },
      /no file salary\.csv.*looked for as \/notes\/salary\.csv\. Did you mean salaries\.csv/,
      '"salaries.csv"',
    ],
    [{ kind: 'absent', near: [] }, /no file salary\.csv/],
    [{ kind: 'refused', reason: 'it is a folder' }, /salary\.csv cannot be read: it is a folder\./],
    [{ ...onDisk('gone.csv', csv), path: join(folder, 'other', 'gone.csv') } as FoundData, /cannot be read: ENOENT/],
    [onDisk('empty.csv', ''), /cannot be read: it is empty/],
    [onDisk('noise.parquet', 'PAR1 and no more'), /not Parquet that can be read/],
    [onDisk('half.json', '[{"a": 1'), /not JSON/],
    [onDisk('list.json', '[1, 2]'), /row 1 of it is no object/],
    [onDisk('ragged.json', '{"a": [1], "b": [1, 2]}'), /different lengths/],
    [onDisk('lines.ndjson', '{"a": 1}\noops'), /line 2 of it is not JSON/],
    [
      {
        kind: 'absent',
        near: [],
        document: { text: '## Salary.csvs\n\n|a|\n|-|\n|1|\n', languageId: 'markdown', at: 0 },
      },
      /Did you mean Salary\.csvs/,
      '"Salary.csvs"',
    ],
  ];
  for (const [found, message, suggestion] of cases) {
    const host = worker(() => found);
    host.send({ type: 'minimize', requestId: 1, source });
    const failed = await host.until(host.isEvent('failed'));
    assert.ok(failed.type === 'event' && failed.event.type === 'failed');
    const { error } = failed.event;
    assert.match(error.message, message);
    assert.deepEqual([text.slice(error.start, error.end), error.suggestion], ['"salary.csv"', suggestion]);
  }
});

test('a table of the document is found by its heading, and the nearest without one', async () => {
  const notes =
    '# Salaries\n\n| experience | salary |\n|---|---:|\n| 1 | 4 |\n| 2 | 5 |\n| 4 | 7 |\n\n# Other\n\n|a|\n|-|\n|1|\n';
  const document = { text: notes, languageId: 'markdown', at: 10 };
  for (const named of ['"salaries"', 'table']) {
    const host = worker(() => ({ kind: 'absent', near: [], document }));
    host.send({ type: 'minimize', requestId: 1, source: { ...source, text: text.replace('"salary.csv"', named) } });
    assert.deepEqual(await outcome(host), [1, 3]);
  }
});

test('reading is told, and a stop ends it', async () => {
  const rows = Array.from({ length: 800_000 }, (_, i) => `${i},${i + 3}`).join('\n');
  const host = worker(() => onDisk('long.csv', `experience,salary\n${rows}`));
  host.send({ type: 'minimize', requestId: 1, source });
  const reading = await host.until(host.isEvent('reading'));
  assert.ok(reading.type === 'event' && reading.event.type === 'reading');
  assert.equal(reading.event.progress.name, 'long.csv');
  host.send({ type: 'stop', requestId: 1 });
  assert.match(String(await outcome(host)), /Stopped while the table was read/);
  assert.equal(host.posted.some(host.isEvent('opened')), false);
});

test('a stop is heard while the host looks for the table, and another run goes on', async () => {
  let answer = false;
  const host = worker(() => (answer ? onDisk('salary.csv', csv) : undefined));
  host.send({ type: 'minimize', requestId: 1, source });
  await host.until(({ type }) => type === 'wanted');
  host.send({ type: 'stop', requestId: 1 });
  assert.match(String(await outcome(host)), /Stopped/);
  answer = true;
  host.posted.length = 0;
  host.send({ type: 'minimize', requestId: 2, source });
  assert.deepEqual(await outcome(host), [1, 3]);
});

test('features of all columns are held though the text does not name them', async () => {
  const csv = 'a,b,y\n1,0,1\n0,1,2\n1,1,3\n2,1,4\n';
  const it = worker(() => onDisk('all.csv', csv));
  const all = 'data "all.csv"\nfeatures X = all\nminimize mean((dot(w, X) - y)^2)\nmethod lm';
  it.send({ type: 'minimize', requestId: 1, source: { ...source, text: all } });
  assert.deepEqual(await outcome(it), [1, 2]);
});
