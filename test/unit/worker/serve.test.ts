import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem } from '../../../src/engine/index.ts';
import type { FromWorker, Source, ToWorker } from '../../../src/protocol/worker.ts';
import { serve } from '../../../src/worker/serve.ts';

/** A worker in this thread; what it posts goes through structuredClone, as it would between threads. */
function worker(): {
  readonly send: (message: ToWorker) => void;
  readonly until: (type: string) => Promise<FromWorker[]>;
} {
  const posted: FromWorker[] = [];
  let wake = () => {};
  const send = serve((message, transfer) => {
    posted.push(structuredClone(message, { transfer }));
    wake();
  });
  const isType = (message: FromWorker, type: string) =>
    message.type === type || (message.type === 'event' && message.event.type === type);
  return {
    send: (message) => send(structuredClone(message)),
    until: async (type) => {
      while (!posted.some((message) => isType(message, type))) await new Promise<void>((resolve) => (wake = resolve));
      return posted;
    },
  };
}

const text = '(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1\nrate 0.001\nstop steps=3000';
const source: Source = { text, languageId: 'downhill' };

test('says what there is to choose from, first of all', async () => {
  const [first] = await worker().until('ready');
  assert.ok(first?.type === 'ready' && first.catalog.methods.length >= 7 && first.catalog.schedules.length >= 4);
});

test('a request is opened, streamed, judged and done, and its numbers are the engine’s', async () => {
  const { send, until } = worker();
  send({ type: 'minimize', requestId: 5, source });
  const events = (await until('done')).flatMap((message) => (message.type === 'event' ? [message.event] : []));
  assert.equal(events[0]?.type, 'opened');
  assert.deepEqual(
    events.slice(-2).map((event) => event.type),
    ['ended', 'done'],
  );
  const slices = events.flatMap((event) => (event.type === 'steps' ? [event] : []));
  const x = slices.flatMap((slice) => [...slice.rows.parameters[0]!]);
  assert.ok(
    slices.every((slice, i) => i === 0 || slice.first === slices[i - 1]!.first + slices[i - 1]!.rows.value.length),
  );
  const { trace } = await minimize(readProblem(text));
  assert.deepEqual(x, [...trace.parameters[0]!]);
});

test('several methods or rates are several runs, labelled apart', async () => {
  const { send, until } = worker();
  send({ type: 'minimize', requestId: 1, source: { ...source, patch: { rates: [0.001, 0.0005] } } });
  const messages = await until('done');
  const opened = messages.find((message) => message.type === 'event' && message.event.type === 'opened');
  assert.ok(opened?.type === 'event' && opened.event.type === 'opened');
  assert.equal(new Set(opened.event.runs.map((run) => run.label)).size, 2);
  assert.equal(messages.filter((message) => message.type === 'event' && message.event.type === 'ended').length, 2);
});

test('of one optimizer in several conventions it is said where they part', async () => {
  const { send, until } = worker();
  const methods = ['pytorch', 'keras'].map((convention) => ({ name: 'adam', options: { convention }, rate: 0.01 }));
  send({ type: 'minimize', requestId: 1, source: { ...source, patch: { methods } } });
  const events = (await until('done')).flatMap((message) => (message.type === 'event' ? [message.event] : []));
  const compared = events.at(-2);
  assert.ok(compared?.type === 'compared');
  assert.equal(compared.partings.length, 1);
  assert.match(compared.partings[0]!.sentence, /^PyTorch and Keras part at step \d+: [xy] is /);
  const opened = events[0];
  assert.ok(opened?.type === 'opened');
  assert.deepEqual(
    opened.runs.map(({ label }) => label),
    ['Adam, rate 0.01, PyTorch', 'Adam, rate 0.01, Keras'],
  );
});

test('the catalog says of which methods there are several forms', async () => {
  const [first] = await worker().until('ready');
  assert.ok(first?.type === 'ready');
  const forms = Object.fromEntries(first.catalog.methods.map(({ name, conventions }) => [name, conventions]));
  assert.deepEqual(forms.adam, ['pytorch', 'keras']);
  assert.deepEqual(forms.nesterov, ['pytorch', 'keras', 'paper']);
  assert.equal(forms.gd, undefined);
});

