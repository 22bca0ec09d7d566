import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReliefChoice } from '../../../src/protocol/landscape.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/worker.ts';
import { serve } from '../../../src/worker/serve.ts';

const source = { text: '(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1', languageId: 'downhill' };
const choice: ReliefChoice = { across: 0, down: 1, x: [-2, 2], y: [-1, 3], width: 40, height: 30, fixed: [0, 0] };

function worker() {
  const posted: FromWorker[] = [];
  let wake = () => {};
  const handle = serve((message, transfer) => {
    posted.push(structuredClone(message, { transfer }));
    wake();
  });
  return {
    posted,
    send: (message: ToWorker) => handle(structuredClone(message)),
    answers: async (count: number) => {
      const final = () => posted.filter(({ type }) => type === 'landscapeMade' || type === 'failed');
      while (final().length < count) await new Promise<void>((resolve) => (wake = resolve));
      return final();
    },
  };
}

test('a landscape is answered by its id, with the objective’s values', async () => {
  const { send, answers } = worker();
  send({ type: 'landscape', requestId: 4, source, choice });
  const [made] = await answers(1);
  assert.ok(made?.type === 'landscapeMade' && made.requestId === 4);
  const { values, width, height } = made.relief;
  assert.deepEqual([width, height, values.length], [40, 30, 1200]);
  // Nothing else travels with it.
  assert.equal(values.buffer.byteLength, 8 * 1200);
  const x = -2 + (0.5 / 40) * 4;
  const y = -1 + (0.5 / 30) * 4;
  assert.ok(Math.abs(values[0]! - ((1 - x) ** 2 + 100 * (y - x * x) ** 2)) < 1e-9);
});

test('of several questions the newest is answered; one that is stopped ends', async () => {
  const { send, answers } = worker();
  const rows = Array.from({ length: 20_000 }, (_, i) => i / 20_000).join(', ');
  const long = { ...source, text: `u = [${rows}]\nminimize mean((x*u + y - sin(u))^2)` };
  send({ type: 'landscape', requestId: 1, source: long, choice });
  send({ type: 'landscape', requestId: 2, source: long, choice });
  const both = await answers(2);
  assert.deepEqual(both.map((answer) => [answer.type, 'requestId' in answer && answer.requestId]).sort(), [
    ['failed', 1],
    ['landscapeMade', 2],
  ]);
  send({ type: 'landscape', requestId: 3, source: long, choice });
  send({ type: 'stop', requestId: 3 });
  const third = (await answers(3)).at(-1);
  assert.equal(third?.type, 'failed');
});

test('parameters that the formula has not are refused', async () => {
  const { send, answers } = worker();
  send({ type: 'landscape', requestId: 1, source, choice: { ...choice, down: 2 } });
  send({ type: 'landscape', requestId: 2, source, choice: { ...choice, fixed: [1] } });
  assert.deepEqual(
    (await answers(2)).map(({ type }) => type),
    ['failed', 'failed'],
  );
});

test('a run goes on meanwhile, and its settings change nothing of the landscape', async () => {
  const { send, answers, posted } = worker();
  const patch = { start: [0, 0], stop: { steps: 300_000, gradient: undefined, change: undefined } };
  send({ type: 'minimize', requestId: 1, source: { ...source, patch } });
  send({ type: 'landscape', requestId: 2, source: { ...source, patch }, choice });
  const [made] = await answers(1);
  assert.equal(made?.type, 'landscapeMade');
  assert.ok(!posted.some((message) => message.type === 'event' && message.event.type === 'done'));
  send({ type: 'stop', requestId: 1 });
});
