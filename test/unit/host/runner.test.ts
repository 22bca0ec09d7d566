import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Runner } from '../../../src/host/runner.ts';
import type { FoundData } from '../../../src/protocol/data.ts';
import type { RunEvent } from '../../../src/protocol/events.ts';
import type { RateReport } from '../../../src/protocol/rates.ts';
import type { Source } from '../../../src/protocol/worker.ts';
import { Clock, problemView, rows, runView, Workers } from './worker-stand-in.ts';

function start(found: () => Promise<FoundData> = async () => ({ kind: 'absent', near: [] })) {
  const workers = new Workers();
  const clock = new Clock();
  const events: RunEvent[] = [];
  const runner = new Runner(
    workers.spawn,
    {
      onEvent: (event) => events.push(event),
      onCatalog: () => {},
      onKilled: () => {},
      findData: found,
    },
    clock,
  );
  const say = (requestId: number, event: RunEvent) =>
    workers.newest.listener.onMessage({ type: 'event', requestId, event });
  return { workers, clock, events, runner, say, posted: () => workers.newest.posted };
}

const source = (text: string): Source => ({ text, languageId: 'downhill' });
const opened: RunEvent = { type: 'opened', problem: problemView, runs: [runView(1), runView(2)] };
const steps: RunEvent = { type: 'steps', runId: 1, first: 0, rows: rows([3, 4], [2, 1], [2.5, 2]) };

test('the events of a run are passed on in order', () => {
  const { runner, events, say } = start();
  runner.run(source('x^2'));
  const told: RunEvent[] = [opened, steps, { type: 'done' }];
  for (const event of told) say(1, event);
  assert.deepEqual(events, told);
});

test('a new run stops the old one and starts when that has ended; of several the newest', () => {
  const { runner, events, say, posted } = start();
  runner.run(source('a'));
  say(1, opened);
  runner.run(source('b'));
  runner.run(source('c'));
  assert.deepEqual(posted().slice(1), [{ type: 'stop', requestId: 1 }]);
  say(1, steps);
  say(1, { type: 'done' });
  assert.deepEqual(posted().at(-1), { type: 'minimize', requestId: 2, source: source('c') });
  say(1, steps);
  say(2, opened);
  assert.deepEqual(events, [opened, opened], 'nothing of the old run is passed on after the new one was asked for');
});

test('a remedy comes after its run is over, and is dropped once another run was asked for', () => {
  const { runner, events, say } = start();
  const remedy: RunEvent = { type: 'remedy', runId: 1, remedy: { sentence: 'Look for a sign.' } };
  runner.run(source('a'));
  for (const event of [opened, { type: 'done' } as const, remedy]) say(1, event);
  assert.deepEqual(events.at(-1), remedy);
  runner.run(source('b'));
  say(1, remedy);
  say(2, opened);
  say(2, { type: 'done' });
  say(1, remedy);
  assert.deepEqual(events.slice(3), [opened, { type: 'done' }]);
});

test('a run that is killed keeps its rows and is given its verdict', () => {
  const { runner, clock, events, say } = start();
  runner.run(source('x^2'));
  say(1, opened);
  say(1, steps);
  runner.stop();
  clock.pass(80);
  const [ended, done] = events.slice(2);
  assert.equal(ended?.type, 'ended');
  assert.ok(ended?.type === 'ended');
  assert.equal(ended.runId, 1);
  assert.equal(ended.verdict.status, 'stopped');
  assert.equal(ended.verdict.steps, 2);
  assert.deepEqual(ended.verdict.best, { step: 1, point: [2, 1], value: 5 });
  assert.equal(ended.verdict.sentence, 'Stopped by you after 2 steps at x = 2.5, y = 2, where the value is 10.25.');
  assert.deepEqual(done, { type: 'done' }, 'the run that had not begun has no verdict');
});

test('a reading that hangs is an error of the whole text', () => {
  const { runner, workers, clock, events } = start();
  runner.run(source('hangs'));
  workers.newest.listener.onMessage({ type: 'ready', catalog: { methods: [], schedules: [] } });
  clock.pass(5000);
  const [failed] = events;
  assert.ok(failed?.type === 'failed');
  assert.deepEqual([failed.error.start, failed.error.end], [0, 5]);
  assert.match(failed.error.message, /gave no sign of life/);
});

test('a crash in a run is remarked on in its verdict; before a run it is an error without a place', () => {
  const { runner, workers, events, say } = start();
  runner.run(source('x^2'));
  workers.newest.listener.onCrash('out of memory');
  assert.ok(events[0]?.type === 'failed');
  assert.deepEqual([events[0].error.start, events[0].error.end], [0, 0]);
  runner.run(source('x^2'));
  say(2, opened);
  say(2, steps);
  workers.newest.listener.onCrash('out of memory');
  assert.ok(events[3]?.type === 'ended');
  assert.match(events[3].verdict.sentence, /^Stopped after 2 steps/);
  assert.match(events[3].verdict.remarks[0] ?? '', /out of memory/);
});