test('a stop ends the run, keeps its rows and drops the other runs', async () => {
  const { send, until } = worker();
  const patch = { rates: [1e-9, 2e-9], stop: { steps: 10_000_000, gradient: undefined } };
  send({ type: 'minimize', requestId: 1, source: { ...source, patch } });
  await until('steps');
  send({ type: 'stop', requestId: 1 });
  const messages = await until('done');
  const ended = messages.flatMap((message) =>
    message.type === 'event' && message.event.type === 'ended' ? [message.event.verdict] : [],
  );
  assert.deepEqual(
    ended.map((verdict) => verdict.status),
    ['stopped'],
  );
});

test('a run that failed is told its remedy after all is done; another request takes its place', async () => {
  const { send, until } = worker();
  const failing = { text: 'x^2 + 10y^2\nstart 3, 4\nrate 0.01, 0.2', languageId: 'downhill' };
  send({ type: 'minimize', requestId: 1, source: failing });
  const events = (await until('remedy')).flatMap((message) => (message.type === 'event' ? [message.event] : []));
  assert.equal(events.at(-2)?.type, 'done');
  const [opened, remedy] = [events[0], events.at(-1)];
  assert.ok(opened?.type === 'opened' && remedy?.type === 'remedy');
  assert.equal(remedy.runId, opened.runs[1]?.runId);
  assert.deepEqual(remedy.remedy.apply?.patch.methods?.[0], { name: 'gd', options: {}, rate: 0.01 });
  const other = worker();
  other.send({ type: 'minimize', requestId: 1, source: failing });
  await other.until('done');
  other.send({ type: 'minimize', requestId: 2, source });
  const all = await other.until('opened');
  while (all.filter((message) => message.type === 'event' && message.event.type === 'done').length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.ok(
    !all.some((message) => message.type === 'event' && message.event.type === 'remedy' && message.requestId === 1),
  );
});

test('what can be foreseen is among the notes, before the run', async () => {
  const { send, until } = worker();
  send({ type: 'read', requestId: 1, source: { ...source, patch: { stop: { patience: 4000 } } } });
  const view = (await until('read')).at(-1);
  assert.ok(view?.type === 'read');
  assert.match(view.problem.notes.at(-1)?.text ?? '', /patience=4,000 can never fire/);
});

test('an error carries its place and suggestion', async () => {
  const { send, until } = worker();
  send({ type: 'minimize', requestId: 1, source: { text: 'x + w(x - 1)', languageId: 'downhill' } });
  const failed = (await until('failed')).at(-1);
  assert.ok(failed?.type === 'event' && failed.event.type === 'failed');
  const { start, end, suggestion } = failed.event.error;
  assert.deepEqual([start, end, suggestion], [4, 12, 'w*(x - 1)']);
});

test('read and write answer without a run', async () => {
  const { send, until } = worker();
  send({ type: 'read', requestId: 1, source });
  const view = (await until('read')).at(-1);
  assert.ok(view?.type === 'read');
  assert.deepEqual(
    view.problem.gradient.map((partial) => partial.text),
    ['-400*x*(y - x^2) - 2*(1 - x)', '200*(y - x^2)'],
  );
  assert.deepEqual(
    view.problem.hessian?.map((row) => row.map((second) => second.text)),
    [['800*x^2 - 400*(y - x^2) + 2', '-400*x'], ['200']],
  );
  send({ type: 'write', requestId: 2, source: { ...source, patch: { rates: [0.01] } } });
  const edits = (await until('written')).at(-1);
  assert.ok(edits?.type === 'written' && edits.edits.length === 1 && edits.edits[0]!.text === 'rate 0.01');
});

test('explaining answers with plain data, or with the error of the formula', async () => {
  const { send, until } = worker();
  send({ type: 'explain', requestId: 1, source });
  const explained = (await until('explained')).at(-1);
  assert.ok(explained?.type === 'explained');
  const [x, y] = explained.derivations;
  assert.deepEqual([x?.parameter, y?.parameter, x?.root?.rule], ['x', 'y', 'Sum rule']);
  assert.equal(x?.root?.forms.at(-1)?.text, '-400*x*(y - x^2) - 2*(1 - x)');
  assert.deepEqual(Object.keys(x!.root!).sort(), ['forms', 'general', 'of', 'omitted', 'rule', 'steps']);
  assert.equal(x?.root?.steps.length, 2);
  send({ type: 'explain', requestId: 2, source: { text: 'x + w(x - 1)', languageId: 'downhill' } });
  const failed = (await until('failed')).at(-1);
  assert.ok(failed?.type === 'failed' && failed.error.start === 4);
});

test('a gradient is checked along the iterates it is given, point by point', async () => {
  const { send, until } = worker();
  send({ type: 'check', requestId: 3, source, trail: [{ step: 9, point: [1, 2] }] });
  const messages = await until('checked');
  const told = messages.flatMap((message) => (message.type === 'checking' ? [message.progress] : []));
  assert.deepEqual(
    [told[0], told.at(-1)],
    [
      { done: 0, of: 12 },
      { done: 11, of: 12 },
    ],
  );
  const checked = messages.at(-1);
  assert.ok(checked?.type === 'checked' && checked.requestId === 3);
  assert.equal(checked.report.outcome, 'agree');
  assert.deepEqual(
    [checked.report.points[1]?.label, checked.report.points[1]?.point],
    ['step 9 of the last run', [1, 2]],
  );
});

test('rates are tried with word of how far it is, and the sweep can be stopped', async () => {
  const { send, until } = worker();
  const slow = { text: 'sum((x - k)^2 * (2 + sin(k*x)), k, 1, 300)\nstart x = 1', languageId: 'downhill' };
  send({ type: 'findRates', requestId: 4, source: slow });
  const messages = await until('foundRates');
  const found = messages.at(-1);
  assert.ok(found?.type === 'foundRates' && found.requestId === 4);
  assert.ok(found.report.safe! > 0 && found.report.tried.length >= 50);
  const told = messages.flatMap((message) => (message.type === 'findingRates' ? [message.progress] : []));
  assert.ok(told.length > 0 && told.every(({ done, of }) => done <= of));
  const other = worker();
  other.send({ type: 'findRates', requestId: 1, source: slow });
  other.send({ type: 'stop', requestId: 1 });
  const stopped = (await other.until('failed')).at(-1);
  assert.ok(stopped?.type === 'failed' && stopped.error.message === 'The rate finder was stopped.');
});

test('a check can be stopped, and one of a text that cannot be read has its error', async () => {
  const { send, until } = worker();
  send({ type: 'check', requestId: 1, source, trail: [] });
  send({ type: 'stop', requestId: 1 });
  const stopped = (await until('failed')).at(-1);
  assert.ok(stopped?.type === 'failed' && stopped.error.message === 'The check was stopped.');
  const other = worker();
  other.send({ type: 'check', requestId: 2, source: { text: 'x + w(x - 1)', languageId: 'downhill' }, trail: [] });
  const failed = (await other.until('failed')).at(-1);
  assert.ok(failed?.type === 'failed' && failed.error.suggestion === 'w*(x - 1)');
});

test('a step is explained while a run goes on; of two questions the newer is answered', async () => {
  const { send, until } = worker();
  const long = { text: text.replace('3000', '2000000'), languageId: 'downhill' };
  const run = { method: { name: 'adam', options: {} }, schedule: { name: 'constant', options: {} }, rate: 0.001 };
  send({ type: 'minimize', requestId: 1, source: long });
  const choice = { run: { ...run, start: [-1.2, 1] }, row: 1_500_000 };
  send({ type: 'explainStep', requestId: 2, source: long, choice });
  send({ type: 'explainStep', requestId: 3, source: long, choice: { ...choice, row: 7 } });
  const posted = await until('stepExplained');
  const explained = posted.find((message) => message.type === 'stepExplained');
  assert.ok(explained?.type === 'stepExplained' && explained.requestId === 3 && explained.step.row === 7);
  assert.ok(!posted.some((message) => message.type === 'event' && message.event.type === 'done'));
  send({ type: 'stop', requestId: 1 });
  const failed = (await until('failed')).find((message) => message.type === 'failed');
  assert.ok(failed?.type === 'failed' && failed.requestId === 2);
  assert.equal(failed.error.message, 'Another step was asked for.');
});
