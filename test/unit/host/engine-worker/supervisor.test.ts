import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Killed, type Request, Supervisor } from '../../../../src/host/engine-worker/supervisor.ts';
import type { FromWorker } from '../../../../src/protocol/worker.ts';
import { Clock, Workers } from '../worker-stand-in.ts';

function supervise() {
  const workers = new Workers();
  const clock = new Clock();
  const messages: FromWorker[] = [];
  const killed: Killed[] = [];
  const supervisor = new Supervisor(
    workers.spawn,
    { onMessage: (message) => messages.push(message), onKilled: (each) => killed.push(each) },
    clock,
  );
  return { workers, clock, messages, killed, supervisor };
}

const source = { text: 'x^2', languageId: 'downhill' };
const minimize = (requestId: number): Request => ({ type: 'minimize', requestId, source });
const read = (requestId: number): Request => ({ type: 'read', requestId, source });
const done = (requestId: number): FromWorker => ({ type: 'event', requestId, event: { type: 'done' } });
const ready: FromWorker = { type: 'ready', catalog: { methods: [], schedules: [] } };

test('the worker starts at the first request and is kept', () => {
  const { workers, supervisor } = supervise();
  assert.equal(workers.started.length, 0);
  supervisor.post(minimize(1));
  workers.newest.listener.onMessage(done(1));
  supervisor.post(minimize(2));
  assert.equal(workers.started.length, 1);
  assert.deepEqual(workers.newest.posted, [minimize(1), minimize(2)]);
});

test('a stop that is answered in time leaves the worker alone', () => {
  const { workers, clock, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  supervisor.stop(1);
  assert.deepEqual(workers.newest.posted.at(-1), { type: 'stop', requestId: 1 });
  clock.pass(79);
  workers.newest.listener.onMessage(done(1));
  clock.pass(1000);
  assert.deepEqual(killed, []);
  assert.equal(workers.newest.terminated, false);
});

test('a stop without an answer in time ends the worker, and a new one is there', () => {
  const { workers, clock, messages, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  supervisor.stop(1);
  clock.pass(80);
  assert.deepEqual(killed, [{ request: minimize(1), reason: 'stop' }]);
  assert.equal(workers.started.length, 2);
  assert.equal(workers.started[0]!.terminated, true);
  workers.started[0]!.listener.onMessage(done(1));
  assert.deepEqual(messages, [], 'the old worker is not heard any more');
});

test('a stop of a request that is over does nothing', () => {
  const { workers, clock, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  workers.newest.listener.onMessage(done(1));
  supervisor.stop(1);
  clock.pass(1000);
  assert.deepEqual(killed, []);
});

test('a worker that says nothing for 5 s is ended; the oldest request is to blame and the others go on', () => {
  const { workers, clock, killed, supervisor } = supervise();
  supervisor.post(read(1));
  workers.newest.listener.onMessage(ready);
  supervisor.post(minimize(2));
  clock.pass(5000);
  assert.deepEqual(killed, [{ request: read(1), reason: 'silence' }]);
  assert.deepEqual(workers.newest.posted, [minimize(2)]);
});

test('every message is a sign of life, and an idle worker may be silent', () => {
  const { workers, clock, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  workers.newest.listener.onMessage(ready);
  for (let i = 0; i < 5; i += 1) {
    clock.pass(4000);
    const event = { type: 'event', requestId: 1, event: { type: 'opened', problem: {} as never, runs: [] } } as const;
    workers.newest.listener.onMessage(event);
  }
  workers.newest.listener.onMessage(done(1));
  clock.pass(60_000);
  assert.equal(killed.length, 0);
});

test('a worker that is still loading is given longer', () => {
  const { clock, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  clock.pass(20_000);
  assert.deepEqual(killed, []);
  clock.pass(10_000);
  assert.deepEqual(killed, [{ request: minimize(1), reason: 'silence' }]);
});

test('a crash is reported with what the platform said, and an idle crash starts nothing', () => {
  const { workers, killed, supervisor } = supervise();
  supervisor.post(minimize(1));
  workers.newest.listener.onCrash('out of memory');
  workers.newest.listener.onCrash('exit code 1');
  assert.deepEqual(killed, [{ request: minimize(1), reason: 'crash', detail: 'out of memory' }]);
  assert.equal(workers.started.length, 1);
  supervisor.post(minimize(2));
  assert.equal(workers.started.length, 2);
});

test('after disposal nothing is started', () => {
  const { workers, supervisor } = supervise();
  supervisor.post(minimize(1));
  supervisor.dispose();
  supervisor.post(minimize(2));
  assert.equal(workers.started.length, 1);
  assert.equal(workers.newest.terminated, true);
});

test('a worker that waits for a table is silent and does not hang; the reply goes to it once', () => {
  const { supervisor, workers, clock, killed } = supervise();
  supervisor.post(minimize(1));
  const { listener, posted } = workers.newest;
  listener.onMessage({ type: 'wanted', requestId: 1, wanted: { name: 'a.csv', nearest: false, known: [] } });
  clock.pass(60_000);
  assert.equal(killed.length, 0);
  const reply = { type: 'data', requestId: 1, found: { kind: 'absent', near: [] } } as const;
  supervisor.reply(reply, []);
  supervisor.reply(reply, []);
  assert.deepEqual(posted.slice(1), [reply]);
  clock.pass(60_000);
  assert.deepEqual(
    killed.map(({ reason }) => reason),
    ['silence'],
  );
});
