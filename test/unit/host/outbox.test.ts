import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../../../src/host/outbox.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { applyEvent, initialState, rowCount } from '../../../src/protocol/state.ts';
import type { RunState } from '../../../src/protocol/view.ts';
import { problemView, rows, runState, runView } from './worker-stand-in.ts';

/** An outbox whose messages arrive one by one, when told to. */
function outbox() {
  const sent: ToPanel[] = [];
  let arrive = () => {};
  const box = new Outbox((message) => {
    sent.push(message);
    return new Promise<void>((resolve) => {
      arrive = resolve;
    });
  });
  const next = async () => {
    arrive();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sent, box, next };
}

const steps = (runId: number, first: number, count = 1): ToPanel => ({
  type: 'event',
  event: {
    type: 'steps',
    runId,
    first,
    rows: rows(...Array.from({ length: count }, (_, i) => [first + i, 0] as const)),
  },
});
const done: ToPanel = { type: 'event', event: { type: 'done' } };

test('one message is under way at a time, rows that wait are joined, and the rest goes before them', async () => {
  const { sent, box, next } = outbox();
  for (const message of [steps(1, 0), steps(1, 1), steps(1, 2, 2), steps(2, 0), done]) box.push(message);
  assert.deepEqual(sent, [steps(1, 0)]);
  for (let i = 0; i < 4; i += 1) await next();
  assert.deepEqual(sent, [steps(1, 0), done, steps(1, 1, 3), steps(2, 0)]);
});

test('the rows of runs that are replaced are dropped', async () => {
  const { sent, box, next } = outbox();
  const opened: ToPanel = { type: 'event', event: { type: 'opened', problem: problemView, runs: [runView(3)] } };
  for (const message of [steps(1, 0), steps(1, 1), opened, steps(3, 0)]) box.push(message);
  for (let i = 0; i < 3; i += 1) await next();
  assert.deepEqual(sent, [steps(1, 0), opened, steps(3, 0)]);
});

test('the state takes the place of what waits', async () => {
  const { sent, box, next } = outbox();
  for (const message of [steps(1, 0), steps(1, 1), done]) box.push(message);
  box.pushState(initialState);
  await next();
  await next();
  assert.deepEqual(sent, [steps(1, 0), { type: 'snapshot', state: initialState }]);
});

test('a long trace follows its state in parts, and nothing is lost', async () => {
  const { sent, box, next } = outbox();
  const slice = rows(...Array.from({ length: 40_000 }, (_, i) => [i, 0] as const));
  const run: RunState = { ...runState(1, slice, slice, slice), run: runView(1) };
  box.pushState({ ...initialState, problem: problemView, runs: [run, runState(2, slice)] });
  for (let i = 0; i < 30; i += 1) await next();
  const [first, ...rest] = sent;
  assert.ok(first?.type === 'snapshot');
  assert.ok(rest.length > 10);
  const state = rest.reduce(
    (sum, message) => (message.type === 'event' ? applyEvent(sum, message.event) : sum),
    first.state,
  );
  assert.deepEqual(state.runs.map(rowCount), [120_000, 40_000]);
  const x = state.runs[0]!.slices.flatMap((part) => [...part.parameters[0]!]);
  assert.deepEqual([x[39_999], x[40_000], x[119_999]], [39_999, 0, 39_999]);
  assert.ok(state.runs[0]!.slices.every(({ value }) => value.buffer.byteLength === value.byteLength));
});

test('a message that cannot be sent is the last', async () => {
  const sent: ToPanel[] = [];
  const box = new Outbox((message) => {
    sent.push(message);
    return Promise.reject(new Error('disposed'));
  });
  box.push(steps(1, 0));
  box.push(done);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sent, [steps(1, 0)]);
  box.push(done);
  assert.equal(sent.length, 2);
});
