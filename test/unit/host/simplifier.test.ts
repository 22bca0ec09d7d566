import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerListener } from '../../../src/host/engine-worker/worker.ts';
import { Simplifier } from '../../../src/host/simplifier.ts';
import type { FromSimplifier, Simplified, ToSimplifier } from '../../../src/protocol/simplified.ts';
import { Clock, problemView } from './worker-stand-in.ts';

const source = { text: 'x^2 + y^2', languageId: 'downhill' };
const other = { text: 'x^4', languageId: 'downhill' };
const form: Simplified = { by: [1], formula: { tex: 'y', text: 'y' } };

function setUp() {
  const clock = new Clock();
  const workers: { listener: WorkerListener<FromSimplifier>; posted: ToSimplifier[]; terminated: boolean }[] = [];
  const found: [string, Simplified][] = [];
  const simplifier = new Simplifier(
    (listener) => {
      const worker = { listener, posted: [] as ToSimplifier[], terminated: false };
      workers.push(worker);
      return {
        post: (message) => worker.posted.push(message),
        terminate: () => {
          worker.terminated = true;
        },
      };
    },
    ({ text }, one) => found.push([text, one]),
    clock,
  );
  const say = (message: FromSimplifier) => workers.at(-1)!.listener.onMessage(message);
  return { clock, workers, found, simplifier, say };
}

test('nothing is started before the first question', () => {
  const { workers, simplifier } = setUp();
  assert.equal(simplifier.shown(source, problemView), problemView);
  assert.equal(workers.length, 0);
});

test('a form is passed on when it comes, and takes the place of the plain one', () => {
  const { simplifier, say, found } = setUp();
  simplifier.ask(source, problemView);
  say({ type: 'ready' });
  say({ type: 'simplified', requestId: 1, ...form });
  assert.deepEqual(found, [[source.text, form]]);
  const { gradient } = simplifier.shown(source, problemView);
  assert.deepEqual(gradient, [problemView.gradient[0], { ...form.formula, simplified: true }]);
});

test('a worker that never answers is killed in half a second, the plain forms stay, and it is not asked again', () => {
  const { simplifier, say, clock, workers } = setUp();
  simplifier.ask(source, problemView);
  say({ type: 'ready' });
  clock.pass(499);
  assert.equal(workers[0]!.terminated, false);
  clock.pass(1);
  assert.equal(workers[0]!.terminated, true);
  assert.equal(simplifier.shown(source, problemView), problemView);
  simplifier.ask(source, problemView);
  assert.equal(workers.length, 1);
  simplifier.ask(other, problemView);
  assert.deepEqual(workers[1]!.posted, [{ requestId: 2, source: other }]);
});

test('loading is not counted, but ends too', () => {
  const { simplifier, clock, workers } = setUp();
  simplifier.ask(source, problemView);
  clock.pass(9_999);
  assert.equal(workers[0]!.terminated, false);
  clock.pass(1);
  assert.equal(workers[0]!.terminated, true);
});

test('a worker that answered is kept warm, and what it said is known', () => {
  const { simplifier, say, clock, workers } = setUp();
  simplifier.ask(source, problemView);
  say({ type: 'ready' });
  say({ type: 'done', requestId: 1 });
  clock.pass(60_000);
  simplifier.ask(source, problemView);
  simplifier.ask(other, problemView);
  assert.equal(workers.length, 1);
  assert.deepEqual(
    workers[0]!.posted.map(({ requestId }) => requestId),
    [1, 2],
  );
});

test('a new problem cancels the old one, whose late answers count for nothing and which can be asked for again', () => {
  const { simplifier, say, workers, found } = setUp();
  simplifier.ask(source, problemView);
  say({ type: 'ready' });
  simplifier.ask(other, problemView);
  assert.equal(workers[0]!.terminated, true);
  workers[0]!.listener.onMessage({ type: 'simplified', requestId: 1, ...form });
  workers[0]!.listener.onCrash('exit code 1');
  assert.deepEqual(found, []);
  say({ type: 'ready' });
  say({ type: 'done', requestId: 2 });
  simplifier.ask(source, problemView);
  assert.equal(workers[1]!.posted.at(-1)?.source.text, source.text);
});

test('who waits gets what there is when all is said, and in half a second at the latest', async () => {
  const { simplifier, say, clock } = setUp();
  const first = simplifier.settled(source, problemView);
  say({ type: 'ready' });
  say({ type: 'simplified', requestId: 1, ...form });
  say({ type: 'done', requestId: 1 });
  assert.equal((await first).gradient[1]?.simplified, true);
  const second = simplifier.settled(other, problemView);
  clock.pass(500);
  assert.equal(await second, problemView);
});

test('a worker that crashes leaves the plain forms, and the next problem gets a new one', async () => {
  const { simplifier, workers } = setUp();
  const waiting = simplifier.settled(source, problemView);
  workers[0]!.listener.onCrash('exit code 1');
  assert.equal(await waiting, problemView);
  simplifier.ask(other, problemView);
  assert.equal(workers.length, 2);
});

test('when it is disposed of nobody waits, and nothing is started', async () => {
  const { simplifier, workers } = setUp();
  const waiting = simplifier.settled(source, problemView);
  simplifier.dispose();
  assert.equal(await waiting, problemView);
  assert.equal(workers[0]!.terminated, true);
  simplifier.ask(other, problemView);
  assert.equal(workers.length, 1);
});