test('a stop while the next run waits lets it go', () => {
  const { runner, events, say, posted } = start();
  runner.run(source('a'));
  say(1, opened);
  runner.run(source('b'));
  runner.stop();
  say(1, { type: 'done' });
  assert.deepEqual(events, [opened, { type: 'done' }]);
  assert.equal(posted().filter(({ type }) => type === 'minimize').length, 1);
});

test('reading and writing answer with a value or an error', async () => {
  const { runner, workers } = start();
  const read = runner.read(source('x^2'));
  workers.newest.listener.onMessage({ type: 'read', requestId: 1, problem: problemView });
  assert.deepEqual(await read, { value: problemView });
  const write = runner.write(source('x^'));
  const error = { message: 'Unfinished.', start: 1, end: 2 };
  workers.newest.listener.onMessage({ type: 'failed', requestId: 2, error });
  assert.deepEqual(await write, { error });
});

test('explaining answers with derivations or an error, and is asked beside a run', async () => {
  const { runner, workers, posted } = start();
  runner.run(source('x^2'));
  const explained = runner.explain(source('x^2'));
  assert.deepEqual(posted().at(-1), { type: 'explain', requestId: 2, source: source('x^2') });
  const derivations = [{ parameter: 'x', remark: 'Too large.' }];
  workers.newest.listener.onMessage({ type: 'explained', requestId: 2, derivations });
  assert.deepEqual(await explained, { value: derivations });
  const failed = runner.explain(source('x^'));
  const error = { message: 'Unfinished.', start: 1, end: 2 };
  workers.newest.listener.onMessage({ type: 'failed', requestId: 3, error });
  assert.deepEqual(await failed, { error });
});

test('the rate finder tells its progress and answers with its report; a stop ends it', async () => {
  const { runner, workers, posted } = start();
  const told: unknown[] = [];
  const stop = new AbortController();
  const found = runner.findRates(source('x^2'), stop.signal, (progress) => told.push(progress));
  assert.deepEqual(posted().at(-1), { type: 'findRates', requestId: 1, source: source('x^2') });
  const { onMessage } = workers.newest.listener;
  onMessage({ type: 'findingRates', requestId: 1, progress: { done: 7, of: 59 } });
  const report: RateReport = {
    sentence: 'There is one.',
    remarks: [],
    method: 'Adam',
    steps: 100,
    longSteps: 1000,
    sense: 'minimize',
    first: 1,
    tried: [],
  };
  onMessage({ type: 'foundRates', requestId: 1, report });
  assert.deepEqual(await found, { value: report });
  assert.deepEqual(told, [{ done: 7, of: 59 }]);
  const other = runner.findRates(source('x^2'), stop.signal, () => {});
  stop.abort();
  assert.deepEqual(posted().at(-1), { type: 'stop', requestId: 2 });
  onMessage({ type: 'failed', requestId: 2, error: { message: 'Stopped.', start: 0, end: 0 } });
  assert.ok('error' in (await other));
});

test('a check tells its progress and answers with its report; a stop ends it', async () => {
  const { runner, workers, posted } = start();
  const told: unknown[] = [];
  const stop = new AbortController();
  const check = runner.check(source('x^2'), [{ step: 1, point: [2] }], stop.signal, (progress) => told.push(progress));
  const { onMessage } = workers.newest.listener;
  onMessage({ type: 'checking', requestId: 1, progress: { done: 0, of: 3 } });
  const report = { sentence: 'They agree.', outcome: 'agree', remarks: [], points: [] } as const;
  onMessage({ type: 'checked', requestId: 1, report });
  assert.deepEqual(await check, { value: report });
  assert.deepEqual(told, [{ done: 0, of: 3 }]);
  const other = runner.check(source('x^2'), [], stop.signal, () => {});
  stop.abort();
  assert.deepEqual(posted().at(-1), { type: 'stop', requestId: 2 });
  onMessage({ type: 'failed', requestId: 2, error: { message: 'Stopped.', start: 0, end: 0 } });
  assert.ok('error' in (await other));
});

test('a table that the worker wants is looked for, and what is found is given to it', async () => {
  const bytes = new TextEncoder().encode('x,y\n1,2\n');
  const answers: (() => Promise<FoundData>)[] = [
    async () => ({ kind: 'bytes', name: 'a.csv', bytes, stamp: '1' }),
    async () => {
      throw new Error('No permission.');
    },
  ];
  for (const [i, answer] of answers.entries()) {
    const { runner, workers, posted } = start(answer);
    runner.run(source('data "a.csv"'));
    workers.newest.listener.onMessage({
      type: 'wanted',
      requestId: 1,
      wanted: { name: 'a.csv', nearest: false, known: [] },
    });
    await new Promise((resolve) => setImmediate(resolve));
    const found =
      i === 0 ? { kind: 'bytes', name: 'a.csv', bytes, stamp: '1' } : { kind: 'refused', reason: 'No permission.' };
    assert.deepEqual(posted()[1], { type: 'data', requestId: 1, found });
  }
});
